import Lab
import Tensors
import Training

/// Numbers of many samples, a row a sample and a column a unit: hidden units and codes.
struct RasterView {
    /// (samples, units)
    let raster: Tensor

    init(_ raster: Tensor) {
        self.raster = raster
    }

    private var rows: Int { raster.shape.rank == 2 ? raster.shape[0] : 1 }
    private var columns: Int { raster.shape.rank == 2 ? raster.shape[1] : raster.shape.count }

    func draw(titles: [String], unit: String = "units", note: String = "", range: ClosedRange<Float>? = nil, in rect: Rect, _ canvas: inout Canvas) {
        let range = range ?? MapView.range(of: raster.values), ramp: Ramp = range.lowerBound < 0 ? .diverging : .sequential
        let legend = RangeLegend.spans(range, ramp: ramp, look: canvas.look, inPaneOf: rect.columns)
        canvas.pane(rect, title: Canvas.title(titles, beside: legend.columns, in: rect.columns), figures: legend) { pane in
            let (map, line) = pane.bounds.cutBottom(pane.rows >= 4 ? 1 : 0)
            guard !map.isEmpty, rows > 0, columns > 0 else { return }
            let picture = StretchedMap(values: raster.values, rows: rows, columns: columns, ramp: ramp, range: range)
            picture.draw(in: Rect(column: 0, row: 0, columns: map.columns, rows: map.rows), &pane)
            guard line.rows > 0 else { return }
            pane.text("\(rows) samples ↓   \(columns) \(unit) →" + (note.isEmpty ? "" : "   \(note)"), column: 0, row: line.row, style: .label)
        }
    }
}
