/// The share of rows in which fewer than `k` outputs are larger than that of the right class.
///
/// Sums: right answers, all answers.
struct TopKCategoricalAccuracy: MetricDescription {
    static let kerasName = "top_k_categorical_accuracy"
    static let help = "share of answers with the right class among the first k"
    static let parameters: [FormParameter] = [.count("k", 5, 1...1_000_000, help: "how many classes may contain the right one")]
    static let title = "top-k accuracy"
    static let isShare = true
    static let subject = MetricSubject.classes

    private let k: Int

    init(_ spec: MetricSpec) { k = Int(spec["k"]) }

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        for row in rows.counted {
            let truth = rows.y(row, rows.truth(row))
            var larger = 0
            for column in 0..<rows.columns where rows.y(row, column) > truth { larger += 1 }
            sums[0] += larger < k ? 1 : 0
            sums[1] += 1
        }
    }

    func remark(outputs: Int) -> String? {
        k < outputs ? nil : "\(Self.kerasName) k: expected less than the \(outputs) outputs, got \(k): it will always be 1."
    }

    /// Keras has a separate metric for targets that are class numbers.
    static func keras(_ spec: MetricSpec, beside loss: LossSpec) -> KerasMetric? {
        guard loss.kind.type.targetForm == .classNumbers else { return KerasMetric(spec.text, "metrics.TopKCategoricalAccuracy") }
        return KerasMetric(FormText("sparse_\(kerasName)", spec.text.values), "metrics.SparseTopKCategoricalAccuracy")
    }
}
