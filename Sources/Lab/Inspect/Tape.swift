import Networks
import Tensors
import Training

/// Gates and states of a recurrent layer over time: what a cell did at each step of the sample.
public struct Tape: Hashable, Sendable {
    public enum Cell: Hashable, Sendable { case simple, lstm, gru }

    public struct Band: Hashable, Sendable {
        /// `i`, or `→ i` where the layer reads in both directions.
        public let name: String
        /// (steps, units)
        public let values: Tensor
        /// A gate is between 0 and 1; states and what is added to them go below it.
        public let isGate: Bool

        public func value(step: Int, unit: Int) -> Float {
            let place = step * values.shape[1] + unit
            return values.values.indices.contains(place) ? values.values[place] : 0
        }
    }

    public let bands: [Band]
    public let cell: Cell
    public let steps: Int
    public let units: Int
    /// Keras' name of what bends the state.
    public let activation: String
    private let goesBackwards: Bool

    /// `nil` for a layer that is not recurrent.
    init?(_ probe: Probe, layer: LayerSpec) {
        guard let first = probe.tape.first?.tensor, probe.tape.allSatisfy({ $0.tensor.shape == first.shape }), first.shape.rank == 2, first.shape.count > 0 else { return nil }
        (steps, units) = (first.shape[0], first.shape[1])
        bands = probe.tape.map { band in
            Band(name: band.name, values: band.tensor, isGate: ["i", "f", "o", "z", "r"].contains(Self.letter(band.name)))
        }
        let letters = Set(probe.tape.map { Self.letter($0.name) })
        cell = letters.contains("c") ? .lstm : letters.contains("z") ? .gru : .simple
        var arguments = layer.arguments
        if case .layer(let inner)? = arguments.first(where: { $0.name == "layer" })?.value { arguments = inner.arguments }
        if case .choice(let word)? = arguments.first(where: { $0.name == "activation" })?.value { activation = word } else { activation = "tanh" }
        goesBackwards = arguments.contains { $0.name == "go_backwards" && $0.value == .flag(true) }
    }

    private static func letter(_ name: String) -> String { String(name.suffix(1)) }

    /// Where the layer reads in both directions, its arrows; one empty one elsewhere.
    public var directions: [String] { bands.contains { $0.name.hasPrefix("←") } ? ["→ ", "← "] : [""] }

    /// The number of a band at a step; 0 where there is no such step: before the first, and after the last.
    public func value(_ letter: String, direction: String, step: Int, unit: Int) -> Double {
        guard let band = bands.first(where: { $0.name == direction + letter }), (0..<steps).contains(step), (0..<units).contains(unit) else { return 0 }
        return Double(band.value(step: step, unit: unit))
    }

    /// The step that the cell had read before this one.
    public func before(_ step: Int, direction: String) -> Int {
        let isBackwards = (direction == "← ") != goesBackwards
        return isBackwards ? step + 1 : step - 1
    }
}
