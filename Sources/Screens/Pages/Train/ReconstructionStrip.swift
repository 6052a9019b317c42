import Lab
import Tensors
import Training

/// Watched samples with what the net was given, what it made of it and what it should be, each a column; below them how far off it is.
enum ReconstructionStrip {
    private struct Row {
        let name: String
        let picture: (Prediction) -> Tensor?
    }

    static func draw(_ train: TrainState, _ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        let isValidation = snapshot.subject?.watchesValidation ?? true, what = isValidation ? "validation" : "training"
        let shown = Array((snapshot.views[PredictionLens.self] ?? []).drop { $0.sample < train.firstSample })
        let isSpoilt = shown.contains { $0.given != nil }
        let titles = (isSpoilt ? ["\(what) samples, noisy", "\(what), noisy"] : ["\(what) samples"]) + [what], key = ", . sample"
        canvas.pane(rect, title: Canvas.title(titles, beside: key.count, in: rect.columns), trailing: key) { pane in
            guard let first = shown.first else { return pane.text("what it makes of them comes with the next batch", column: 0, row: 0, style: .label) }
            guard first.reconstruction != nil else { return pane.text("its outputs have another shape than its inputs", column: 0, row: 0, style: .label) }
            guard first.input.shape.rank == 3 else { return drawRows(shown, &pane) }
            if pane.rows < 5 * (isSpoilt ? 3 : 2), pane.columns >= 30 { drawOne(first, isSpoilt: isSpoilt, &pane) } else { drawPictures(shown, isSpoilt: isSpoilt, &pane) }
        }
        canvas.onScroll(rect, up: .train(.previousSample), down: .train(.nextSample))
    }

    private static func rows(isSpoilt: Bool) -> [Row] {
        isSpoilt
            ? [Row(name: "given") { $0.given ?? $0.input }, Row(name: "made") { $0.reconstruction }, Row(name: "original") { $0.input }]
            : [Row(name: "given") { $0.input }, Row(name: "made") { $0.reconstruction }]
    }

    /// A pane too low for rows of pictures: one sample, as large as it can be, the three side by side.
    private static func drawOne(_ prediction: Prediction, isSpoilt: Bool, _ pane: inout Canvas) {
        let rows = rows(isSpoilt: isSpoilt), (names, area) = pane.bounds.cutTop(1)
        for (row, place) in zip(rows, area.splitColumns(rows.map { _ in .share(1) }, gap: 2)) {
            guard let picture = row.picture(prediction), picture.shape.rank == 3 else { continue }
            let error = row.name == "made" ? prediction.squaredError.map { "  mean d² \(Figures.number($0, digits: 2))" } ?? "" : ""
            pane.spans(
                [Span(row.name, row.name == "made" ? .bold : .label), Span(error.count + 4 <= place.columns ? error : "", .validation)], column: place.column, row: names.row,
                width: place.columns)
            MapView(image: picture.values, rows: picture.shape[0], columns: picture.shape[1], channels: picture.shape[2]).draw(in: place, &pane)
        }
    }

    private static func drawPictures(_ shown: [Prediction], isSpoilt: Bool, _ pane: inout Canvas) {
        // A clean sample and what becomes of it stand in two rows; a spoilt one in three, the original last.
        let rows = rows(isSpoilt: isSpoilt)
        let names = pane.columns >= 32 ? 9 : 0
        let hasErrors = pane.rows >= 3 * rows.count + 1, lines = pane.rows - (hasErrors ? 1 : 0)
        // A line between the rows where there are enough: pictures that fill their frames would run into each other.
        let gap = lines >= 5 * rows.count ? 1 : 0, room = max(1, (lines - gap * (rows.count - 1)) / rows.count), shape = shown[0].input.shape
        let size = MapView(image: shown[0].input.values, rows: shape[0], columns: shape[1], channels: shape[2]).size(columns: pane.columns - names, rows: room)
        let height = max(1, min(room + gap, size.rows + 1)), width = max(5, size.columns)
        let area = pane.bounds.cutLeft(names).rest
        let count = max(1, min(shown.count, (area.columns + 2) / (width + 2)))
        for (line, row) in rows.enumerated() {
            var end = line * height + height
            for (place, prediction) in shown.prefix(count).enumerated() {
                guard let picture = row.picture(prediction), picture.shape.rank == 3 else { continue }
                let tile = Rect(column: area.column + place * (width + 2), row: line * height, columns: width, rows: min(height, room))
                let drawn = MapView(image: picture.values, rows: picture.shape[0], columns: picture.shape[1], channels: picture.shape[2]).draw(in: tile, &pane)
                end = drawn.endRow
            }
            if names > 0 { pane.text(row.name, column: 0, row: (line * height + end - 1) / 2, style: row.name == "made" ? .bold : .label, width: names - 1) }
        }
        guard hasErrors else { return }
        let line = min(pane.rows - 1, rows.count * height)
        if names > 0 { pane.text("mean d²", column: 0, row: line, style: .label) }
        for (place, prediction) in shown.prefix(count).enumerated() {
            guard let error = prediction.squaredError else { continue }
            pane.text(Figures.number(error, digits: 2), column: area.column + place * (width + 2), row: line, style: .validation, width: width)
        }
    }

    /// Samples that are no pictures: how far off each is.
    private static func drawRows(_ shown: [Prediction], _ pane: inout Canvas) {
        let errors = shown.compactMap(\.squaredError), largest = errors.max() ?? 0
        for (row, prediction) in shown.prefix(pane.rows).enumerated() {
            guard let error = prediction.squaredError else { continue }
            pane.text("\(prediction.sample)", column: 0, row: row, style: .label, width: 6)
            pane.text("mean d² " + Figures.number(error), column: 7, row: row, style: .validation, width: 16)
            ProgressBar(largest > 0 ? error / largest : 0, style: .validation)
                .draw(in: Rect(column: 24, row: row, columns: max(0, pane.columns - 24), rows: 1), &pane)
        }
    }
}

extension Prediction {
    /// Of the reconstruction against the clean input, the mean over its numbers.
    var squaredError: Double? {
        guard let reconstruction, !input.values.isEmpty, reconstruction.values.count == input.values.count else { return nil }
        let sum = zip(input.values, reconstruction.values).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        return sum / Double(input.values.count)
    }
}
