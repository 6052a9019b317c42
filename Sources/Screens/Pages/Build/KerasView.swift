import Lab
import Recipes

/// The same experiment as a Keras program, the selected layer's line lit.
enum KerasView {
    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "the same in Keras", trailing: "y copies") { pane in
            let lines = builder.keras.lines
            let lit = lines.firstIndex { $0.layer == builder.selection } ?? 0
            let first = Scrolling.start(selected: lit..<lit + 1, total: lines.count, visible: pane.rows)
            for (row, line) in lines[min(first, lines.count)...].prefix(pane.rows).enumerated() {
                if line.layer == builder.selection, !builder.recipe.model.isEmpty { pane.select(Rect(column: 0, row: row, columns: pane.columns, rows: 1)) }
                pane.text(line.text, column: 0, row: row, style: line.layer == nil ? .label : .plain)
            }
        }
    }
}

/// Examples of the data with their classes.
enum DataPreview {
    static func draw(_ facts: DatasetFacts, in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "data: \(facts.title)", trailing: "\(facts.inputShape)") { pane in
            guard facts.inputShape.rank == 3 else {
                for (row, example) in facts.examples.prefix(pane.rows).enumerated() {
                    let numbers = example.input.values.prefix(12).map { LayerText.value(.real(Double(($0 * 1000).rounded() / 1000))) }.joined(separator: "  ")
                    pane.text(numbers, column: 0, row: row)
                }
                return
            }
            let height = max(3, min(8, pane.rows - 1)), tiles = pane.bounds.tiles(minimumColumns: 2 * height, tileRows: height + 1, rowGap: 0, atMost: facts.examples.count)
            for (tile, example) in zip(tiles, facts.examples) {
                MapView(image: example.input.values, rows: facts.inputShape[0], columns: facts.inputShape[1], channels: facts.inputShape[2])
                    .draw(in: tile.cutBottom(1).rest, &pane)
                if let label = example.label, facts.classNames.indices.contains(label) {
                    pane.text(facts.classNames[label], column: tile.column, row: tile.endRow - 1, style: .label, width: tile.columns)
                }
            }
        }
    }
}
