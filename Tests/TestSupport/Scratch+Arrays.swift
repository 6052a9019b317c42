import Tensors

extension Scratch {
    /// Writes `x.npy` with seeded random inputs of the shape (samples, …), and `y.npy` with one of `classes` classes for each sample, as one-hot rows. `input` gives each number of
    /// the inputs; it is uniform from 0 to 1 where it is not given.
    public func writeExamples(
        _ inputs: Shape, classes: Int, seed: Int, input: (RandomGenerator, Int) -> Float = { $0.uniform(stream: 0, index: $1) }
    ) throws {
        let random = RandomGenerator(seed: seed, purpose: .sampling)
        var numbers = Tensor(zeros: inputs), targets = Tensor(zeros: [inputs[0], classes])
        for index in numbers.values.indices { numbers.values[index] = input(random, index) }
        for row in 0..<inputs[0] { targets.values[classes * row + random.integer(below: classes, stream: 1, index: row)] = 1 }
        try NpyFile.write(numbers, to: file("x.npy"))
        try NpyFile.write(targets, to: file("y.npy"))
    }
}
