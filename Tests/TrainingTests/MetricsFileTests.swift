import Foundation
import Tensors
import TestSupport
import Testing

@testable import Training

struct MetricsFileTests {
    private let scratch = Scratch()

    private func error(_ text: String) throws -> String {
        let path = try scratch.write(text, to: "metrics.csv")
        do {
            return "\(try MetricsFile.read(path).count) epochs"
        } catch { return error.sentence }
    }

    @Test func recordsComeBack() throws {
        let records = [1, 2].map { epoch in
            EpochRecord(
                epoch: epoch, loss: 0.1 * Double(epoch), accuracy: 0.5, validationLoss: epoch == 1 ? nil : 0.3, validationAccuracy: nil, learningRate: 0.01, seconds: 2,
                samplesPerSecond: 30, metrics: [MetricValue(name: "auc", value: 0.7), MetricValue(name: "val_auc", value: 0.6)])
        }
        try MetricsFile.write(records, to: scratch.file("metrics.csv"))
        #expect(try MetricsFile.read(scratch.file("metrics.csv")) == records)
        #expect(try MetricsFile.read(scratch.file("none.csv")) == [])
    }

    @Test func aLineIsNamedByItsPlaceInTheFile() throws {
        let head = "epoch,loss,accuracy,learning_rate,seconds,samples_per_s\n"
        #expect(try error(head + "1,0.5,,0.1,1,1\n\n2,0.4,0.5,0.1,1,1\n") == "2 epochs")
        #expect(try error(head + "1,0.5,,0.1,1,1\n\n\n2,0.4,0.x,0.1,1,1\n") == "line 5: accuracy: expected a number, got 0.x. Remove the line.")
        #expect(try error(head + "1,0.5,,,1,1\n") == "line 2: expected a number for learning_rate, got none. Remove the line.")
        #expect(try error(head + "1,0.5\n") == "line 2: expected a number for learning_rate, got none. Remove the line.")
        #expect(try error("\nepoch,loss\n1.5,1\n") == "line 3: epoch: expected a whole number, got 1.5,1. Remove the line.")
    }
}
