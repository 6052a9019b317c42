/// The arithmetic of a recurrent layer over whole sequences: SimpleRNN, LSTM and GRU, forward and backward through time, as in Keras 3.
///
/// At each step a sample's row is [x | 1 | h′], where h′ is the state that enters the recurrent product. One product of the rows with the stacked weights
/// [kernel; bias; recurrent kernel] gives all gates; a product with the transposed weights gives dh and dx; and the transposed rows of all steps times the
/// gates' gradients give the gradients of kernel, bias and recurrent kernel. A group of samples stays on one worker through all steps.
///
///     simple  h = φ(x·K + h′·R + b)
///     lstm    i, f, o = σ(·), c̃ = φ(·); c = f ∘ c₋₁ + i ∘ c̃; h = o ∘ φ(c)                       gates i f c o
///     gru     z, r = σ(·); h̃ = φ(x·Kₕ + bₕ + r ∘ (h′·Rₕ + b′ₕ)) where reset after the product,    gates z r h
///             h̃ = φ(x·Kₕ + bₕ + (r ∘ h′)·Rₕ) otherwise; h = z ∘ h₋₁ + (1 − z) ∘ h̃
///
/// x (count, steps, inputs), kernel (inputs, gates · units), recurrent kernel (units, gates · units), bias (gates · units), for a GRU with the reset after
/// the product (2, gates · units): the input's bias, then the recurrent one. y (count, steps, units) or (count, units).
public struct RecurrentKernels: Sendable {
    /// The kind of cell.
    public enum Cell: Equatable, Sendable {
        case simple, lstm
        /// With the reset gate applied after or before the recurrent product.
        case gru(resetAfter: Bool)
    }

    let cell: Cell
    let activation: ElementFunction, recurrentActivation: ElementFunction
    /// The largest batch.
    public let batch: Int
    /// How many steps, inputs per step and units there are.
    public let steps: Int, inputs: Int, units: Int
    /// Whether the last step of x is processed first; y's steps are in the order of processing.
    public let goesBackwards: Bool
    /// Whether the output of a masked step is 0; otherwise it is that of the previous step.
    let zeroesMaskedOutput: Bool

    /// The units, rounded up to whole tiles.
    let padded: Int
    /// The distance between neighbouring rows [x | 1 | h′].
    let rowStride: Int

    /// Both activations must be ones whose derivative follows from their output.
    public init(
        cell: Cell, activation: ElementFunction, recurrentActivation: ElementFunction, batch: Int, steps: Int, inputs: Int, units: Int,
        goesBackwards: Bool = false, zeroesMaskedOutput: Bool = false
    ) {
        self.cell = cell
        self.activation = activation
        self.recurrentActivation = recurrentActivation
        self.batch = batch
        self.steps = steps
        self.inputs = inputs
        self.units = units
        self.goesBackwards = goesBackwards
        self.zeroesMaskedOutput = zeroesMaskedOutput
        padded = Self.roundedUp(units, 16)
        let row = Self.roundedUp(inputs + 1 + padded, 8)
        rowStride = row % 64 == 0 ? row + 8 : row  // rows must not map to only a few cache sets
    }

    static func roundedUp(_ number: Int, _ multiple: Int) -> Int { (number + multiple - 1) / multiple * multiple }

    // MARK: - Blocks

    /// How many values are kept for each unit at each step: the gates, and for a GRU with the reset after the product also q = h′·Rₕ + b′ₕ, before them.
    var blocks: Int {
        switch cell {
        case .simple: 1
        case .lstm, .gru(resetAfter: true): 4
        case .gru(resetAfter: false): 3
        }
    }

    /// How many columns the weights have for each unit.
    var gates: Int {
        switch cell {
        case .simple: 1
        case .lstm: 4
        case .gru: 3
        }
    }

    /// How many states a cell has: h, and for an LSTM also c.
    public var states: Int { cell == .lstm ? 2 : 1 }

    /// The gate whose columns of the kernel a block uses; `nil` for q.
    func inputGate(_ block: Int) -> Int? {
        guard cell == .gru(resetAfter: true) else { return block }
        return block == 0 ? nil : block - 1
    }

    /// The gate whose columns of the recurrent kernel a block uses; `nil` for the input's part of the candidate.
    func recurrentGate(_ block: Int) -> Int? {
        guard cell == .gru(resetAfter: true) else { return block }
        return block == 0 ? 2 : block == 3 ? nil : block - 1
    }

    /// The blocks in the product with the transposed kernel that gives dx.
    var inputBlocks: Range<Int> { cell == .gru(resetAfter: true) ? 1..<4 : 0..<blocks }

    /// The blocks in the product with the transposed recurrent kernel that gives dh′. (A candidate with the reset before the product has its own product.)
    var recurrentBlocks: Range<Int> {
        switch cell {
        case .gru(resetAfter: true): 0..<3
        case .gru(resetAfter: false): 0..<2
        default: 0..<blocks
        }
    }

    // MARK: - Memory

    var tiles: Int { padded / Tile.columns }
    /// How many values of a row enter its product.
    var depth: Int { inputs + 1 + units }
    var paddedInputs: Int { Self.roundedUp(inputs, 16) }

    /// How many values the forward pass keeps for the backward pass, for a batch of this size.
    public func memory(batch: Int) -> Int { groups(batch) * groupMemory(batch) }

    /// The indices of gates and states in `memory` after the forward pass of `count` samples, with steps in the order of processing. The backward pass
    /// overwrites the gates.
    public struct Kept: Sendable {
        let kernels: RecurrentKernels
        let count: Int

        /// The index of a gate's value after its activation (gates: LSTM i f c̃ o, GRU z r h̃); the value is 0 in a masked step.
        public func gate(_ gate: Int, unit: Int, step: Int, sample: Int) -> Int {
            let firstGate = kernels.cell == .gru(resetAfter: true) ? 1 : 0
            return place(sample) { $0.block(firstGate + gate, tile: unit / 16, step, $1) + unit % 16 }
        }

        /// The index of h's first unit after a step; the other units follow. Step −1 is the initial state.
        public func hidden(step: Int, sample: Int) -> Int { place(sample) { $0.hidden(before: step + 1, $1) } }

        /// The index of an LSTM's c's first unit after a step; the other units follow. Step −1 is the initial state.
        public func cellState(step: Int, sample: Int) -> Int { place(sample) { $0.cells(before: step + 1, $1) } }

        private func place(_ sample: Int, _ body: (_ layout: GroupLayout, _ place: Int) -> Int) -> Int {
            let group = ((sample + 1) * kernels.groups(count) - 1) / count, samples = kernels.samples(ofGroup: group, count: count)
            return group * kernels.groupMemory(count) + body(GroupLayout(kernels, count: samples.count), sample - samples.lowerBound)
        }
    }

    /// The indices of gates and states for a batch of `count` samples.
    public func kept(count: Int) -> Kept { Kept(kernels: self, count: count) }

    var forwardPanels: Int { blocks * padded * depth }
    var backwardPanels: Int { blocks * padded * (padded + paddedInputs) }

    /// How many values of memory all threads share: packed weights and the state's factors; afterwards the parts of the weights' gradient.
    public var sharedWorkspace: Int { max(max(forwardPanels, backwardPanels) + batch * padded, (weightParts(batch) - 1) * weightCount) }
    /// How many values of memory each thread needs.
    public var workspacePerWorker: Int {
        max(Self.groupRows * (3 * padded + gradientStride + paddedInputs), Self.weightRows * Self.weightColumns)
    }

    /// The distance between the gradients of neighbouring samples in scratch; not a power of two, because of the cache's sets.
    var gradientStride: Int { blocks * padded + 16 }

    // MARK: - How the work is cut

    /// The number of groups, which is even, with at most sixteen samples each and nearly equal sizes. A group stays on one worker through all steps and has its own part of
    /// `memory`, which no other worker writes.
    func groups(_ count: Int) -> Int { count < 2 ? count : Self.roundedUp(Self.pieces(count, Self.groupRows), 2) }

    func samples(ofGroup group: Int, count: Int) -> Range<Int> {
        let groups = groups(count)
        return count * group / groups..<count * (group + 1) / groups
    }

    /// The distance between neighbouring groups in `memory`.
    func groupMemory(_ count: Int) -> Int { GroupLayout(self, count: Self.pieces(count, max(1, groups(count)))).total }

    func group(_ number: Int, count: Int, memory: UnsafeMutablePointer<Float>) -> Group {
        Group(self, samples: samples(ofGroup: number, count: count), memory: memory + number * groupMemory(count))
    }

    static let groupRows = 16
    /// How many rows and columns of the weights' gradient one task computes, and how many rows of the batch it adds at a time.
    static let weightRows = 96
    static let weightColumns = 64
    static let weightDepth = 128

    /// The number of parts of the weights' gradient, each from some groups, that are added in order.
    func weightParts(_ count: Int) -> Int { min(4, max(1, groups(count))) }
    /// How many values kernel, recurrent kernel and bias have.
    var weightCount: Int { (inputs + units) * gates * units + biasCount }
    var biasCount: Int { gates * units * (cell == .gru(resetAfter: true) ? 2 : 1) }

    static func pieces(_ number: Int, _ size: Int) -> Int { (number + size - 1) / size }
}
