import Kernels
import Tensors

/// A layer that combines the outputs of several layers value by value: the layer that it reads, then those that `with` names.
///
/// Shapes are broadcast as in Keras: aligned at the last axis, two extents must be equal or one of them 1, and a missing axis counts as 1.
/// A step of the output is masked where it is masked in every input; where an input has no mask, the output has none.
protocol ElementMerge: RunnableLayer {
    static var operation: ElementMergeLayer.Operation { get }
    var with: [String] { get set }
}

extension ElementMerge {
    static func mergeArguments(_ with: Argument<Self>.Field<[String]>) -> [Argument<Self>] {
        [.references("with", with, limit: LayerReference.limit, isRequired: true, help: "the layers to combine with its input")]
    }

    static var worksStepByStep: Bool { false }
    var references: [LayerReference] { with.map { LayerReference(argument: "with", name: $0) } }
    var maskRole: MaskRole { .joins }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try plan(inputs: [LayerInput(input)], sizes: sizes) }

    func plan(inputs: [LayerInput], sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard inputs.count > 1 else { throw .joinsNothing }
        var output = inputs[0].shape
        for (index, input) in inputs.enumerated().dropFirst() {
            guard let joined = output.broadcast(with: input.shape) else {
                let others = index == 1 ? "\(output.tuple) of \(inputs[0].origin)" : "\(output.tuple) of the layers before it"
                throw LayerProblem(
                    "can't combine \(input.shape.tuple) of \(input.origin) with \(others): from the last axis on, extents must be equal or 1. Give both the same shape, with padding: same or strides for instance.",
                    repairs: leavingOut(index))
            }
            output = joined
        }
        for (index, input) in inputs.enumerated() where input.isMasked && (input.shape.rank != output.rank || input.shape[0] != output[0]) {
            throw LayerProblem(
                "can't combine the masked steps of \(input.origin), \(input.shape.tuple), with outputs of \(output.tuple). Give all the same steps, or drop the mask.",
                repairs: leavingOut(index))
        }
        // One operation fewer than inputs; a mean also divides.
        let perNumber = Self.operation == .average ? inputs.count : inputs.count - 1
        var figures = LayerFigures(output: output, flops: Operations.product(perNumber, output.checkedCount ?? Operations.limit))
        figures.joinsMasks = inputs.allSatisfy(\.isMasked)
        return figures
    }

    func layer(at site: LayerSite) -> any Layer {
        ElementMergeLayer(
            operation: Self.operation, sources: site.inputs.map { BroadcastKernels(input: $0.shape.dimensions, output: site.output.dimensions) }, steps: site.output[0])
    }
}

extension LayerReference {
    /// How many layers a merge may name.
    static let limit = 64
}

extension LayerProblem {
    static var joinsNothing: LayerProblem { LayerProblem("has nothing to combine with its input. Name layers above it, such as with: [shortcut].", repairs: [.remove]) }
}

extension Shape {
    /// The shape of an element-wise operation between both; `nil` where the extents of an axis are neither equal nor 1.
    func broadcast(with other: Shape) -> Shape? {
        let (long, short) = rank >= other.rank ? (dimensions, other.dimensions) : (other.dimensions, dimensions)
        var joined = long
        for (offset, extent) in short.enumerated() {
            let axis = long.count - short.count + offset
            guard long[axis] == extent || long[axis] == 1 || extent == 1 else { return nil }
            joined[axis] = max(long[axis], extent)
        }
        return Shape(joined)
    }
}

/// A merge that runs, one source at a time: the first sets the output, each other one is combined with it.
///
/// `memory` of a product: the product before each source except the first.
struct ElementMergeLayer: Layer {
    enum Operation { case add, average, multiply }

    let operation: Operation
    let sources: [BroadcastKernels]
    let steps: Int

    var outputCount: Int { sources[0].outputs }

    func needs(batch: Int) -> LayerNeeds { LayerNeeds(memory: operation == .multiply ? (sources.count - 1) * batch * outputCount : 0) }

    private func mask(_ mask: UnsafePointer<Float>?) -> BroadcastKernels.Mask? { mask.map { BroadcastKernels.Mask($0, steps: steps) } }

    func forward(_ pass: ForwardPass) {
        let kernels = sources[pass.source], count = pass.count * outputCount, isFirst = pass.source == 0, isLast = pass.source == sources.count - 1
        joinMask(pass)
        switch operation {
        case .add, .average:
            kernels.add(pass.x, to: pass.y, isFirst: isFirst, count: pass.count, pool: pass.pool)
            if isLast, operation == .average { BroadcastKernels.divide(pass.y, by: Float(sources.count), count: count, pool: pass.pool) }
        case .multiply:
            if !isFirst { BroadcastKernels.copy(pass.y, to: product(before: pass.source, pass), count: count, pool: pass.pool) }
            kernels.multiply(pass.x, into: pass.y, isFirst: isFirst, mask: mask(pass.mask), count: pass.count, pool: pass.pool)
            if isLast { clearMasked(pass.y, pass) }
        }
    }

    /// Called from the last source to the first. For a product, dy is multiplied by each source that has been passed, so that the remaining sources find it ready.
    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, kernels = sources[forward.source], count = forward.count * outputCount, isLast = forward.source == sources.count - 1
        switch operation {
        case .add: pass.dx.map { kernels.gather(pass.dy, times: nil, mask: nil, to: $0, count: forward.count, pool: forward.pool) }
        case .average:
            if isLast { BroadcastKernels.divide(pass.dy, by: Float(sources.count), count: count, pool: forward.pool) }
            pass.dx.map { kernels.gather(pass.dy, times: nil, mask: nil, to: $0, count: forward.count, pool: forward.pool) }
        case .multiply:
            if isLast { clearMasked(pass.dy, forward) }
            let factor = forward.source == 0 ? nil : UnsafePointer(product(before: forward.source, forward))
            pass.dx.map { kernels.gather(pass.dy, times: factor, mask: mask(forward.mask), to: $0, count: forward.count, pool: forward.pool) }
            if forward.source > 0 {
                kernels.multiply(forward.x, into: pass.dy, isFirst: false, mask: mask(forward.mask), count: forward.count, pool: forward.pool)
            }
        }
    }

    private func product(before source: Int, _ pass: ForwardPass) -> UnsafeMutablePointer<Float> { pass.memory + (source - 1) * pass.count * outputCount }

    /// A product is 0 in steps that are masked in every factor, as in Keras.
    private func clearMasked(_ numbers: UnsafeMutablePointer<Float>, _ pass: ForwardPass) {
        guard let own = pass.madeMask else { return }
        BroadcastKernels.clear(numbers, mask: .init(own, steps: steps), count: pass.count, perSample: outputCount, pool: pass.pool)
    }

    /// A step counts where it counts in any source.
    private func joinMask(_ pass: ForwardPass) {
        guard let own = pass.madeMask, let mask = pass.mask else { return }
        for step in 0..<pass.count * steps { own[step] = pass.source == 0 ? mask[step] : max(own[step], mask[step]) }
    }
}
