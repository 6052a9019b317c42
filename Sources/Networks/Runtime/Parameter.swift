import Kernels
import Tensors

/// A variable of a running layer: its value, its gradient and what the optimizer remembers of it.
public struct Parameter: Sendable {
    /// `0.Conv2D.kernel`: the layer's index in the model, Keras' name of the layer and of the variable.
    public let name: String
    /// Index of its layer in the model.
    public let layer: Int
    /// Keras' name of the variable, with its part of a wrapped layer.
    public let variable: String
    public let shape: Shape
    public let isTrainable: Bool
    public let value: FloatBuffer
    /// What a pass without a rule leaves, and what small variables pass through.
    public let gradient: FloatBuffer
    /// The optimizer's slots.
    public let slots: [FloatBuffer]
    /// The shares of Σ|w| and Σw² in the loss; `nil` where neither has one.
    let penalties: (l1: Float, l2: Float)?
    let constraint: Constraint?
    /// The slots as the kernels take them, and the pieces of an update; made once, for a step allocates nothing.
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

    /// Nothing but its optimizer's rule touches it.
    var isPlain: Bool { penalties == nil && constraint == nil }

    /// The regularizer's share of the loss; its gradient is added where `differentiates`.
    func penalty(differentiates: Bool) -> Double {
        guard let (l1, l2) = penalties else { return 0 }
        return PenaltyKernels.penalty(weights: value.pointer, gradient: differentiates ? gradient.pointer : nil, count: shape.count, l1: l1, l2: l2)
    }

    /// Brings the value back to what its constraint allows.
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
