import Lab
import Tensors
import Training

/// Which inputs an output depends on: a picture lit where it does, a row an input of a table, a strip a feature of a series, a line of marks under symbols.
struct SaliencyView {
    /// `nil` until it has been worked out.
    private let saliency: Saliency?
    private let symbols: [String]?

    init(_ saliency: Saliency?, symbols: [String]?) {
        self.saliency = saliency
        self.symbols = symbols
    }

    func draw(in rect: Rect, _ canvas: inout Canvas) {
        guard let saliency else {
            return canvas.pane(rect, title: "saliency", isFocused: true) { $0.paragraph("What the output depends on comes with the next batch.", in: $0.bounds, style: .label) }
        }
        let range = 0...Swift.max(0, MapView.range(of: saliency.strength.values).upperBound)
        let legend = saliency.isOfTable ? [] : RangeLegend.spans(range, ramp: .sequential, look: canvas.look, inPaneOf: rect.columns)
        let what = saliency.isOfScore ? "the score of \(saliency.outputName)" : saliency.outputName
        let titles = ["what \(what) depends on: the absolute gradient by each input", "what \(what) depends on", "saliency: \(saliency.outputName)"]
        canvas.pane(rect, title: Canvas.title(titles, beside: legend.columns, in: rect.columns), figures: legend, isFocused: true) { pane in
            let (room, line) = pane.bounds.cutBottom(1)
            pane.spans([Span("← →", .key), Span(" another output  ", .label), Span("x", .key), Span(" layers", .label)], column: 0, row: line.row)
            let input = saliency.prediction.input
            switch (saliency.strength.shape.rank, input.shape.rank) {
            case (2, 3): drawPicture(saliency, range, in: room, &pane)
            case (2, _): drawSeries(saliency, range, in: room, &pane)
            case (1, _) where saliency.gradient == nil: drawSymbols(saliency, range, in: room, &pane)
            default: drawRows(saliency, range, in: room, &pane)
            }
        }
    }

    /// The sample, lit where the output depends on it, and the strengths alone; without colour the sample as it is.
    private func drawPicture(_ saliency: Saliency, _ range: ClosedRange<Float>, in room: Rect, _ pane: inout Canvas) {
        let strength = saliency.strength, rows = strength.shape[0], columns = strength.shape[1]
        let input = saliency.prediction.given ?? saliency.prediction.input, channels = input.shape[2]
        let isLit = pane.look.hasColour
        let sample =
            isLit
            ? MapView(image: lit(saliency, input, range), rows: rows, columns: columns, channels: 3)
            : MapView(image: input.values, rows: rows, columns: columns, channels: channels)
        let heat = MapView(values: strength.values, rows: rows, columns: columns, ramp: .sequential, range: range)
        // Side by side, or below each other: as they come out larger.
        let isWide = 2 * room.rows * columns <= room.columns * rows
        let places = isWide || room.rows < 12 ? room.splitColumns([.share(1), .share(1)], gap: 2) : room.splitRows([.share(1), .share(1)])
        for (place, (picture, caption)) in zip(places, [(sample, isLit ? "the sample, lit" : "the sample"), (heat, "saliency")]) {
            let drawn = picture.draw(in: place.cutBottom(1).rest, &pane)
            pane.text(caption, column: place.column, row: Swift.min(place.endRow - 1, drawn.endRow), style: .label, width: place.columns)
        }
    }

    /// Red, green and blue of the sample in dim grey with what is salient glowing over it.
    private func lit(_ saliency: Saliency, _ input: Tensor, _ range: ClosedRange<Float>) -> [Float] {
        let channels = input.shape[2], largest = range.upperBound
        return saliency.strength.values.enumerated().flatMap { point, strength -> [Float] in
            let own = input.values[point * channels..<(point + 1) * channels]
            let grey = channels == 3 ? 0.3 * own[own.startIndex] + 0.59 * own[own.startIndex + 1] + 0.11 * own[own.startIndex + 2] : own.first ?? 0
            let ground = 0.5 * Swift.min(1, Swift.max(0, grey)), share = largest > 0 && strength.isFinite ? strength / largest : 0
            return [ground + (1 - ground) * share, ground + (0.75 - ground) * share * share, ground * (1 - share)]
        }
    }

    /// Features by steps: a strip each with its name, or one map where there are more than rows.
    private func drawSeries(_ saliency: Saliency, _ range: ClosedRange<Float>, in room: Rect, _ pane: inout Canvas) {
        let strength = saliency.strength, steps = strength.shape[0], features = strength.shape[1]
        func strip(_ features: Range<Int>) -> StretchedMap {
            StretchedMap(
                values: features.flatMap { feature in (0..<steps).map { strength.values[$0 * strength.shape[1] + feature] } }, rows: features.count, columns: steps,
                ramp: .sequential, range: range)
        }
        let (map, line) = room.cutBottom(1)
        pane.text("\(features) feature\(features == 1 ? "" : "s") ↓   \(steps) steps →", column: 0, row: line.row, style: .label)
        guard features <= map.rows else { return strip(0..<features).draw(in: map, &pane) }
        let labels = (0..<features).map(saliency.inputName)
        let width = Swift.min(map.columns / 3, labels.map(\.displayColumns).max() ?? 0), height = Swift.min(3, map.rows / features)
        for feature in 0..<features {
            let row = map.row + feature * height
            pane.text(labels[feature], column: 0, row: row, style: .label, width: width)
            strip(feature..<feature + 1).draw(in: Rect(column: width + 1, row: row, columns: Swift.max(0, map.columns - width - 1), rows: height), &pane)
        }
    }

    /// Each symbol with a mark below it; where there is no room for all, the last lines.
    private func drawSymbols(_ saliency: Saliency, _ range: ClosedRange<Float>, in room: Rect, _ pane: inout Canvas) {
        let values = saliency.prediction.input.values, symbols = symbols ?? [], isOfWords = SymbolText.isOfWords(symbols)
        var lines: [[(text: String, strength: Float)]] = [[]], used = 0
        for (value, strength) in zip(values, saliency.strength.values) {
            let symbol = SymbolText.symbol(value, symbols).replacing("\n", with: " ") + (isOfWords ? " " : "")
            if used + symbol.displayColumns > room.columns, used > 0 {
                lines.append([])
                used = 0
            }
            lines[lines.count - 1].append((symbol, strength))
            used += symbol.displayColumns
        }
        for (index, line) in lines.suffix(Swift.max(1, room.rows / 2)).enumerated() {
            var column = 0
            for (text, strength) in line {
                pane.text(text, column: column, row: room.row + 2 * index, width: Swift.max(0, room.columns - column))
                let share = range.upperBound > 0 ? Double(strength / range.upperBound) : 0, mark: Character = pane.look.hasHalfBlocks ? "▀" : Ramp.sequential.character(share)
                let style: Style = pane.look.hasColour ? Style(ink: Ramp.sequential.colour(share, look: pane.look)) : .plain
                for place in 0..<text.trimmingBlanks.displayColumns where column + place < room.columns {
                    pane.set(mark, column: column + place, row: room.row + 2 * index + 1, style: style)
                }
                column += text.displayColumns
            }
        }
    }

    /// The strongest inputs first: name, value, bar, gradient.
    private func drawRows(_ saliency: Saliency, _ range: ClosedRange<Float>, in room: Rect, _ pane: inout Canvas) {
        let strengths = saliency.strength.values, inputs = saliency.prediction.input.values
        let order = strengths.indices.sorted { (strengths[$0], $1) > (strengths[$1], $0) }
        let rows = order.prefix(Swift.max(0, room.rows - 1)).map { index in
            (
                name: saliency.inputName(index), value: Figures.number(Double(inputs[index]), digits: 3),
                strength: strengths[index], gradient: Figures.signed(Double(saliency.gradient?.values[index] ?? 0), decimals: 3)
            )
        }
        let all = rows.count == order.count
        pane.text(all ? "input, its value, how much it counts, gradient" : "the strongest \(rows.count) of \(order.count) inputs", column: 0, row: room.row, style: .label)
        let width = Swift.min(room.columns / 3, rows.map(\.name.displayColumns).max() ?? 0)
        for (place, row) in rows.enumerated() {
            let y = room.row + 1 + place, bar = Swift.max(0, room.columns - width - 21)
            pane.text(row.name, column: 0, row: y, width: width)
            pane.text(row.value, column: width + 1, row: y, style: .label, width: 9, alignment: .trailing)
            ProgressBar(range.upperBound > 0 ? Double(row.strength / range.upperBound) : 0, style: .validation).draw(
                in: Rect(column: width + 11, row: y, columns: bar, rows: 1), &pane)
            pane.text(row.gradient, column: room.columns - 9, row: y, style: .label, width: 9, alignment: .trailing)
        }
    }
}

extension String {
    /// Without a blank at its end.
    fileprivate var trimmingBlanks: String { count > 1 && hasSuffix(" ") ? String(dropLast()) : self }
}
