import Kernels
import Tensors

/// Lays all values of a sample in one row, the last axis fastest.
public struct Flatten: RunnableLayer {
    public var links = LayerLinks()

    public init() {}

    public static let kerasName = "Flatten"
    public static let family = LayerFamily.shape
    public static let summary = "lays all values in one row"
    public static let formula = "(h, w, c) → (h·w·c)"
    public static let arguments: [Argument<Flatten>] = []

    public static let arrangement = Arrangement.reshapes
    public var spec: LayerSpec { .flatten(self) }

    public func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: [input.count]) }
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
