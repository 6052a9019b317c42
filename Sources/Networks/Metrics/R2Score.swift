/// The share of the targets' variance that the outputs explain, averaged over the outputs.
///
/// R² = 1 − Σ (y − t)² / Σ (t − mean t)². Sums, for each output: Σ (y − t)², Σ t, Σ t², the count.
struct R2Score: MetricDescription, PlainForm {
    static let kerasName = "r2_score"
    static let help = "share of the targets' variance that is explained"
    static let subject = MetricSubject.numbers

    func sumCount(outputs: Int) -> Int { 4 * outputs }

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        for row in rows.counted {
            for column in 0..<rows.columns {
                let t = Double(rows.target(row, column)), difference = Double(rows.y(row, column)) - t
                sums[4 * column] += difference * difference
                sums[4 * column + 1] += t
                sums[4 * column + 2] += t * t
                sums[4 * column + 3] += 1
            }
        }
    }

    func value(of sums: [Double]) -> Double? {
        guard sums[3] > 0 else { return nil }
        // Targets without variance leave nothing to explain.
        return sums.mean(each: 4) { own in
            let (error, sum) = (own[own.startIndex], own[own.startIndex + 1]), total = own[own.startIndex + 2] - sum * sum / own[own.startIndex + 3]
            return total > 0 ? 1 - error / total : error == 0 ? 1 : 0
        }
    }
}
