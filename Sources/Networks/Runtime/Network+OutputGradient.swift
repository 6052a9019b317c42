import Kernels

/// How an output follows from what lies before it.
extension Network {
    /// Whether outputs are looked at by their scores: the sums before a last softmax or sigmoid, which do not fall where another class's rises (Simonyan, Vedaldi and Zisserman
    /// 2013, section 3). The outputs of other networks are looked at as they are.
    public var hasScores: Bool { layout.endsWith(.softmax) || layout.endsWith(.sigmoid) }

    /// The gradient of one output of each sample, or of its score where there are scores, by everything before it; nothing is learnt.
    ///
    /// `outputs` has an index below the output's count for each sample of `inputs`, (outputs.count, input). The gradient by the inputs is in `inputGradient` after it, where the layout
    /// reaches the data, and those by the variables in `parameters`, summed over the samples; `observing` is given those by the layers' outputs, (count, output), from the last to the
    /// first, and by the scores instead of the last outputs where there are scores.
    public func differentiate(
        outputs: [Int], inputs: UnsafePointer<Float>, observing: ((_ layer: Int, _ gradient: UnsafePointer<Float>) -> Void)? = nil
    ) {
        let batch = Batch(inputs: inputs, targets: inputs, count: min(outputs.count, capacity)), isBySums = hasScores
        forward(batch, isTraining: false, leavesSums: isBySums)
        let start = buffers.gradients.0.pointer, width = outputShape.count
        start.update(repeating: 0, count: batch.count * width)
        for (sample, output) in outputs.prefix(batch.count).enumerated() where (0..<width).contains(output) { start[sample * width + output] = 1 }
        backward(batch, isTraining: false, isBySums: isBySums, rule: nil, penalises: false, observing: observing)
    }

    /// (count, input): the gradient by the inputs that the last backward pass left; `nil` where the layout does not reach the data.
    public var inputGradient: UnsafePointer<Float>? { buffers.inputGradient.map { UnsafePointer($0.pointer) } }
}
