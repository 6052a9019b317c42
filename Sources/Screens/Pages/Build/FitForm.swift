import Lab

/// Compile and fit, in one column or two.
enum FitForm {
    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "compile and fit", trailing: builder.pane == .fit ? "" : "tab", isFocused: builder.pane == .fit) { pane in
            let fields = builder.fitFields, selection = builder.pane == .fit ? builder.field : nil
            guard pane.columns >= 54, fields.count > pane.rows else {
                return FormRows.draw(fields, selection: selection, pane: .fit, in: pane.bounds, &pane)
            }
            let half = (fields.count + 1) / 2
            guard half <= pane.rows else { return FormRows.draw(fields, selection: selection, pane: .fit, in: pane.bounds, &pane) }
            let columns = pane.bounds.splitColumns([.share(0.55), .share(0.45)], gap: 2)
            for (index, field) in fields.enumerated() {
                let place = columns[index < half ? 0 : 1], row = index % half
                let line = Rect(column: place.column, row: row, columns: place.columns, rows: 1), isSelected = index == selection
                if isSelected { pane.select(line) }
                pane.onClick(line, .builder(.focus(.fit, index)))
                pane.text(field.name, column: line.column, row: row, style: isSelected ? .plain : .label, width: 16)
                pane.text(
                    LayerText.value(field.value), column: line.column + 17, row: row, style: isSelected ? .bold : field.isDefault ? .label : .plain,
                    width: line.columns - 17)
            }
        }
    }
}
