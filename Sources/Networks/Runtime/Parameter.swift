import Kernels
import Tensors

/// A variable of a running layer: its value, its gradient and what the optimizer keeps for it.
public struct Parameter: Sendable {
    /// `0.Conv2D.kernel`: the layer's index in the model, Keras' name of the layer and of the variable.
    public let name: String
    /// Index of its layer in the model.
    public let layer: Int
    /// Keras' name of the variable, with its path in a wrapped layer.
    public let variable: String
    /// The extents, as Keras stores them.
    public let shape: Shape
    /// Whether the optimizer updates it.
    public let isTrainable: Bool
    /// The weights, row-major.
    public let value: FloatBuffer
    /// The gradient of the last backward pass; not that of a variable that was updated within the pass.
    public let gradient: FloatBuffer
    /// The optimizer's values for each weight, in the order of `Trainable.slotNames`.
    public let slots: [FloatBuffer]
    /// The factors of Σ|w| and Σw² in the loss; `nil` without a regularizer.
    let penalties: (l1: Float, l2: Float)?
    let constraint: Constraint?
    /// The slots in the form that the kernels take. Like the pieces of an update they are made once, as a step allocates nothing.
    public let updateSlots: UpdateRule.Slots
    let pieces: [UpdateRule.Piece]

    init(name: String, layer: Int, variable: LayerFigures.Variable, slots count: Int, firstSlotValue: Float) {
        self.name = name
        self.layer = layer
        self.variable = variable.name
        shape = variable.shape
        isTrainable = variable.isTrainable
        penalties = variable.options.regularizer.map { ($0.l1, $0.l2) }
        constraint = variable.options.constraint
        value = FloatBuffer(count: variable.shape.count)
        gradient = FloatBuffer(count: variable.shape.count)
        slots = (0..<(variable.isTrainable ? count : 0)).map { _ in FloatBuffer(count: variable.shape.count) }
        for slot in slots { slot.pointer.update(repeating: firstSlotValue, count: shape.count) }
        updateSlots = UpdateRule.Slots(slots.map(\.pointer), otherwise: gradient.pointer)
        pieces = UpdateRule.Piece.pieces(weights: value.pointer, gradient: gradient.pointer, slots: updateSlots, count: shape.count)
    }

    /// Whether the optimizer's rule changes it and nothing else does: no regularizer, no constraint.
    var isPlain: Bool { isTrainable && penalties == nil && constraint == nil }

    /// The penalty that the regularizer adds to the loss; where `differentiates`, its gradient is added to `gradient`.
    func penalty(differentiates: Bool) -> Double {
        guard let (l1, l2) = penalties else { return 0 }
        return PenaltyKernels.penalty(weights: value.pointer, gradient: differentiates ? gradient.pointer : nil, count: shape.count, l1: l1, l2: l2)
    }

    /// Enforces the constraint on the value.
    public func constrain() {
        guard let constraint else { return }
        let rows = shape.rank > 0 ? shape[0] : 1, columns = shape.count / max(1, rows)
        switch constraint.kind {
        case .maxNorm: PenaltyKernels.constrainColumns(value.pointer, rows: rows, columns: columns, limit: Float(constraint["max_value"]))
        case .unitNorm: PenaltyKernels.constrainColumns(value.pointer, rows: rows, columns: columns, limit: nil)
        case .nonNegative: PenaltyKernels.removeNegative(value.pointer, count: shape.count)
        }
    }
}
