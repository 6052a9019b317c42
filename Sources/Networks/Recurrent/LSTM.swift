import Kernels
import Tensors

/// Long short-term memory: a cell state with an input, a forget and an output gate (Hochreiter and Schmidhuber 1997; forget gate of Gers et al. 2000).
///
/// i, f, o = σ(x_t · kernel + h_{t−1} · recurrent_kernel + bias), g = tanh(…); c_t = f ∘ c_{t−1} + i ∘ g; h_t = o ∘ tanh(c_t)
///
/// Shapes: x (steps, in), kernel (in, 4 units) with gates i f c o, recurrent_kernel (units, 4 units), bias (4 units), y (units) or (steps, units).
public struct LSTM: RecurrentDescription {
    /// The arguments that all recurrent layers share.
    public var settings = RecurrentSettings()
    /// Whether the forget gate's bias starts with 1, so that the cell keeps its state at first (Jozefowicz et al. 2015).
    public var remembersAtFirst = true
    var links = LayerLinks()

    /// 32 units; the rest are Keras' defaults.
    public init() {}

    /// Arguments that are left out have Keras' defaults.
    public init(units: Int, returnsSequences: Bool = false) {
        settings.units = units
        settings.returnsSequences = returnsSequences
    }

    static let kerasName = "LSTM"
    static let family = LayerFamily.recur
    static let summary = "remembers over many steps through a gated cell"
    static let formula = "c = f ∘ c + i ∘ g, h = o ∘ tanh c"
    static let arguments: [Argument<LSTM>] = cellArguments(
        gateActivation: true, \.settings,
        own: [
            .flag("unit_forget_bias", \.remembersAtFirst, help: "start the forget gate's bias with 1, so that the cell keeps its state at first")
        ])

    var spec: LayerSpec { .lstm(self) }
    var cell: RecurrentKernels.Cell { .lstm }
    static var gates: Int { 4 }

    var anatomy: CellAnatomy {
        let activation = settings.activation.rawValue
        return CellAnatomy(
            bands: [
                .init("i", "in", .gate), .init("f", "keep", .gate), .init("g", "new", .candidate), .init("o", "out", .gate), .init("c", "cell", .cellState),
                .init("h", "state", .output),
            ],
            formulas: [
                .init("c", "f·c(t−1) + i·g", [.value("f"), .text("·"), .previous("c"), .text(" + "), .value("i"), .text("·"), .value("g")]),
                .init("h", "o·\(activation) c", [.value("o"), .text("·\(activation)("), .result("c"), .text(")")]),
            ])
    }

    var biasOnes: Range<Int>? { remembersAtFirst ? settings.units..<2 * settings.units : nil }
}
