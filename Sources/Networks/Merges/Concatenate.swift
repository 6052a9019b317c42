import Kernels
import Tensors

/// Lays what several layers give side by side along an axis: with the layers of a decoder, the skips of a U-Net (Ronneberger et al. 2015).
///
/// y = [x | with]
///
/// Shapes: all the same but along `axis`, which counts from 1, the batch being 0, or from the end, the last axis being −1.
public struct Concatenate: RunnableLayer {
    public var with: [String] = []
    public var axis = -1
    var links = LayerLinks()

    public init() {}

    public init(with: [String], axis: Int = -1) {
        self.with = with
        self.axis = axis
    }

    static let kerasName = "Concatenate"
    static let family = LayerFamily.branch
    static let summary = "lays what several layers give side by side"
    static let formula = "y = [x | with]"
    static let arguments: [Argument<Concatenate>] = [
        .references("with", \.with, limit: LayerReference.limit, isRequired: true, help: "the layers that are laid beside what is read"),
        .integer("axis", \.axis, -4...4, help: "the axis along which, from 1, or from the end: −1 is the last"),
    ]

    static let worksStepByStep = false

    var spec: LayerSpec { .concatenate(self) }
    var references: [LayerReference] { with.map { LayerReference(argument: "with", name: $0) } }
    var maskRole: MaskRole { .joins }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try plan(inputs: [LayerInput(input)], sizes: sizes) }

    func plan(inputs: [LayerInput], sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard inputs.count > 1 else { throw .joinsNothing }
        let first = inputs[0].shape
        guard let place = place(in: first) else {
            throw LayerProblem("axis: expected one of the \(first.rank) axes of \(first.tuple), from 1 or from −1 back, got \(axis). Take −1 for the last.")
        }
        var extents = first.dimensions
        for input in inputs.dropFirst() {
            let others = input.shape.dimensions
            guard others.count == extents.count, others.indices.allSatisfy({ $0 == place || others[$0] == extents[$0] }) else {
                throw LayerProblem(
                    "can't lay \(input.shape.tuple) of \(input.origin) beside \(first.tuple) of \(inputs[0].origin): all extents but that of axis \(place + 1) must be equal. Crop, pad or pool one of them, or take another axis."
                )
            }
            extents[place] = Operations.sum([extents[place], others[place]])
        }
        if let masked = inputs.first(where: { $0.isMasked && $0.shape.rank != 2 }) {
            throw LayerProblem("can't lay the masked steps of \(masked.origin), \(masked.shape.tuple), beside others. Flatten each step first, or drop the mask.")
        }
        var figures = LayerFigures(output: Shape(extents))
        // Beside each other, one input whose steps all count makes every step count; after each other, every step keeps its mark.
        figures.joinsMasks = place == 0 ? inputs.contains(where: \.isMasked) : inputs.allSatisfy(\.isMasked)
        return figures
    }

    /// The axis from 0, without the batch.
    private func place(in shape: Shape) -> Int? {
        let place = axis > 0 ? axis - 1 : shape.rank + axis
        return axis != 0 && shape.dimensions.indices.contains(place) ? place : nil
    }

    func layer(at site: LayerSite) -> any Layer {
        let place = place(in: site.output) ?? site.output.rank - 1
        var sources: [ConcatenationKernels] = [], offset = 0
        let inner = site.output.dimensions.dropFirst(place + 1).reduce(1, *), total = site.output[place] * inner
        for input in site.inputs {
            let width = input.shape[place] * inner
            sources.append(ConcatenationKernels(rows: site.output.count / total, width: width, offset: offset, total: total))
            offset += width
        }
        return ConcatenateLayer(sources: sources, steps: site.inputs.map { $0.shape[0] }, isAlongSteps: place == 0)
    }
}

/// A concatenation that runs, source by source.
struct ConcatenateLayer: Layer {
    let sources: [ConcatenationKernels]
    /// Of each source.
    let steps: [Int]
    let isAlongSteps: Bool

    var outputCount: Int { sources[0].rows * sources[0].total }

    func forward(_ pass: ForwardPass) {
        sources[pass.source].forward(x: pass.x, whole: pass.y, count: pass.count, pool: pass.pool)
        joinMask(pass)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        sources[pass.forward.source].backward(dwhole: pass.dy, dx: dx, count: pass.forward.count, pool: pass.forward.pool)
    }

    private func joinMask(_ pass: ForwardPass) {
        guard let own = pass.madeMask else { return }
        let count = steps[pass.source]
        if isAlongSteps {
            let start = steps[..<pass.source].reduce(0, +), total = steps.reduce(0, +)
            for sample in 0..<pass.count {
                for step in 0..<count { own[sample * total + start + step] = pass.mask?[sample * count + step] ?? 1 }
            }
        } else {
            for step in 0..<pass.count * count {
                let counts = pass.mask?[step] ?? 1
                own[step] = pass.source == 0 ? counts : max(own[step], counts)
            }
        }
    }
}
