import Networks
import Tensors

extension NetworkBench {
    /// The mean loss of a training pass, with dropout, noise and batch statistics: the same for the same weights, as the random numbers depend on seed, epoch and sample only.
    private func trainingLoss() -> Double {
        let result = network.differentiate(batch, isTraining: true)
        return result.lossSum / Double(result.count)
    }

    /// How far the gradient of a training pass along a random direction is from the differences of the network's own loss, relative to the norm of the gradient.
    ///
    /// The network computes in single precision: with this step the rounding of the loss adds about 1e-4.
    public func trainingDirectionError(seed: Int, step: Float = 2e-3) -> Double {
        _ = trainingLoss()
        let random = RandomGenerator(seed: seed, purpose: .sampling), variables = network.parameters.filter(\.isTrainable)
        var slope = 0.0, norm = 0.0
        let start = variables.map { Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)) }
        let directions = variables.enumerated().map { place, variable in
            (0..<variable.shape.count).map { random.uniform(stream: UInt64(place), index: $0) * 2 - 1 }
        }
        for (variable, direction) in zip(variables, directions) {
            for index in direction.indices {
                let gradient = Double(variable.gradient.pointer[index])
                slope += gradient * Double(direction[index])
                norm += gradient * gradient
            }
        }
        func loss(_ share: Float) -> Double {
            for (variable, (values, direction)) in zip(variables, zip(start, directions)) {
                for index in values.indices { variable.value.pointer[index] = values[index] + share * direction[index] }
            }
            return trainingLoss()
        }
        let above = loss(step), below = loss(-step)
        _ = loss(0)
        return abs(slope - (above - below) / (2 * Double(step))) / max(norm.squareRoot(), 1e-6)
    }

    /// The network's outputs in a training pass.
    public func trainingOutputs() -> [Float] {
        _ = trainingLoss()
        return Array(UnsafeBufferPointer(start: network.output, count: count * plan.output.count))
    }

    /// The network's outputs in a prediction.
    public func predictions() -> [Float] { Array(UnsafeBufferPointer(start: network.predict(batch.inputs, count: count), count: count * plan.output.count)) }
}
