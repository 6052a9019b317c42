import Networks
import Tensors

/// Recurrent layers step by step, as their formulas stand.
enum ReferenceRecurrent {
    typealias Flow = ReferenceNetwork.Flow
    private typealias Cell = (_ x: [Double], _ state: [[Double]]) -> [[Double]]

    /// `sources`: what the layer reads, then who gives the state that it begins with.
    static func forward(_ spec: LayerSpec, _ input: Shape, _ sources: [Flow], _ weights: [[Double]]) -> Flow {
        let settings: RecurrentSettings, states: Int, cell: Cell
        switch spec {
        case .simpleRNN(let layer): (settings, states, cell) = (layer.settings, 1, { simple(layer.settings, $0, $1[0], weights) })
        case .lstm(let layer): (settings, states, cell) = (layer.settings, 2, { lstm(layer.settings, $0, $1, weights) })
        case .gru(let layer): (settings, states, cell) = (layer.settings, 1, { gru(layer.settings, layer.resetsAfter, $0, $1[0], weights) })
        default: return sources[0]
        }
        var result = sources[0]
        let runs = result.samples.enumerated().map { sample, x in
            let initial: [[Double]]? =
                switch settings.initialState {
                case .zeros: nil
                case .finalState: sources[1].final?[sample]
                case .outputs: sources.dropFirst().map { $0.samples[sample] }
                }
            return run(settings, input, x, sources[0].mask?[sample], states: states, zeroes: false, initial: initial, cell)
        }
        result.samples = runs.map(\.outputs)
        result.final = runs.map(\.final)
        if !settings.returnsSequences { result.mask = nil }
        return result
    }

    static func both(_ layer: Bidirectional, _ input: Shape, _ x: [Double], _ mask: [Bool]?, _ weights: [[Double]]) -> [Double] {
        let half = weights.count / 2
        func side(_ own: [[Double]], backwards: Bool) -> (values: [Double], units: Int) {
            switch layer.layer {
            case .simpleRNN(let inner):
                var settings = inner.settings
                if backwards { settings.goesBackwards.toggle() }
                return (run(settings, input, x, mask, states: 1, zeroes: settings.returnsSequences) { simple(settings, $0, $1[0], own) }.outputs, settings.units)
            case .lstm(let inner):
                var settings = inner.settings
                if backwards { settings.goesBackwards.toggle() }
                return (run(settings, input, x, mask, states: 2, zeroes: settings.returnsSequences) { lstm(settings, $0, $1, own) }.outputs, settings.units)
            case .gru(let inner):
                var settings = inner.settings
                if backwards { settings.goesBackwards.toggle() }
                return (run(settings, input, x, mask, states: 1, zeroes: settings.returnsSequences) { gru(settings, inner.resetsAfter, $0, $1[0], own) }.outputs, settings.units)
            default: return (x, 1)
            }
        }
        let (first, units) = side(Array(weights[..<half]), backwards: false), second = side(Array(weights[half...]), backwards: true).values
        let steps = first.count / units
        return (0..<steps).flatMap { step -> [Double] in
            let a = Array(first[step * units..<(step + 1) * units]), b = Array(second[(steps - 1 - step) * units..<(steps - step) * units])
            return switch layer.mergeMode {
            case .concat: a + b
            case .sum: zip(a, b).map { $0 + $1 }
            case .mul: zip(a, b).map { $0 * $1 }
            case .ave: zip(a, b).map { ($0 + $1) / 2 }
            }
        }
    }

    /// Through time: masked steps carry the state on and repeat the last output, or give zeros.
    private static func run(
        _ settings: RecurrentSettings, _ input: Shape, _ x: [Double], _ mask: [Bool]?, states: Int, zeroes: Bool, initial: [[Double]]? = nil, _ cell: Cell
    ) -> (outputs: [Double], final: [[Double]]) {
        let none = [Double](repeating: 0, count: settings.units)
        var state = initial ?? [[Double]](repeating: none, count: states), outputs: [[Double]] = [], last = none
        let order = settings.goesBackwards ? Array((0..<input[0]).reversed()) : Array(0..<input[0])
        for step in order {
            if mask?[step] ?? true {
                state = cell(Array(x[step * input[1]..<(step + 1) * input[1]]), state)
                last = state[0]
                outputs.append(last)
            } else {
                outputs.append(zeroes ? none : last)
            }
        }
        return (settings.returnsSequences ? outputs.flatMap { $0 } : last, state)
    }

    private static func product(_ x: [Double], _ w: [Double], columns: Int, from first: Int, count: Int) -> [Double] {
        (first..<first + count).map { column -> Double in
            var sum = 0.0
            for index in x.indices { sum += x[index] * w[index * columns + column] }
            return sum
        }
    }

    private static func simple(_ settings: RecurrentSettings, _ x: [Double], _ h: [Double], _ w: [[Double]]) -> [[Double]] {
        let units = settings.units, a = product(x, w[0], columns: units, from: 0, count: units), b = product(h, w[1], columns: units, from: 0, count: units)
        return [(0..<units).map { ReferenceLayers.value(a[$0] + b[$0] + (settings.usesBias ? w[2][$0] : 0), settings.activation) }]
    }

    private static func lstm(_ settings: RecurrentSettings, _ x: [Double], _ state: [[Double]], _ w: [[Double]]) -> [[Double]] {
        let units = settings.units
        func gate(_ number: Int, _ activation: Activation) -> [Double] {
            let a = product(x, w[0], columns: 4 * units, from: number * units, count: units), b = product(state[0], w[1], columns: 4 * units, from: number * units, count: units)
            return (0..<units).map { ReferenceLayers.value(a[$0] + b[$0] + (settings.usesBias ? w[2][number * units + $0] : 0), activation) }
        }
        let i = gate(0, settings.recurrentActivation), f = gate(1, settings.recurrentActivation), g = gate(2, settings.activation), o = gate(3, settings.recurrentActivation)
        let c = (0..<units).map { f[$0] * state[1][$0] + i[$0] * g[$0] }
        return [(0..<units).map { o[$0] * ReferenceLayers.value(c[$0], settings.activation) }, c]
    }

    private static func gru(_ settings: RecurrentSettings, _ resetsAfter: Bool, _ x: [Double], _ h: [Double], _ w: [[Double]]) -> [[Double]] {
        let units = settings.units, columns = 3 * units
        func bias(_ number: Int, _ unit: Int, _ row: Int) -> Double { settings.usesBias && (row == 0 || resetsAfter) ? w[2][row * columns + number * units + unit] : 0 }
        func gate(_ number: Int) -> [Double] {
            let a = product(x, w[0], columns: columns, from: number * units, count: units), b = product(h, w[1], columns: columns, from: number * units, count: units)
            return (0..<units).map { ReferenceLayers.value(a[$0] + b[$0] + bias(number, $0, 0) + bias(number, $0, 1), settings.recurrentActivation) }
        }
        let z = gate(0), r = gate(1), a = product(x, w[0], columns: columns, from: 2 * units, count: units)
        let entering = resetsAfter ? h : zip(r, h).map { $0 * $1 }, b = product(entering, w[1], columns: columns, from: 2 * units, count: units)
        let g = (0..<units).map { unit in
            ReferenceLayers.value(a[unit] + bias(2, unit, 0) + (resetsAfter ? r[unit] * (b[unit] + bias(2, unit, 1)) : b[unit]), settings.activation)
        }
        return [(0..<units).map { z[$0] * h[$0] + (1 - z[$0]) * g[$0] }]
    }
}
