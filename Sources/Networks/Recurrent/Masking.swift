import Kernels
import Tensors

/// Masks the steps whose features all equal `mask_value`, and sets them to 0.
///
/// Shapes: x and y (steps, features).
public struct Masking: RunnableLayer {
    /// The value that every feature of a masked step has.
    public var maskValue = 0.0
    var links = LayerLinks()

    /// Masks steps of zeros, Keras' default.
    public init() {}

    static let kerasName = "Masking"
    static let family = LayerFamily.recur
    static let summary = "masks steps whose features all equal one value"
    static let formula = "step t counts where any x[t] ≠ mask_value"
    static let arguments: [Argument<Masking>] = [.real("mask_value", \.maskValue, -1e9...1e9, help: "the value of every feature in a masked step")]

    static let worksStepByStep = false
    var spec: LayerSpec { .masking(self) }
    var maskRole: MaskRole { .makes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank >= 2 else {
            throw LayerProblem("expects sequences (steps, features), got \(input.tuple). Only steps can be masked; remove it.", repairs: [.remove])
        }
        guard input.rank == 2 else {
            throw LayerProblem("expects sequences (steps, features), got images or videos \(input.tuple). Only steps of features can be masked; remove it.", repairs: [.remove])
        }
        return LayerFigures(output: input)
    }

    func layer(at site: LayerSite) -> any Layer { MaskingLayer(steps: site.input[0], features: site.input[1], maskValue: Float(maskValue)) }
}

/// A masking layer that runs.
struct MaskingLayer: Layer {
    let steps: Int, features: Int
    let maskValue: Float

    var outputCount: Int { steps * features }

    func forward(_ pass: ForwardPass) {
        for step in 0..<pass.count * steps {
            let row = pass.x + step * features, counts = (0..<features).contains { row[$0] != maskValue }
            pass.madeMask?[step] = counts ? 1 : 0
            if counts { (pass.y + step * features).update(from: row, count: features) } else { (pass.y + step * features).update(repeating: 0, count: features) }
        }
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx, let mask = pass.forward.madeMask else { return }
        for step in 0..<pass.forward.count * steps {
            for feature in 0..<features { dx[step * features + feature] = pass.dy[step * features + feature] * mask[step] }
        }
    }
}
