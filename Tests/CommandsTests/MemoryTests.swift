import Foundation
import TestSupport
import Testing

/// The memory that is predicted against the most that the process takes: within a tenth, on twenty models.
struct MemoryTests {
    private let scratch = Scratch()

    static let models: [(data: String, model: String, batch: Int)] = {
        func dense(_ units: Int) -> String { "[Flatten, Dense: {units: \(units), activation: relu}, Dense: {units: num_classes, activation: softmax}]" }
        func convolution(_ filters: Int, _ size: Int) -> String {
            "[Conv2D: {filters: \(filters), kernel_size: [\(size), \(size)], activation: relu}, MaxPooling2D, Flatten, Dense: {units: num_classes, activation: softmax}]"
        }
        func reader(_ cell: String, _ units: Int) -> String {
            "[Reshape: {target_shape: [28, 28]}, \(cell): {units: \(units)}, Dense: {units: num_classes, activation: softmax}]"
        }
        let end = "GlobalAveragePooling2D, Dense: {units: num_classes, activation: softmax}]"
        return [
            ("digits-8x8", dense(16), 32), ("mnist-5k", dense(512), 64), ("mnist-5k", dense(3_000), 128),
            ("mnist-5k", "[Flatten, Dense: {units: 2000}, Dense: {units: 2000}, Dense: {units: num_classes, activation: softmax}]", 64),
            ("fashion-mnist-mini", convolution(32, 3), 64), ("fashion-mnist-mini", convolution(64, 5), 128), ("mnist-5k", convolution(16, 7), 256),
            ("digits-8x8", convolution(128, 3), 128),
            ("colour-icons-32", convolution(64, 3), 64), ("colour-icons-128", convolution(32, 2), 32), ("colour-icons-128", convolution(8, 5), 16),
            ("fashion-mnist-mini", "[Conv2D: {filters: 64, kernel_size: [3, 3]}, BatchNormalization, Activation: {activation: relu}, " + end, 64),
            ("mnist-5k", "[Conv2D: {filters: 32, kernel_size: [3, 3]}, SeparableConv2D: {filters: 64, kernel_size: [3, 3]}, Dropout: {rate: 0.3}, " + end, 64),
            ("mnist-5k", "[Conv2DTranspose: {filters: 16, kernel_size: [3, 3], strides: [2, 2]}, UpSampling2D, " + end, 32),
            ("mnist-5k", reader("SimpleRNN", 256), 64), ("mnist-5k", reader("LSTM", 256), 64), ("mnist-5k", reader("GRU", 512), 32), ("mnist-5k", reader("LSTM", 64), 512),
            ("mnist-5k", "[Reshape: {target_shape: [28, 28]}, Bidirectional: {layer: {LSTM: {units: 128}}}, Dense: {units: num_classes, activation: softmax}]", 64),
            ("us-first-names", "[Flatten, Dense: {units: 64, activation: relu}, Dense: {units: num_classes, activation: softmax}]", 32),
        ]
    }()

    @Test func theTwentyAreTwenty() { #expect(Self.models.count == 20) }

    @Test(arguments: models.indices)
    func isPredictedWithinATenth(_ place: Int) throws {
        let (data, model, batch) = Self.models[place]
        let recipe = """
            name: memory
            data: {source: \(data)}
            model: \(model)
            compile: {optimizer: adam, loss: categorical_crossentropy}
            fit: {epochs: 1, batch_size: \(batch), seed: 1}

            """
        try recipe.write(toFile: scratch.file("memory.yaml"), atomically: true, encoding: .utf8)
        let outcome = try Program.run(["train", "memory.yaml", "--limit", "\(2 * batch)", "--threads", "2", "--out", "run"], in: scratch.path)
        #expect(outcome.code == 0, "\(outcome.error)")
        guard let match = outcome.output.firstMatch(of: /Peak memory ([0-9.]+) (.)B, predicted ([0-9.]+) (.)B/), let peak = Double(match.1), let predicted = Double(match.3) else {
            Issue.record("\(outcome.output)")
            return
        }
        let unit = ["K": 1e3, "M": 1e6, "G": 1e9], ratio = predicted * (unit[String(match.4)] ?? 1) / (peak * (unit[String(match.2)] ?? 1))
        #expect((0.9...1.1).contains(ratio), "\(data) \(model): predicted \(predicted), took \(peak)")
    }
}
