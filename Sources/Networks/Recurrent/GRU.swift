import Kernels
import Tensors

/// Gated recurrent unit: two gates and no separate cell state (Cho et al. 2014).
///
/// z, r = σ(x_t · kernel + h_{t−1} · recurrent_kernel + bias); g = tanh(x_t · kernel + r ∘ (h_{t−1} · recurrent_kernel + bias)) with reset_after, tanh(x_t · kernel +
/// (r ∘ h_{t−1}) · recurrent_kernel + bias) without; h_t = z ∘ h_{t−1} + (1 − z) ∘ g
///
/// Shapes: x (steps, in), kernel (in, 3 units) with gates z r h, recurrent_kernel (units, 3 units), bias (2, 3 units) or, without reset_after, (3 units), y (units) or
/// (steps, units).
public struct GRU: RecurrentDescription {
    /// The arguments that all recurrent layers share.
    public var settings = RecurrentSettings()
    /// Whether the reset gate is applied after the product with the state, as in cuDNN and Keras' default, or before it, as in the paper.
    public var resetsAfter = true
    var links = LayerLinks()

    /// 32 units; the rest are Keras' defaults.
    public init() {}

    /// Arguments that are left out have Keras' defaults.
    public init(units: Int, returnsSequences: Bool = false) {
        settings.units = units
        settings.returnsSequences = returnsSequences
    }

    static let kerasName = "GRU"
    static let family = LayerFamily.recur
    static let summary = "remembers through two gates"
    static let formula = "h = z ∘ h + (1 − z) ∘ g"
    static let arguments: [Argument<GRU>] = cellArguments(
        gateActivation: true, \.settings,
        own: [
            .flag("reset_after", \.resetsAfter, help: "apply the reset gate after the product with the state")
        ])

    var spec: LayerSpec { .gru(self) }
    var cell: RecurrentKernels.Cell { .gru(resetAfter: resetsAfter) }
    static var gates: Int { 3 }

    var anatomy: CellAnatomy {
        CellAnatomy(
            bands: [.init("z", "keep", .gate), .init("r", "reset", .gate), .init("g", "new", .candidate), .init("h", "state", .output)],
            formulas: [
                .init(
                    "h", "z·h(t−1) + (1 − z)·g",
                    [.value("z"), .text("·"), .previous("h"), .text(" + "), .complement("z"), .text("·"), .value("g")]),
                .init("r", nil, [.value("r")], note: "how much of h(t−1) the new g sees"),
            ])
    }

    var biasShape: Shape { resetsAfter ? [2, 3 * settings.units] : [3 * settings.units] }
}
