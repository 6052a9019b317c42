import Lab
import Networks
import Training

/// The stack with the norm of each layer's gradient; below it the sample and what the network says of it.
enum LayerList {
    static func draw(_ state: State, _ subject: Snapshot.Subject, in rect: Rect, _ canvas: inout Canvas) {
        let layers = subject.plan.layers, probe = state.train.snapshot?.views[ProbeLens.self]
        let says = probe.map { min(4, $0.prediction.probabilities.count) } ?? 0
        let picture = pictureRows(probe, rect)
        canvas.pane(rect, title: "layers", trailing: rect.columns >= 27 ? "∇ gradient" : "∇", isFocused: !state.inspect.isInMaps) { pane in
            let (top, bottom) = pane.bounds.cutBottom(picture + says + 3)
            let isRoomy = top.rows >= 2 * layers.count
            var items: [ListView.Item] = []
            for (index, layer) in layers.enumerated() {
                let isSelected = index == state.inspect.layer
                let norm = probe.flatMap { $0.gradientNorms.indices.contains(index) ? $0.gradientNorms[index] : nil }
                let gradient = norm.map { [Span("∇" + Figures.number(Double($0), digits: 2), .validation)] } ?? []
                let name = Span("\(index + 1) \(layer.spec.kerasName)", isSelected ? .bold : .plain)
                items.append(
                    ListView.Item(
                        isRoomy ? [ListView.Line([name]), ListView.Line([Span("  \(layer.output)", .label)], trailing: gradient)] : [ListView.Line([name], trailing: gradient)],
                        command: .inspect(.selectLayer(index))))
            }
            ListView(items, selection: state.inspect.layer).draw(in: top, &pane)
            if let probe { drawSample(probe, state, subject, says: says, picture: picture, in: bottom, &pane) }
        }
    }

    private static func pictureRows(_ probe: Probe?, _ rect: Rect) -> Int {
        guard let shape = probe?.prediction.input.shape, shape.rank == 3 else { return 0 }
        return max(0, min((rect.columns - 4) / 2, rect.rows / 3, 12))
    }

    private static func drawSample(
        _ probe: Probe, _ state: State, _ subject: Snapshot.Subject, says: Int, picture: Int, in rect: Rect, _ pane: inout Canvas
    ) {
        let prediction = probe.prediction
        let name = prediction.truth.map { prediction.name($0) + ", " } ?? ""
        // The true class stands green below, too.
        let place = "\(subject.watchesValidation ? "validation" : "training") \(prediction.sample)"
        pane.text((name + place).displayColumns <= pane.columns ? name + place : place, column: 0, row: rect.row, style: .label)
        if picture > 0 {
            // Beside a sample stands what the net makes of it, where it makes a picture.
            let pictures = [prediction.given ?? prediction.input] + (prediction.reconstruction.map { [$0] } ?? [])
            let places = Rect(column: 0, row: rect.row + 1, columns: pane.columns, rows: picture).splitColumns(pictures.map { _ in .share(1) }, gap: 1)
            for (place, image) in zip(places, pictures) where image.shape.rank == 3 {
                MapView(image: image.values, rows: image.shape[0], columns: image.shape[1], channels: image.shape[2]).draw(in: place, &pane)
            }
        }
        if prediction.said == nil, let target = prediction.target, target.count == prediction.probabilities.count {
            for row in 0..<says {
                let numbers = [prediction.probabilities[row], target[row]].map { Figures.number(Double($0), digits: 4) }
                pane.spans([Span("says ", .label), Span(numbers[0], .plain), Span("  is ", .label), Span(numbers[1], .good)], column: 0, row: rect.endRow - says + row)
            }
            return
        }
        let best = prediction.probabilities.indices.sorted { prediction.probabilities[$0] > prediction.probabilities[$1] }.prefix(says)
        let labels = min(10, best.map { prediction.name($0).displayColumns }.max() ?? 0)
        for (row, index) in best.enumerated() {
            let isTrue = prediction.truth == index
            BarRow(prediction.name(index), share: Double(prediction.probabilities[index]), style: isTrue ? .good : .label, labelStyle: isTrue ? .good : .plain)
                .draw(in: Rect(column: 0, row: rect.endRow - says + row, columns: pane.columns, rows: 1), labelColumns: labels, &pane)
        }
    }
}
