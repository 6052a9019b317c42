import Kernels
import Tensors

/// Reads a sequence in both directions with two layers of one kind and combines their outputs (Schuster and Paliwal 1997).
///
/// y = merge(forward(x), backward(x)), with the backward layer's sequence reversed back into the order of x
///
/// Shapes: x (steps, in); y as the layer's output, twice as wide with `concat`.
public struct Bidirectional: RunnableLayer {
    /// The recurrent layer that reads in each direction, with weights of its own for each.
    public var layer = LayerSpec.lstm(LSTM())
    /// How both outputs are combined.
    public var mergeMode = MergeMode.concat
    var links = LayerLinks()

    /// How both outputs are combined: concatenated, added, multiplied or averaged.
    public enum MergeMode: String, CaseIterable, Hashable, Sendable { case concat, sum, mul, ave }

    /// An LSTM of 32 units, outputs concatenated.
    public init() {}

    /// `layer` must be recurrent; the plan of any other has a problem.
    public init(_ layer: LayerSpec, mergeMode: MergeMode = .concat) {
        self.layer = layer
        self.mergeMode = mergeMode
    }

    static let kerasName = "Bidirectional"
    static let family = LayerFamily.recur
    static let summary = "reads the sequence in both directions"
    static let formula = "y = merge(forward(x), backward(x))"
    static let arguments: [Argument<Bidirectional>] = [
        .layer("layer", \.layer, of: { readers }, help: "the recurrent layer that reads in each direction"),
        .choice("merge_mode", \.mergeMode, help: "how both outputs are combined: concatenated, added, multiplied or averaged"),
    ]

    /// The recurrent layers.
    private static let readers = LayerSpec.all.filter { $0.runnable is any RecurrentDescription }.map(\.kerasName)

    static let worksStepByStep = false
    var spec: LayerSpec { .bidirectional(self) }
    var cellReading: CellReading? {
        guard let forward = direction(backwards: false), let backward = direction(backwards: true) else { return nil }
        return CellReading(
            anatomy: forward.anatomy,
            directions: [
                .init(mark: CellReading.forwardMark, goesBackwards: forward.settings.goesBackwards),
                .init(mark: CellReading.backwardMark, goesBackwards: backward.settings.goesBackwards),
            ])
    }
    var maskRole: MaskRole { layer.runnable.maskRole }

    /// The layer for one direction; `nil` for a layer that is not recurrent, which `set` refuses.
    private func direction(backwards: Bool) -> (any RecurrentDescription)? {
        guard var own = layer.runnable as? any RecurrentDescription else { return nil }
        if backwards { own.settings.goesBackwards.toggle() }
        return own
    }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard let forward = direction(backwards: false) else {
            throw LayerProblem("layer: expected \(Self.readers.listed("or")), got \(layer.kerasName). Choose one of them.")
        }
        let own = try forward.plan(input: input, sizes: sizes)
        var output = own.output
        if mergeMode == .concat { output = Shape(output.dimensions.dropLast() + [Operations.product(2, output[output.rank - 1])]) }
        let variables = ["forward", "backward"].flatMap { direction in own.variables.map { $0.within("\(direction).\(layer.kerasName)") } }
        return LayerFigures(output: output, variables: variables, flops: Operations.product(2, own.flops))
    }

    func layer(at site: LayerSite) -> any Layer {
        guard let forward = direction(backwards: false), let backward = direction(backwards: true) else { return CopyLayer(outputCount: site.output.count) }
        let zeroes = forward.settings.returnsSequences
        return BidirectionalLayer(
            forward: forward.recurrentLayer(at: site, zeroesMaskedOutput: zeroes), backward: backward.recurrentLayer(at: site, zeroesMaskedOutput: zeroes),
            mergeMode: mergeMode)
    }
}

/// A pair of recurrent layers that runs. `memory` holds that of the first layer, that of the second, then the output of each.
struct BidirectionalLayer: Layer {
    let forward: RecurrentLayer
    let backward: RecurrentLayer
    let mergeMode: Bidirectional.MergeMode

    var outputCount: Int { (mergeMode == .concat ? 2 : 1) * forward.outputCount }
    private var units: Int { forward.kernels.units }
    private var steps: Int { forward.returnsSequences ? forward.kernels.steps : 1 }

    func needs(batch: Int) -> LayerNeeds {
        var needs = forward.needs(batch: batch)
        needs.memory = 2 * needs.memory + 2 * batch * forward.outputCount
        needs.state *= 2
        // The gradients with respect to both outputs, and the second layer's gradient with respect to the input.
        needs.workspace += 2 * batch * forward.outputCount + batch * forward.kernels.steps * forward.kernels.inputs
        return needs
    }

    private func passes(_ pass: ForwardPass) -> (ForwardPass, ForwardPass) {
        let needs = forward.needs(batch: pass.count), half = pass.parameters.count / 2, middle = pass.parameters.startIndex + half
        var first = pass, second = pass
        first.parameters = pass.parameters[..<middle]
        second.parameters = pass.parameters[middle...]
        second.memory = pass.memory + needs.memory
        second.state = pass.state + forward.needs(batch: forward.kernels.batch).state
        first.y = pass.memory + 2 * needs.memory
        second.y = first.y + pass.count * forward.outputCount
        if case .training(var randomness) = pass.mode {
            randomness.part += 2
            second.mode = .training(randomness)
        }
        return (first, second)
    }

    func forward(_ pass: ForwardPass) {
        let (first, second) = passes(pass)
        forward.forward(first)
        backward.forward(second)
        each(pass.count) { row, back, unit in
            let a = first.y[row * units + unit], b = second.y[back * units + unit]
            switch mergeMode {
            case .concat:
                pass.y[row * 2 * units + unit] = a
                pass.y[row * 2 * units + units + unit] = b
            case .sum: pass.y[row * units + unit] = a + b
            case .ave: pass.y[row * units + unit] = (a + b) / 2
            case .mul: pass.y[row * units + unit] = a * b
            }
        }
    }

    func backward(_ pass: BackwardPass) {
        let (first, second) = passes(pass.forward), count = pass.forward.count
        let own = forward.needs(batch: count).workspace
        let firstSlope = pass.forward.workspace + own, secondSlope = firstSlope + count * forward.outputCount
        let otherInput = secondSlope + count * forward.outputCount
        each(count) { row, back, unit in
            let a = first.y[row * units + unit], b = second.y[back * units + unit]
            switch mergeMode {
            case .concat:
                firstSlope[row * units + unit] = pass.dy[row * 2 * units + unit]
                secondSlope[back * units + unit] = pass.dy[row * 2 * units + units + unit]
            case .sum:
                firstSlope[row * units + unit] = pass.dy[row * units + unit]
                secondSlope[back * units + unit] = pass.dy[row * units + unit]
            case .ave:
                firstSlope[row * units + unit] = pass.dy[row * units + unit] / 2
                secondSlope[back * units + unit] = pass.dy[row * units + unit] / 2
            case .mul:
                firstSlope[row * units + unit] = pass.dy[row * units + unit] * b
                secondSlope[back * units + unit] = pass.dy[row * units + unit] * a
            }
        }
        forward.backward(BackwardPass(forward: first, dy: firstSlope, dx: pass.dx, isBySums: false, rule: nil))
        backward.backward(BackwardPass(forward: second, dy: secondSlope, dx: pass.dx == nil ? nil : otherInput, isBySums: false, rule: nil))
        guard let dx = pass.dx else { return }
        for index in 0..<count * forward.kernels.steps * forward.kernels.inputs { dx[index] += otherInput[index] }
    }

    /// Calls `body` for each output row with the matching row of the second layer, whose steps are in reverse order.
    @inline(__always)
    private func each(_ count: Int, _ body: (_ row: Int, _ back: Int, _ unit: Int) -> Void) {
        for sample in 0..<count {
            for step in 0..<steps {
                for unit in 0..<units { body(sample * steps + step, sample * steps + steps - 1 - step, unit) }
            }
        }
    }
}

extension BidirectionalLayer: TapedLayer {
    func tape(sample: Int, count: Int, memory: UnsafePointer<Float>) -> [(name: String, values: Tensor)] {
        let second = memory + forward.needs(batch: count).memory
        return forward.tape(sample: sample, count: count, memory: memory).map { (CellReading.forwardMark + $0.name, $0.values) }
            + backward.tape(sample: sample, count: count, memory: second).map { (CellReading.backwardMark + $0.name, $0.values) }
    }
}
