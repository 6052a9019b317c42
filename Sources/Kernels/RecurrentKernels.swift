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
        rowStride = row % 64 == 0 ? row + 8 : row   // rows must not fall on a few sets of the cache
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
    public func memory(batch: Int) -> Int { Kept(self, count: batch).total }

    /// Where the forward pass left what the lab shows, in `memory`, for a batch of `count` samples. The backward pass overwrites the gates.
    public struct Kept: Sendable {
        let rows: Int, blocks: Int, hidden: Int, cells: Int, reset: Int, total: Int
        let count: Int, steps: Int, padded: Int, firstGate: Int

        init(_ kernels: RecurrentKernels, count: Int) {
            self.count = count
            steps = kernels.steps
            padded = kernels.padded
            firstGate = kernels.cell == .gru(resetAfter: true) ? 1 : 0
            let states = (steps + 1) * count * padded
            rows = 0
            blocks = RecurrentKernels.roundedUp(steps * count * kernels.rowStride, 16)
            hidden = blocks + kernels.blocks * padded * steps * count
            cells = hidden + states
            reset = cells + (kernels.cell == .lstm ? states : 0)
            total = reset + (kernels.cell == .gru(resetAfter: false) ? steps * count * padded : 0)
        }

        /// The place of a gate after its activation (LSTM i f c̃ o, GRU z r h̃; 0 in a masked step). Sixteen units lie together.
        public func gate(_ gate: Int, unit: Int, step: Int, sample: Int) -> Int {
            blocks + (((firstGate + gate) * (padded / 16) + unit / 16) * steps * count + step * count + sample) * 16 + unit % 16
        }

        /// The place of h behind a step, units side by side; step −1 is the initial state.
        public func hidden(step: Int, sample: Int) -> Int { hidden + ((step + 1) * count + sample) * padded }

        /// The place of an LSTM's c behind a step, units side by side; step −1 is the initial state.
        public func cellState(step: Int, sample: Int) -> Int { cells + ((step + 1) * count + sample) * padded }
    }

    /// Where things lie in `memory`, steps in the order in which they are processed.
    public func kept(count: Int) -> Kept { Kept(self, count: count) }

    var forwardPanels: Int { blocks * padded * depth }
    var backwardPanels: Int { blocks * padded * (padded + paddedInputs) }

    /// Numbers of workspace that all threads share.
    public var sharedWorkspace: Int { max(forwardPanels, backwardPanels) + batch * padded }
    /// Numbers of workspace for each thread.
    public var workspacePerWorker: Int {
        max(Self.blockRows * (3 * padded + gradientStride + paddedInputs), Self.weightRows * Self.weightColumns)
    }

    /// From one sample's gradients of a step to the next one's, while they are in scratch: off the cache's powers of two.
    var gradientStride: Int { blocks * padded + 16 }

    // MARK: - How the work is cut

    static let blockRows = 16
    /// Rows and columns of the weights whose gradient one task forms, and how many rows of the batch it adds at a time.
    static let weightRows = 48
    static let weightColumns = 64
    static let weightDepth = 256

    /// Blocks of samples, an even number, of nearly the same size.
    func sampleBlocks(_ count: Int) -> Int { count < 2 ? count : Self.roundedUp((count + Self.blockRows - 1) / Self.blockRows, 2) }
}

extension RecurrentKernels {
    /// The parts of `memory` as addresses.
    struct Views {
        let kept: Kept, memory: UnsafeMutablePointer<Float>, rowStride: Int

        init(_ kernels: RecurrentKernels, count: Int, memory: UnsafeMutablePointer<Float>) {
            kept = Kept(kernels, count: count)
            self.memory = memory
            rowStride = kernels.rowStride
        }

        /// [x | 1 | h′] of a step.
        @_transparent func row(_ step: Int, _ sample: Int) -> UnsafeMutablePointer<Float> { memory + (step * kept.count + sample) * rowStride }
        /// Sixteen units of a block; the next sample's follow, then the next step's.
        @_transparent func block(_ block: Int, tile: Int, _ step: Int, _ sample: Int) -> UnsafeMutablePointer<Float> {
            memory + kept.blocks + ((block * (kept.padded / 16) + tile) * kept.steps * kept.count + step * kept.count + sample) * 16
        }
        /// From a tile of units to the next one, and from a block to the next one.
        @_transparent var tileStride: Int { kept.steps * kept.count * 16 }
        @_transparent var blockStride: Int { kept.padded * kept.steps * kept.count }
        /// h before a step, and behind the one before.
        @_transparent func hidden(before step: Int, _ sample: Int) -> UnsafeMutablePointer<Float> {
            memory + kept.hidden + (step * kept.count + sample) * kept.padded
        }
        @_transparent func cells(before step: Int, _ sample: Int) -> UnsafeMutablePointer<Float> {
            memory + kept.cells + (step * kept.count + sample) * kept.padded
        }
        /// r ∘ h′ of a GRU that resets before the product.
        @_transparent func reset(_ step: Int, _ sample: Int) -> UnsafeMutablePointer<Float> {
            memory + kept.reset + (step * kept.count + sample) * kept.padded
        }
    }
}
