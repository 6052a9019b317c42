import Foundation
import Lab
import TestSupport
import Testing
import Training

struct CurveTests {
    /// The average against its definition as a sum, and its first value against the first that came.
    @Test func smoothingIsAnAverageWithoutBias() {
        let values = (0..<40).map { sin(Double($0)) + 2 }
        for weight in Smoothing.weights {
            let smoothed = Smoothing(weight).applied(to: values)
            #expect(smoothed[0] == values[0])
            for last in values.indices {
                let weights = (0...last).map { pow(weight, Double(last - $0)) }
                let mean = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
                #expect(abs(smoothed[last] - mean) < 1e-12 * 40, "weight \(weight), value \(last)")
            }
        }
        // A constant stays what it is, and what is no number counts for nothing.
        #expect(Smoothing(0.9).applied(to: [3, 3, 3]).allSatisfy { abs($0 - 3) < 1e-12 })
        let gap = Smoothing(0.5).applied(to: [1, .nan, 3])
        #expect(gap[1].isNaN && abs(gap[2] - 7 / 3) < 1e-12)
    }

    private func record(_ epoch: Int, _ seconds: Double) -> EpochRecord {
        EpochRecord(epoch: epoch, loss: 1, accuracy: nil, validationLoss: nil, validationAccuracy: nil, learningRate: 0.1, seconds: seconds, samplesPerSecond: 1)
    }

    @Test func aPlaceInTheRunIsFoundOnEveryAxis() {
        let records = [record(1, 4), record(2, 2), record(3, 2)]
        func clock(_ axis: CurveOptions.Axis, _ batches: Int? = 50) -> CurveClock {
            CurveClock(axis, records: records, batchesPerEpoch: batches, current: (3.5, 3))
        }
        #expect(clock(.epochs).position(of: 2.5) == 2.5)
        #expect(clock(.steps).position(of: 2.5) == 125 && clock(.steps, nil).position(of: 2.5) == nil)
        let seconds = [0.0: 0.0, 0.5: 2, 1: 4, 1.5: 5, 3: 8, 3.25: 9.5, 3.5: 11]
        for (epoch, wanted) in seconds { #expect(clock(.seconds).position(of: epoch).map { abs($0 - wanted) < 1e-9 } ?? false, "epoch \(epoch)") }
        #expect(clock(.seconds).position(of: 4) == nil && clock(.seconds).elapsed == 11)
        // A run whose first epochs were not recorded begins with the first that were.
        let late = CurveClock(.seconds, records: [record(5, 3)], batchesPerEpoch: nil)
        #expect(late.position(of: 4.5) == 1.5 && late.position(of: 3) == nil)
    }

    /// The curves of runs lie over each other on every axis; runs of an older program have no steps, and the page says so.
    @Test func runsAreComparedOverEveryAxis() {
        var bench = LabBench(columns: 120, rows: 36)
        bench.state = SampleStates.full(page: .runs)
        bench.press(.down, .character(" "))
        bench.send(.curvesLoaded(run: 1, SampleStates.snapshot().epochs))
        #expect(bench.screen.contains("56,714 weights") && bench.screen.contains("━ validation  ┅ training"))
        bench.press(.character("a"))
        #expect(bench.screen.contains("steps unknown"))
        bench.press(.character("a"))
        #expect(bench.screen.contains("seconds") && !bench.screen.contains("steps unknown"))
        bench.press(.character("g"), .character("+"))
        #expect(bench.screen.contains("loss, log scale, smoothed 0.5"))
    }
}
