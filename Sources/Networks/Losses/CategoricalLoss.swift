import Tensors

/// A cross-entropy between classes: what its two forms have in common.
protocol CategoricalLoss: LossDescription {}

extension CategoricalLoss {
    static var outputMeaning: OutputMeaning { .classes }
    static var jointActivation: Activation? { .softmax }

    func remark(on outputs: Shape, ending: Activation?, target: TargetKind) -> LossRemark? {
        if case .values(let shape) = target, Self.targetForm == .classNumbers, shape.count > 1 {
            return LossRemark(
                .wrong, "\(Self.kerasName) expects class numbers as targets, got rows of \(shape.count). Use categorical_crossentropy.",
                loss: .categoricalCrossentropy)
        }
        if outputs.dimensions.last == 1 {
            return LossRemark(.wrong, "\(Self.kerasName) expects an output for each class, got one output. Use binary_crossentropy.", loss: .binaryCrossentropy)
        }
        if ending == .softmax { return LossRemark(.good, "softmax goes with \(Self.kerasName).") }
        return LossRemark(.attention, "\(Self.kerasName) expects probabilities: end with softmax.", repair: .softmax)
    }
}
