import Kernels
import Networks
import Tensors

/// A reference workload: a whole training step on random batches that stay in memory, as the other frameworks are timed.
struct Workload {
    let name: String
    let input: Shape
    let batch: Int
    let model: [LayerSpec]

    static let all = [
        Workload(
            name: "cnn_seed", input: [128, 128, 3], batch: 32,
            model: [
                .conv2D(Conv2D(filters: 16, kernelSize: Pair(2, 2), activation: .relu)), .maxPooling2D(MaxPooling2D()),
                .conv2D(Conv2D(filters: 32, kernelSize: Pair(2, 2), activation: .relu)), .maxPooling2D(MaxPooling2D()),
                .flatten(Flatten()), .dense(Dense(units: .count(100), activation: .relu)), .dense(Dense(units: .count(10), activation: .softmax)),
            ]),
        Workload(
            name: "cnn_fashion", input: [28, 28, 1], batch: 64,
            model: [
                .conv2D(Conv2D(filters: 32, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()),
                .conv2D(Conv2D(filters: 64, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()),
                .flatten(Flatten()), .dense(Dense(units: .count(128), activation: .relu)), .dense(Dense(units: .count(10), activation: .softmax)),
            ]),
        Workload(
            name: "mlp", input: [784], batch: 128,
            model: [
                .dense(Dense(units: .count(512), activation: .relu)), .dense(Dense(units: .count(256), activation: .relu)),
                .dense(Dense(units: .count(10), activation: .softmax)),
            ]),
    ]

    private static let batches = 16
    private static let classes = 10

    /// The median time of a step, in seconds, over at least `seconds` after a warm-up.
    func time(seconds: Double, threads: Int) throws -> Double {
        let pool = WorkerPool(threads: threads)
        let layout = NetworkLayout(plan: StackPlan(model: model, input: input, classes: Self.classes), capacity: batch)
        let network = try Network(layout: layout, loss: .categoricalCrossentropy, optimizer: .adam(Adam()), seed: 1, pool: pool)
        let random = RandomGenerator(seed: 7, purpose: .sampling)
        let inputs = FloatBuffer(count: Self.batches * batch * input.count), targets = FloatBuffer(count: Self.batches * batch * Self.classes)
        for index in 0..<inputs.count { inputs.pointer[index] = random.uniform(stream: 0, index: index) }
        for row in 0..<Self.batches * batch {
            targets.pointer[row * Self.classes + random.integer(below: Self.classes, stream: 1, index: row)] = 1
        }
        func step(_ number: Int) throws {
            let place = number % Self.batches
            _ = try network.train(
                Batch(inputs: inputs.pointer + place * batch * input.count, targets: targets.pointer + place * batch * Self.classes, count: batch))
        }
        for number in 0..<Self.batches { try step(number) }
        var times: [Double] = []
        let clock = ContinuousClock(), start = clock.now
        while times.count < 5 || start.duration(to: clock.now) < .seconds(seconds) {
            let before = clock.now
            try step(times.count)
            let time = before.duration(to: clock.now).components
            times.append(Double(time.seconds) + Double(time.attoseconds) * 1e-18)
        }
        return times.sorted()[times.count / 2]
    }
}
