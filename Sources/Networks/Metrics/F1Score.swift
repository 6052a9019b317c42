/// The harmonic mean of precision and recall, averaged over the classes.
///
/// F1 = 2 both / (predicted + true). Sums, for each class: both, predicted, true. A single output is the positive class; outputs that are separate decisions are counted
/// separately.
struct F1Score: MetricDescription, PlainForm {
    static let kerasName = "f1_score"
    static let help = "harmonic mean of precision and recall, averaged over the classes"
    static let subject = MetricSubject.answers

    func sumCount(outputs: Int) -> Int { 3 * outputs }

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        guard !rows.areSeparate else {
            rows.eachDecision(above: 0.5) { column, isPredicted, isTrue in
                sums[3 * column] += isPredicted && isTrue ? 1 : 0
                sums[3 * column + 1] += isPredicted ? 1 : 0
                sums[3 * column + 2] += isTrue ? 1 : 0
            }
            return
        }
        for row in rows.counted {
            let predicted = rows.columns > 1 ? rows.predicted(row) : rows.y(row, 0) > 0.5 ? 0 : nil
            let truth = rows.columns > 1 ? rows.truth(row) : rows.target(row, 0) > 0.5 ? 0 : nil
            if let predicted { sums[3 * predicted + 1] += 1 }
            if let truth { sums[3 * truth + 2] += 1 }
            if let predicted, predicted == truth { sums[3 * predicted] += 1 }
        }
    }

    func value(of sums: [Double]) -> Double? {
        sums.mean(each: 3) { own in
            let (both, predicted, meant) = (own[own.startIndex], own[own.startIndex + 1], own[own.startIndex + 2])
            return predicted + meant > 0 ? 2 * both / (predicted + meant) : 0
        }
    }

    /// Keras gives one value per class unless `average` is set, and takes the largest output unless `threshold` is set.
    static func keras(_ spec: MetricSpec, beside loss: LossSpec) -> KerasMetric? {
        var values: [String: FormValue] = ["average": .word("macro")]
        if loss.kind.type.jointActivation == .sigmoid { values["threshold"] = .number(0.5) }
        return KerasMetric(FormText(kerasName, values), "metrics.F1Score")
    }
}
