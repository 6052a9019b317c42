import Training

/// A name, a share in per cent and a bar of it: what the net says of a class. An output that is no share is a number without a bar.
public struct BarRow: Hashable, Sendable {
    public var label: String
    /// 0 to 1, of a softmax or a sigmoid.
    public var share: Double
    public var style: Style
    public var labelStyle: Style

    public init(_ label: String, share: Double, style: Style = .good, labelStyle: Style = .plain) {
        self.label = label
        self.share = share
        self.style = style
        self.labelStyle = labelStyle
    }

    /// - Parameter labelColumns: the room of the names, the same for all rows that stand together; as needed when not given.
    public func draw(in rect: Rect, labelColumns: Int? = nil, _ canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let name = min(labelColumns ?? label.displayColumns, max(0, rect.columns - 6))
        canvas.text(label, column: rect.column, row: rect.row, style: labelStyle, width: name)
        let figure = share > 0 && share < 0.005 ? "<1 %" : Figures.percent(share, decimals: 0)
        canvas.text(figure, column: rect.column + name, row: rect.row, style: .label, width: min(6, rect.columns - name), alignment: .trailing)
        guard Figures.isShare(share) else { return }
        ProgressBar(share, style: style).draw(in: Rect(column: rect.column + name + 7, row: rect.row, columns: rect.columns - name - 7, rows: 1), &canvas)
    }
}
