import Testing
import Training

struct ClassScoresTests {
    /// A matrix whose rows and columns all differ, counted by hand; one class that is never predicted, one without an example, one with neither.
    @Test func scoresAreSharesOfRowsAndColumns() {
        let confusion = Confusion(
            classNames: ["a", "b", "never predicted", "no example", "nothing"],
            counts: [
                6, 1, 0, 1, 0,
                2, 3, 0, 0, 0,
                1, 4, 0, 0, 0,
                0, 0, 0, 0, 0,
                0, 0, 0, 0, 0,
            ])
        let scores = confusion.scores
        #expect(scores.map(\.count) == [8, 5, 5, 0, 0])
        #expect(scores.map(\.precision) == [6.0 / 9, 3.0 / 8, nil, 0, nil])
        #expect(scores.map(\.recall) == [6.0 / 8, 3.0 / 5, 0, nil, nil])
        #expect(scores.map(\.f1) == [12.0 / 17, 6.0 / 13, 0, 0, nil])
        let mean = confusion.meanScores
        func isNear(_ value: Double?, _ wanted: Double) -> Bool { value.map { abs($0 - wanted) < 1e-12 } ?? false }
        #expect(isNear(mean.precision, (6.0 / 9 + 3.0 / 8) / 3) && isNear(mean.recall, (0.75 + 0.6) / 3) && isNear(mean.f1, (12.0 / 17 + 6.0 / 13) / 4))
        // F1 is the harmonic mean of the two.
        for score in scores {
            guard let precision = score.precision, let recall = score.recall, let f1 = score.f1, precision + recall > 0 else { continue }
            #expect(isNear(f1, 2 * precision * recall / (precision + recall)))
        }
    }

    @Test func aMatrixWithoutExamplesHasNoScores() {
        let mean = Confusion(classNames: ["a", "b"], counts: [0, 0, 0, 0]).meanScores
        #expect(mean.precision == nil && mean.recall == nil && mean.f1 == nil && mean.count == 0)
    }
}
