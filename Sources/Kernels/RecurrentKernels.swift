/// The arithmetic of a recurrent layer over whole sequences: SimpleRNN, LSTM and GRU, forward and backward through time, as in Keras 3.
///
/// At each step a sample's row is [x | 1 | h′], h′ the state that enters the recurrent product. One product of the rows with the stacked weights
/// [kernel; bias; recurrent kernel] gives all gates; its transpose gives dh and dx at once; and the rows of all steps, transposed, times the gates'
/// gradients give the gradients of kernel, bias and recurrent kernel together. A block of samples stays on one worker through all steps.
///
///     simple  h = φ(x·K + h′·R + b)
///     lstm    i, f, o = σ(·), c̃ = φ(·); c = f ∘ c₋₁ + i ∘ c̃; h = o ∘ φ(c)                       gates i f c o
///     gru     z, r = σ(·); h̃ = φ(x·Kₕ + bₕ + r ∘ (h′·Rₕ + b′ₕ)) where reset after the product,    gates z r h
///             h̃ = φ(x·Kₕ + bₕ + (r ∘ h′)·Rₕ) otherwise; h = z ∘ h₋₁ + (1 − z) ∘ h̃
///
/// x (count, steps, inputs), kernel (inputs, gates · units), recurrent kernel (units, gates · units), bias (gates · units), for a GRU that resets after
/// the product (2, gates · units): the input's, then the recurrent one. y (count, steps, units) or (count, units).
public struct RecurrentKernels: Sendable {
    public enum Cell: Equatable, Sendable {
        case simple, lstm
        case gru(resetAfter: Bool)
    }

    public let cell: Cell
    public let activation: ElementFunction, recurrentActivation: ElementFunction
    /// The largest batch.
    public let batch: Int
    public let steps: Int, inputs: Int, units: Int
    /// Time reversed: the last step of x comes first, and y's first step belongs to it.
    public let goesBackwards: Bool
    /// A masked step gives 0; otherwise what the step before it gave.
    public let zeroesMaskedOutput: Bool

    /// Units in whole tiles.
    let padded: Int
    /// Numbers from one row [x | 1 | h′] to the next.
    let rowStride: Int

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
        rowStride = row % 64 == 0 ? row + 8 : row  // rows must not fall on a few sets of the cache
    }

    static func roundedUp(_ number: Int, _ multiple: Int) -> Int { (number + multiple - 1) / multiple * multiple }

    // MARK: - Blocks

    /// What is kept of each unit at each step, and gets a gradient: the gates, and for a GRU that resets after the product q = h′·Rₕ + b′ₕ before them.
    var blocks: Int {
        switch cell {
        case .simple: 1
        case .lstm, .gru(resetAfter: true): 4
        case .gru(resetAfter: false): 3
        }
    }

    /// Columns of the weights for each unit.
    public var gates: Int {
        switch cell {
        case .simple: 1
        case .lstm: 4
        case .gru: 3
        }
    }

    /// States that a sequence starts from and ends in: h, and c for an LSTM.
    public var states: Int { cell == .lstm ? 2 : 1 }

    /// The gate whose columns of the kernel feed a block; none for q.
    func inputGate(_ block: Int) -> Int? {
        guard cell == .gru(resetAfter: true) else { return block }
        return block == 0 ? nil : block - 1
    }

    /// The gate whose columns of the recurrent kernel feed a block; none for the input's part of the candidate.
    func recurrentGate(_ block: Int) -> Int? {
        guard cell == .gru(resetAfter: true) else { return block }
        return block == 0 ? 2 : block == 3 ? nil : block - 1
    }

    /// The blocks that one product with the transposed kernel takes to dx.
    var inputBlocks: Range<Int> { cell == .gru(resetAfter: true) ? 1..<4 : 0..<blocks }

    /// The blocks that one product with the transposed recurrent kernel takes to dh′. (A candidate reset before its product takes its own.)
    var recurrentBlocks: Range<Int> {
        switch cell {
        case .gru(resetAfter: true): 0..<3
        case .gru(resetAfter: false): 0..<2
        default: 0..<blocks
        }
    }

    // MARK: - Memory

    var tiles: Int { padded / Tile.columns }
    /// Numbers of a row that enter its product.
    var depth: Int { inputs + 1 + units }
    var paddedInputs: Int { Self.roundedUp(inputs, 16) }

    /// Numbers that the forward pass keeps for the backward pass, for a batch.
    public func memory(batch: Int) -> Int { groups(batch) * groupMemory(batch) }

    /// Where the forward pass left what the lab shows, in `memory`, for a batch of `count` samples, steps in the order in which they are processed. The
    /// backward pass overwrites the gates.
    public struct Kept: Sendable {
        let kernels: RecurrentKernels
        let count: Int

        /// The place of a gate after its activation (LSTM i f c̃ o, GRU z r h̃; 0 in a masked step).
        public func gate(_ gate: Int, unit: Int, step: Int, sample: Int) -> Int {
            let firstGate = kernels.cell == .gru(resetAfter: true) ? 1 : 0
            return place(sample) { $0.block(firstGate + gate, tile: unit / 16, step, $1) + unit % 16 }
        }

        /// The place of h behind a step, units side by side; step −1 is the initial state.
        public func hidden(step: Int, sample: Int) -> Int { place(sample) { $0.hidden(before: step + 1, $1) } }

        /// The place of an LSTM's c behind a step, units side by side; step −1 is the initial state.
        public func cellState(step: Int, sample: Int) -> Int { place(sample) { $0.cells(before: step + 1, $1) } }

        private func place(_ sample: Int, _ body: (_ layout: GroupLayout, _ place: Int) -> Int) -> Int {
            let group = ((sample + 1) * kernels.groups(count) - 1) / count, samples = kernels.samples(ofGroup: group, count: count)
            return group * kernels.groupMemory(count) + body(GroupLayout(kernels, count: samples.count), sample - samples.lowerBound)
        }
    }

    public func kept(count: Int) -> Kept { Kept(kernels: self, count: count) }

    var forwardPanels: Int { blocks * padded * depth }
    var backwardPanels: Int { blocks * padded * (padded + paddedInputs) }

    /// Numbers of workspace that all threads share: packed weights and the state's factors, then the parts of the weights' gradients.
    public var sharedWorkspace: Int { max(max(forwardPanels, backwardPanels) + batch * padded, (weightParts(batch) - 1) * weightCount) }
    /// Numbers of workspace for each thread.
    public var workspacePerWorker: Int {
        max(Self.groupRows * (3 * padded + gradientStride + paddedInputs), Self.weightRows * Self.weightColumns)
    }

    /// From one sample's gradients of a step to the next one's, while they are in scratch: off the cache's powers of two.
    var gradientStride: Int { blocks * padded + 16 }

    // MARK: - How the work is cut

    /// Groups of at most sixteen samples, an even number of nearly the same size. A group stays on one worker through all steps, and has its own part of
    /// `memory`: nothing that it reads there was written by another.
    func groups(_ count: Int) -> Int { count < 2 ? count : Self.roundedUp(Self.pieces(count, Self.groupRows), 2) }

    func samples(ofGroup group: Int, count: Int) -> Range<Int> {
        let groups = groups(count)
        return count * group / groups..<count * (group + 1) / groups
    }

    /// Numbers of `memory` from a group to the next one.
    func groupMemory(_ count: Int) -> Int { GroupLayout(self, count: Self.pieces(count, max(1, groups(count)))).total }

    func group(_ number: Int, count: Int, memory: UnsafeMutablePointer<Float>) -> Group {
        Group(self, samples: samples(ofGroup: number, count: count), memory: memory + number * groupMemory(count))
    }

    static let groupRows = 16
    /// Rows and columns of the weights whose gradient one task forms, and how many rows of the batch it adds at a time.
    static let weightRows = 96
    static let weightColumns = 64
    static let weightDepth = 128

    /// Parts of the weights' gradient, each of some groups, that are added in their order.
    func weightParts(_ count: Int) -> Int { min(4, max(1, groups(count))) }
    /// Numbers of kernel, recurrent kernel and bias.
    var weightCount: Int { (inputs + units) * gates * units + biasCount }
    var biasCount: Int { gates * units * (cell == .gru(resetAfter: true) ? 2 : 1) }

    static func pieces(_ number: Int, _ size: Int) -> Int { (number + size - 1) / size }
}
