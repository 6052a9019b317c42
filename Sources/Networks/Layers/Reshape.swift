import Kernels
import Tensors

/// Gives the same values another shape, in row-major order (the last axis fastest). One extent may be −1: it follows from the others.
public struct Reshape: RunnableLayer {
    /// The output's extents without the batch; −1 for at most one that follows from the others.
    public var targetShape = [-1]
    var links = LayerLinks()

    /// One axis that holds all values.
    public init() {}

    /// Extents without the batch; one may be −1.
    public init(_ targetShape: [Int]) {
        self.targetShape = targetShape
    }

    static let kerasName = "Reshape"
    static let family = LayerFamily.shape
    static let summary = "gives the same values another shape"
    static let formula = "x → target_shape"
    static let arguments: [Argument<Reshape>] = [
        .integers("target_shape", \.targetShape, count: 1...4, -1...(1 << 24), isRequired: true, help: "extents of the output; −1 for one that follows from the others")
    ]

    static let arrangement = Arrangement.reshapes
    var spec: LayerSpec { .reshape(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let known = targetShape.filter { $0 != -1 }, product = Shape(known).checkedCount ?? 0
        let fits = product > 0 && (known.count == targetShape.count ? product == input.count : known.count + 1 == targetShape.count && input.count % product == 0)
        guard fits else {
            throw LayerProblem(
                "target_shape [\(targetShape.map(String.init).joined(separator: ", "))] can't hold the \(input.count) values of \(input.tuple). Give extents whose product is \(input.count).",
                repairs: fitting(input.count) + [.remove])
        }
        return LayerFigures(output: Shape(targetShape.map { $0 == -1 ? input.count / product : $0 }))
    }

    /// The same with one extent that follows from the others, the first one that can, so that it holds so many values.
    private func fitting(_ count: Int) -> [LayerProblem.Repair] {
        let shapes = targetShape.indices.lazy.map { place in
            var shape = targetShape
            shape[place] = -1
            return shape
        }
        let fit = shapes.first { shape in
            let product = Shape(shape.filter { $0 != -1 }).checkedCount ?? 0
            return shape.filter { $0 == -1 }.count == 1 && product > 0 && count % product == 0
        }
        return fit.map { [.replace(.reshape(Reshape($0)))] } ?? []
    }

    func layer(at site: LayerSite) -> any Layer { CopyLayer(outputCount: site.output.count) }
}
