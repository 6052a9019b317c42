import Kernels
import Tensors

/// Concatenates the outputs of several layers along an axis, as the skip connections of a U-Net do (Ronneberger et al. 2015).
///
/// y = [x | with]
///
/// Shapes: all inputs have the same extents except along `axis`.
public struct Concatenate: RunnableLayer {
    /// The names of the layers whose outputs follow the input along the axis.
    public var with: [String] = []
    /// The axis to concatenate along: from 1, the batch being 0, or from −1, the last axis.
    public var axis = -1
    var links = LayerLinks()

    /// Without names yet; along the last axis.
    public init() {}

    /// `with` names layers above this one.
    public init(with: [String], axis: Int = -1) {
        self.with = with
        self.axis = axis
    }

    static let kerasName = "Concatenate"
    static let family = LayerFamily.branch
    static let summary = "concatenates the outputs of several layers"
    static let formula = "y = [x | with]"
    static let arguments: [Argument<Concatenate>] = [
        .references("with", \.with, limit: LayerReference.limit, isRequired: true, help: "the layers to concatenate to its input"),
        .integer("axis", \.axis, -4...4, help: "the axis to concatenate along: from 1, or −1 for the last"),
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
            throw LayerProblem("axis: expected one of the \(first.rank) axes of \(first.tuple), from 1 on or from −1 back, got \(axis). Use −1 for the last axis.")
        }
        var extents = first.dimensions
        for (index, input) in inputs.enumerated().dropFirst() {
            let others = input.shape.dimensions
            guard others.count == extents.count, others.indices.allSatisfy({ $0 == place || others[$0] == extents[$0] }) else {
                throw LayerProblem(
                    "can't concatenate \(input.shape.tuple) of \(input.origin) to \(first.tuple) of \(inputs[0].origin): all extents except that of axis \(place + 1) must be equal. Crop, pad or pool one of them, or use another axis.",
                    repairs: leavingOut(index))
            }
            extents[place] = Operations.sum([extents[place], others[place]])
        }
        if let (index, masked) = inputs.enumerated().first(where: { $1.isMasked && $1.shape.rank != 2 }) {
            throw LayerProblem(
                "can't concatenate the masked steps of \(masked.origin), \(masked.shape.tuple), to others. Flatten each step first, or drop the mask.",
                repairs: leavingOut(index))
        }
        var figures = LayerFigures(output: Shape(extents))
        // Along the features, a step counts where it counts in any input, so one input without a mask makes every step count. Along the steps, every step keeps its mask.
        figures.joinsMasks = place == 0 ? inputs.contains(where: \.isMasked) : inputs.allSatisfy(\.isMasked)
        return figures
    }

    /// The index of the axis, without the batch.
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

/// A concatenation that runs, one source at a time.
struct ConcatenateLayer: Layer {
    let sources: [ConcatenationKernels]
    /// How many steps each source has.
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
