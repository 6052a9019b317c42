import Networks
import TestSupport
import Tensors
import Testing

/// Outputs against the textbook's loops, gradients against finite differences of those loops in double precision.
struct GradientTests {
    /// What single precision leaves of a sum of some hundred products.
    private let tolerance = 2e-5

    private func check(_ model: [LayerSpec], input: Shape, loss: LossSpec, joins: Bool = true, _ name: String) throws {
        let bench = try NetworkBench(model, input: input, loss: loss, joins: joins)
        let outputError = bench.largestOutputError()
        #expect(outputError < tolerance, "\(name): an output differs by \(outputError)")
        let worst = bench.largestGradientError()
        #expect(worst.error < tolerance * 5, "\(name): the gradient by \(worst.variable) differs by \(worst.error) of its largest")
    }

    @Test(arguments: Activation.allCases)
    func denseOfEveryActivation(_ activation: Activation) throws {
        let model: [LayerSpec] = [.dense(Dense(units: .count(7), activation: activation)), .dense(Dense(units: .count(3)))]
        try check(model, input: [5], loss: .meanSquaredError, "\(activation)")
    }

    @Test(arguments: LossSpec.allCases, [Activation.softmax, .sigmoid])
    func everyLossBehindEveryEnd(_ loss: LossSpec, _ activation: Activation) throws {
        try check([.dense(Dense(units: .count(4), activation: activation))], input: [6], loss: loss, "\(loss) behind \(activation)")
    }

    @Test(arguments: Padding.allCases)
    func convolutionsOfOddSizes(_ padding: Padding) throws {
        for (size, strides, filters, channels) in [(Pair(3, 3), Pair(1, 1), 5, 2), (Pair(2, 3), Pair(2, 1), 17, 3), (Pair(5, 4), Pair(3, 2), 3, 1), (Pair(1, 1), Pair(1, 1), 9, 4)] {
            for activation in [Activation.relu, .tanh] {
                let convolution = Conv2D(filters: filters, kernelSize: size, strides: strides, padding: padding, activation: activation)
                let second = Conv2D(filters: 4, kernelSize: Pair(2, 2), padding: .same, activation: .linear)
                let model: [LayerSpec] = [.conv2D(convolution), .conv2D(second), .flatten(Flatten()), .dense(Dense(units: .count(3), activation: .softmax))]
                try check(model, input: [7, 9, channels], loss: .categoricalCrossentropy, "\(size) \(strides) \(padding) \(activation)")
            }
        }
    }

    @Test(arguments: [true, false])
    func convolutionsWithPoolingBehindThem(_ joins: Bool) throws {
        for (pool, activation, filters) in [(Pair(2, 2), Activation.relu, 6), (Pair(3, 2), .linear, 11), (Pair(2, 2), .relu, 16), (Pair(2, 2), .sigmoid, 3)] {
            let model: [LayerSpec] = [
                .conv2D(Conv2D(filters: filters, kernelSize: Pair(3, 3), activation: activation)), .maxPooling2D(MaxPooling2D(poolSize: pool)),
                .conv2D(Conv2D(filters: 5, kernelSize: Pair(2, 2), padding: .same, activation: .relu)),
                .averagePooling2D(AveragePooling2D(poolSize: Pair(2, 2), padding: .same)), .flatten(Flatten()),
                .dense(Dense(units: .count(4), activation: .softmax)),
            ]
            try check(model, input: [11, 10, 2], loss: .categoricalCrossentropy, joins: joins, "pool \(pool) \(activation), joined \(joins)")
        }
    }

    @Test(arguments: Padding.allCases)
    func poolingsThatOverlap(_ padding: Padding) throws {
        for (size, strides) in [(Pair(3, 2), Pair(1, 2)), (Pair(3, 3), Pair(2, 2)), (Pair(2, 2), Pair(3, 3))] {
            let pools: [LayerSpec] = [
                .maxPooling2D(MaxPooling2D(poolSize: size, strides: strides, padding: padding)),
                .averagePooling2D(AveragePooling2D(poolSize: size, strides: strides, padding: padding)),
            ]
            for pool in pools {
                let model: [LayerSpec] = [
                    .conv2D(Conv2D(filters: 3, kernelSize: Pair(2, 2), activation: .tanh)), pool, .activation(ActivationLayer(.sigmoid)), .flatten(Flatten()),
                    .dense(Dense(units: .count(2))),
                ]
                try check(model, input: [8, 9, 2], loss: .meanSquaredError, "\(pool.kerasName) \(size) \(strides) \(padding)")
            }
        }
    }

    @Test func aConvolutionAtTheEndOfAStack() throws {
        let model: [LayerSpec] = [.conv2D(Conv2D(filters: 3, kernelSize: Pair(3, 3), activation: .softmax))]
        try check(model, input: [5, 5, 1], loss: .meanSquaredError, "softmax over channels")
        try check([.conv2D(Conv2D(filters: 2, kernelSize: Pair(3, 3), padding: .same, activation: .sigmoid))], input: [4, 5, 1], loss: .binaryCrossentropy, "sigmoid map")
    }
}
