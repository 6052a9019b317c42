import Lab
import Tensors
import Training

/// Validation images with the class that the data says and what the network says now.
enum PredictionStrip {
    static func draw(_ train: TrainState, _ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        let isValidation = snapshot.subject?.watchesValidation ?? true
        let predictions = snapshot.views[PredictionLens.self] ?? []
        let isPicture = predictions.first.map { $0.input.shape.rank == 3 } ?? true, what = isPicture ? "images" : "samples"
        let set = isValidation ? "validation" : "training", key = ", . sample"
        canvas.pane(rect, title: Canvas.title(["\(set) \(what)", set], beside: key.count, in: rect.columns), trailing: key) { pane in
            let shown = predictions.drop { $0.sample < train.firstSample }
            guard let first = shown.first else { return pane.text("what it says comes with the next batch", column: 0, row: 0, style: .label) }
            if first.target?.count == 1, first.probabilities.count == 1, first.said == nil { return TargetRows.draw(Array(shown), &pane) }
            guard isPicture, first.input.shape.rank == 3 else { return drawRows(Array(shown), snapshot.subject?.symbols, &pane) }
            // Two side by side tell more than one that is larger.
            let half = (pane.columns - 2) / 2, height = max(1, min(pane.rows - 3, max(half / 2, 7))), width = max(10, min(2 * height, pane.columns))
            let tiles = pane.bounds.tiles(minimumColumns: width, tileRows: pane.rows, columnGap: 2, atMost: shown.count)
            for (tile, prediction) in zip(tiles, shown) {
                let shape = prediction.input.shape
                MapView(image: prediction.input.values, rows: shape[0], columns: shape[1], channels: shape[2])
                    .draw(in: tile.cutTop(height).top, &pane)
                verdict(prediction, in: tile.cutTop(height).rest, &pane)
            }
        }
        canvas.onScroll(rect, up: .train(.previousSample), down: .train(.nextSample))
    }

    /// ✓ Bag, or ✗ Bag and below it what is true; with the probability of what is said.
    private static func verdict(_ prediction: Prediction, in rect: Rect, _ pane: inout Canvas) {
        guard let said = prediction.said else { return }
        let isRight = prediction.truth == said, style: Style = prediction.truth == nil ? .plain : isRight ? .good : .wrong
        let mark = prediction.truth == nil ? "" : isRight ? "✓ " : "✗ "
        pane.text(mark + prediction.name(said), column: rect.column, row: rect.row, style: style, width: rect.columns)
        let share = Double(prediction.probability(said)), isShare = Figures.isShare(share)
        pane.text(Figures.percent(share, decimals: 0), column: rect.column, row: rect.row + 1, width: isShare ? 5 : rect.columns)
        if isShare {
            ProgressBar(share, style: style).draw(in: Rect(column: rect.column + 6, row: rect.row + 1, columns: max(0, rect.columns - 6), rows: 1), &pane)
        }
        if !isRight, let truth = prediction.truth {
            pane.text("is " + prediction.name(truth), column: rect.column, row: rect.row + 2, style: .label, width: rect.columns)
        }
    }

    /// Examples that are no pictures: a line each.
    private static func drawRows(_ predictions: [Prediction], _ symbols: [String]?, _ pane: inout Canvas) {
        for (row, prediction) in predictions.prefix(pane.rows).enumerated() {
            guard let said = prediction.said else {
                pane.text("\(prediction.sample)  " + prediction.probabilities.prefix(8).map { Figures.number(Double($0)) }.joined(separator: "  "), column: 0, row: row)
                continue
            }
            let isRight = prediction.truth == said
            pane.spans(
                [
                    Span("\(prediction.sample)  ", .label), Span((isRight ? "✓ " : "✗ ") + prediction.name(said), isRight ? .good : .wrong),
                    Span("  " + Figures.percent(Double(prediction.probability(said)), decimals: 0), .plain),
                    Span(isRight ? "" : "  is " + (prediction.truth.map(prediction.name) ?? "unknown"), .label),
                ],
                column: 0, row: row, width: symbols == nil ? nil : min(verdictColumns, pane.columns))
            guard let symbols else { continue }
            pane.text(SymbolText.text(prediction.input, symbols), column: verdictColumns + 1, row: row, style: .label, width: max(0, pane.columns - verdictColumns - 1))
        }
    }

    private static let verdictColumns = 26
}

/// What whole numbers of an input stand for.
enum SymbolText {
    static func symbol(_ value: Float, _ symbols: [String]) -> String {
        guard let index = Int(exactly: value), symbols.indices.contains(index) else { return "?" }
        return symbols[index]
    }

    /// Characters one after the other, words with spaces between them; a line's end as a space.
    static func text(_ input: Tensor, _ symbols: [String]) -> String {
        input.values.map { symbol($0, symbols) }.joined(separator: isOfWords(symbols) ? " " : "").replacing("\n", with: " ")
    }

    static func isOfWords(_ symbols: [String]) -> Bool { symbols.contains { $0.count > 1 && !$0.hasPrefix("[") && !$0.hasPrefix("<") } }
}

extension Prediction {
    /// The class that the network says; `nil` where outputs are no classes.
    var said: Int? {
        guard !classNames.isEmpty else { return nil }
        if probabilities.count == 1 { return probabilities[0] > 0.5 ? 1 : 0 }
        return probabilities.indices.max { probabilities[$0] < probabilities[$1] }
    }

    func name(_ index: Int) -> String { classNames.indices.contains(index) ? classNames[index] : "\(index)" }

    func probability(_ index: Int) -> Float {
        if probabilities.count == 1 { return index == 1 ? probabilities[0] : 1 - probabilities[0] }
        return probabilities.indices.contains(index) ? probabilities[index] : 0
    }
}
