import Kernels
import Tensors

/// The plain recurrent layer: each step combines its input with the previous state (Elman 1990).
///
/// h_t = activation(x_t · kernel + h_{t−1} · recurrent_kernel + bias)
///
/// Shapes: x (steps, in), kernel (in, units), recurrent_kernel (units, units), bias (units), y (units) or (steps, units).
public struct SimpleRNN: RecurrentDescription {
    /// The arguments that all recurrent layers share.
    public var settings = RecurrentSettings()
    var links = LayerLinks()

    /// 32 units; the rest are Keras' defaults.
    public init() {}

    /// Arguments that are left out have Keras' defaults.
    public init(units: Int, returnsSequences: Bool = false) {
        settings.units = units
        settings.returnsSequences = returnsSequences
    }

    static let kerasName = "SimpleRNN"
    static let family = LayerFamily.recur
    static let summary = "combines each step with the previous state"
    static let formula = "h = activation(x · kernel + h · recurrent + bias)"
    static let arguments: [Argument<SimpleRNN>] = cellArguments(gateActivation: false, \.settings)

    var spec: LayerSpec { .simpleRNN(self) }
    var cell: RecurrentKernels.Cell { .simple }
    static var gates: Int { 1 }

    var anatomy: CellAnatomy {
        let activation = settings.activation.rawValue
        return CellAnatomy(
            bands: [.init("h", "state", .output)],
            formulas: [
                .init(
                    "h", "\(activation)(x·kernel + h(t−1)·recurrent_kernel + bias)", [.text("\(activation)(x·kernel + "), .previous("h"), .text("·recurrent + …)")],
                    namesSymbols: true)
            ])
    }
}
