import Lab
import Training

/// Numbers that were to be said, and those that are: a line a sample, both on one scale.
enum TargetRows {
    private struct Row {
        let sample: Int
        let target: Double, output: Double
    }

    static func draw(_ predictions: [Prediction], _ pane: inout Canvas) {
        let rows = predictions.compactMap { prediction -> Row? in
            guard let target = prediction.target?.first, let output = prediction.probabilities.first, target.isFinite, output.isFinite else { return nil }
            return Row(sample: prediction.sample, target: Double(target), output: Double(output))
        }
        let numbers = rows.flatMap { [$0.target, $0.output] }
        guard let low = numbers.min(), let high = numbers.max() else { return }
        pane.spans([Span("sample  ", .label), Span("◆ target  ", .validation), Span("● says", .training)], column: 0, row: 0)
        let start = 29, room = pane.columns - start
        for (line, row) in rows.prefix(max(0, pane.rows - 1)).enumerated() {
            let place = line + 1
            pane.text("\(row.sample)", column: 0, row: place, style: .label, width: 7)
            pane.text(Figures.number(row.target), column: 8, row: place, style: .validation, width: 9, alignment: .trailing)
            pane.text(Figures.number(row.output), column: 18, row: place, style: .training, width: 9, alignment: .trailing)
            guard room >= 4 else { continue }
            func column(_ number: Double) -> Int { start + (high > low ? Int(((number - low) / (high - low) * Double(room - 1)).rounded()) : 0) }
            pane.rule(column: start, row: place, columns: room, style: .track)
            pane.text("◆", column: column(row.target), row: place, style: .validation, width: 1)
            pane.text("●", column: column(row.output), row: place, style: .training, width: 1)
        }
    }
}
