import Lab
import Training

/// The loss and all metrics of the last epoch, training next to validation; shown where there is no confusion matrix.
enum MetricTable {
    static func draw(_ scene: TrainScene, in rect: Rect, _ canvas: inout Canvas) {
        let snapshot = scene.snapshot, test = scene.train.test
        canvas.pane(rect, title: "metrics", trailing: "last epoch") { pane in
            guard let record = snapshot.epochs.last else {
                return _ = pane.paragraph("They are counted after each epoch.", in: pane.bounds, style: .label)
            }
            let names = ["loss"] + CurveMetric.all(in: snapshot.epochs).compactMap { if case .metric(let name) = $0 { name } else { nil } }
            let columns: [TableView.Column] =
                [.init("", .share(1)), .init("train", .fixed(10), .trailing), .init("validation", .fixed(10), .trailing)]
                + (test == nil ? [] : [.init("test", .fixed(10), .trailing)])
            TableView(columns: columns, rowCount: names.count, selection: nil).draw(in: pane.bounds, &pane) { row, column in
                switch column {
                case 0: return [Span(names[row].replacing("_", with: " "), .label)]
                case 1: return [Span(record.value(names[row]).map { Figures.number($0, digits: 4) } ?? "–", .training)]
                case 2: return [Span(record.value("val_" + names[row]).map { Figures.number($0, digits: 4) } ?? "–", .validation)]
                default: return [Span(test?.value(names[row]).map { Figures.number($0, digits: 4) } ?? "–", .plain)]
                }
            }
        }
    }
}

extension Evaluation {
    /// A metric by its name; the loss without the penalties of the weights.
    func value(_ name: String) -> Double? { name == "loss" ? loss - penalty : metrics.first { $0.name == name }?.value }
}
