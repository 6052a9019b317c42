import Kernels
import Tensors

/// Lays all values of a sample in one row, the last axis fastest.
public struct Flatten: RunnableLayer {
    var links = LayerLinks()

    public init() {}

    static let kerasName = "Flatten"
    static let family = LayerFamily.shape
    static let summary = "lays all values in one row"
    static let formula = "(h, w, c) → (h·w·c)"
    static let arguments: [Argument<Flatten>] = []

    static let arrangement = Arrangement.reshapes
    var spec: LayerSpec { .flatten(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: [input.count]) }
    func layer(at site: LayerSite) -> any Layer { CopyLayer(outputCount: site.output.count) }
}

/// The same numbers in the same order: where layers are joined it takes no pass at all.
struct CopyLayer: Layer {
    let outputCount: Int

    func forward(_ pass: ForwardPass) {
        pass.y.update(from: pass.x, count: pass.count * outputCount)
    }

    func backward(_ pass: BackwardPass) {
        pass.dx?.update(from: pass.dy, count: pass.forward.count * outputCount)
    }
}
