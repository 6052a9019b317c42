import Kernels
import Tensors

/// Puts all values of a sample in one row, in row-major order (the last axis fastest).
public struct Flatten: RunnableLayer {
    var links = LayerLinks()

    /// It has no arguments.
    public init() {}

    static let kerasName = "Flatten"
    static let family = LayerFamily.shape
    static let summary = "puts all values in one row"
    static let formula = "(h, w, c) → (h·w·c)"
    static let arguments: [Argument<Flatten>] = []

    static let arrangement = Arrangement.reshapes
    var spec: LayerSpec { .flatten(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: [input.count]) }
    func layer(at site: LayerSite) -> any Layer { CopyLayer(outputCount: site.output.count) }
}

/// Copies its input: the same values in the same order. In a joined layout such a layer is no stage, and nothing is copied.
struct CopyLayer: Layer {
    let outputCount: Int

    func forward(_ pass: ForwardPass) {
        pass.y.update(from: pass.x, count: pass.count * outputCount)
    }

    func backward(_ pass: BackwardPass) {
        pass.dx?.update(from: pass.dy, count: pass.forward.count * outputCount)
    }
}
