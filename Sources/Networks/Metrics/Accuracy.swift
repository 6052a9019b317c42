/// The share of rows whose largest output is the right class. For a single output, and for labels of which several may be true, the share of outputs on the right side of ½.
///
/// Sums: right answers, all answers.
struct Accuracy: MetricDescription, PlainForm {
    static let kerasName = "accuracy"
    static let shortNames = ["acc"]
    static let help = "share of right answers"
    static let isShare = true
    static let subject = MetricSubject.answers

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        if rows.columns == 1 || rows.areLabels {
            for row in rows.counted {
                for column in 0..<rows.columns { sums[0] += (rows.y(row, column) > 0.5 ? 1 : 0) == rows.target(row, column) ? 1 : 0 }
                sums[1] += Double(rows.columns)
            }
            return
        }
        for row in rows.counted {
            sums[0] += rows.predicted(row) == rows.truth(row) ? 1 : 0
            sums[1] += 1
        }
    }
}
