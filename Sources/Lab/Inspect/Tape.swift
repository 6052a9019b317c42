import Networks
import Tensors
import Training

/// The gates and states of a recurrent layer at each step of the sample.
public struct Tape: Hashable, Sendable {
    public struct Band: Hashable, Sendable {
        /// Its letter: `i`, or `→ i` where the layer reads in both directions.
        public let name: String
        public let letter: CellAnatomy.Band
        /// (steps, units)
        public let values: Tensor

        public func value(step: Int, unit: Int) -> Float {
            let index = step * values.shape[1] + unit
            return values.values.indices.contains(index) ? values.values[index] : 0
        }
    }

    /// The bands of the first direction, then those of the second.
    public let bands: [Band]
    public let reading: CellReading
    public let steps: Int
    public let units: Int

    /// `nil` for a layer that is not recurrent.
    init?(_ probe: Probe, layer: LayerSpec) {
        guard let reading = layer.cellReading, let first = probe.tape.first?.tensor, first.shape.rank == 2, first.shape.count > 0 else { return nil }
        let letters = reading.directions.flatMap { _ in reading.anatomy.bands }
        guard probe.tape.count == letters.count, probe.tape.allSatisfy({ $0.tensor.shape == first.shape }) else { return nil }
        bands = zip(probe.tape, letters).map { Band(name: $0.name, letter: $1, values: $0.tensor) }
        self.reading = reading
        (steps, units) = (first.shape[0], first.shape[1])
    }

    /// The value of a gate or state at a step; 0 before the first and after the last step.
    public func value(_ letter: String, direction: CellReading.Direction, step: Int, unit: Int) -> Double {
        guard let band = bands.first(where: { $0.name == direction.mark + letter }), (0..<steps).contains(step), (0..<units).contains(unit) else { return 0 }
        return Double(band.value(step: step, unit: unit))
    }

    /// The step that the cell read before this one.
    public func before(_ step: Int, direction: CellReading.Direction) -> Int { direction.goesBackwards ? step + 1 : step - 1 }
}
