import Recipes
import Testing

@testable import Training

struct BestEpochTests {
    private func record(_ epoch: Int, loss: Double, validation: Double? = nil, auc: Double? = nil) -> EpochRecord {
        EpochRecord(
            epoch: epoch, loss: loss, accuracy: nil, validationLoss: validation, validationAccuracy: nil, learningRate: 0.1, seconds: 1, samplesPerSecond: 1,
            metrics: auc.map { [MetricValue(name: "val_auc", value: $0)] } ?? [])
    }

    private func bests(_ monitor: String?, names: Set<String>, _ records: [EpochRecord]) -> [Int] {
        let rules = monitor.map { [StopRule(.modelCheckpoint, ["monitor": .word($0)])] } ?? []
        var best = BestEpoch(rules, value: nil, names: names)
        return records.filter { best.take($0) }.map(\.epoch)
    }

    @Test func theLossDecidesWhereNothingIsMonitored() {
        #expect(bests(nil, names: ["loss"], [record(1, loss: 3), record(2, loss: .nan), record(3, loss: 4), record(4, loss: 2)]) == [1, 4])
        let validated = [record(1, loss: 3, validation: 1), record(2, loss: 2, validation: 2), record(3, loss: 4, validation: 0.5)]
        #expect(bests(nil, names: ["loss", "val_loss"], validated) == [1, 3])
    }

    /// More of it is better; an epoch without it is not the best, whatever its loss.
    @Test func whatIsMonitoredDecidesInItsOwnDirection() {
        let records = [record(1, loss: 9, validation: 9, auc: 0.5), record(2, loss: 1, validation: 1), record(3, loss: 9, validation: 9, auc: 0.7), record(4, loss: 1, auc: 0.6)]
        #expect(bests("val_auc", names: ["loss", "val_loss", "auc", "val_auc"], records) == [1, 3])
    }

    /// A figure that the run does not have is none to go by: the loss decides, and less of that is better.
    @Test func aFigureThatTheRunLacksLeavesItToTheLoss() {
        #expect(bests("val_auc", names: ["loss", "auc"], [record(1, loss: 3), record(2, loss: 4), record(3, loss: 2)]) == [1, 3])
    }
}
