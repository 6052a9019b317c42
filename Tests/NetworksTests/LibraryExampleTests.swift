import Foundation
import Kernels
import Networks
import Testing

/// The program on the first page of the documentation: it compiles, learns, and is the text of that page.
struct LibraryExampleTests {
    @Test func theExampleLearns() throws {
        // begin
        var adam = Adam()
        adam.learningRate = 0.05

        let plan = StackPlan(
            model: [
                .dense(Dense(units: .count(8), activation: .tanh)),
                .dense(Dense(units: .count(1), activation: .sigmoid)),
            ], input: [2], classes: nil)
        let network = try Network(
            layout: NetworkLayout(plan: plan, capacity: 4), loss: .binaryCrossentropy, optimizer: .adam(adam), seed: 1,
            pool: WorkerPool(threads: 2))

        let inputs = FloatBuffer(count: 8), targets = FloatBuffer(count: 4)
        inputs.pointer.update(from: [0, 0, 0, 1, 1, 0, 1, 1], count: 8)
        targets.pointer.update(from: [0, 1, 1, 0], count: 4)

        var metrics = MetricSums([.accuracy], outputs: 1)
        for epoch in 1...300 {
            metrics.reset()
            let batch = Batch(inputs: inputs.pointer, targets: targets.pointer, count: 4, epoch: epoch)
            let result = try network.train(batch, metrics: &metrics)
            if epoch % 100 == 0 { print(epoch, result.lossSum / 4, metrics.accuracySums?.right ?? 0) }
        }

        let outputs = network.predict(inputs.pointer, count: 4)
        let answers = (0..<4).map { outputs[$0].rounded() }  // 0, 1, 1, 0
        // end
        #expect(answers == [0, 1, 1, 0] && metrics.accuracySums?.right == 4)
    }

    @Test func theExampleIsThatOfTheDocumentation() throws {
        let own = try lines(#filePath, from: "        // begin", to: "        // end").map { $0.hasPrefix("        ") ? String($0.dropFirst(8)) : $0 }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try lines(root.appendingPathComponent("Sources/Networks/Networks.docc/Networks.md").path, from: "```swift", to: "```")
        #expect(own.count > 20 && page == ["import Kernels", "import Networks", ""] + own)
    }

    /// The lines between the first line that is `first` and the next that is `last`.
    private func lines(_ path: String, from first: String, to last: String) throws -> [String] {
        let all = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
        let start = try #require(all.firstIndex(of: first)), end = try #require(all[(start + 1)...].firstIndex(of: last))
        return Array(all[(start + 1)..<end])
    }
}
