import Foundation
import Kernels
import Networks
import Tensors
import TestSupport
import Testing

/// What layers say of themselves, held against what they do.
struct LayerTraitTests {
    /// Layers that read a sequence with a cell, with few units.
    private static let readers = LayerSpec.all.filter { $0.cellReading != nil }.compactMap { layer in
        var small = layer
        return small.set("units", to: .integer(3)) || small.set("layer.units", to: .integer(3)) ? small : nil
    }

    /// Each letter of a cell's formulas with the numbers of its tape: the lines that the lab shows are what the layer computed.
    @Test(arguments: readers.indices, [false, true])
    func formulasAreWhatTheCellComputes(_ index: Int, _ goesBackwards: Bool) throws {
        var layer = Self.readers[index]
        _ = layer.set("go_backwards", to: .flag(goesBackwards))
        let reading = try #require(layer.cellReading), steps = 5, bench = try NetworkBench([layer], input: [steps, 4], loss: .meanSquaredError)
        _ = bench.losses()
        let taped = try #require(bench.network.tape(ofLayer: 0)), rows = taped.layer.tape(sample: 1, count: bench.count, memory: taped.memory)
        #expect(rows.map { $0.name } == reading.directions.flatMap { direction in reading.anatomy.bands.map { direction.mark + $0.letter } })
        for (place, direction) in reading.directions.enumerated() {
            let bands = reading.anatomy.bands, own = rows[place * bands.count..<(place + 1) * bands.count]
            for (band, row) in zip(bands, own) {
                #expect(row.values.shape == [steps, 3])
                if band.kind == .gate { #expect(row.values.values.allSatisfy { (0...1).contains($0) }) }
            }
            let numbers = Dictionary(uniqueKeysWithValues: zip(bands.map(\.letter), own.map { $0.values }))
            for formula in reading.anatomy.formulas where !formula.namesSymbols && formula.note == nil {
                for step in 0..<steps {
                    for unit in 0..<3 {
                        func number(_ letter: String, _ step: Int) -> Double { (0..<steps).contains(step) ? Double(numbers[letter]?.values[step * 3 + unit] ?? .nan) : 0 }
                        let value = evaluated(formula.numbers) { letter, isPrevious in number(letter, isPrevious ? direction.goesBackwards ? step + 1 : step - 1 : step) }
                        #expect(abs(value - number(formula.result, step)) < 1e-6, "\(layer.kerasName) \(direction.mark)\(formula.result) at step \(step)")
                    }
                }
            }
        }
    }

    /// A sum of products, some of their factors bent by tanh.
    private func evaluated(_ terms: [CellAnatomy.Term], _ number: (_ letter: String, _ isPrevious: Bool) -> Double) -> Double {
        var sum = 0.0, product = 1.0, isBent = false
        func factor(_ value: Double) {
            product *= isBent ? tanh(value) : value
            isBent = false
        }
        for term in terms {
            switch term {
            case .text(" + "):
                sum += product
                product = 1
            case .text(let text): isBent = text.hasSuffix("tanh(")
            case .value(let letter), .result(let letter): factor(number(letter, false))
            case .previous(let letter): factor(number(letter, true))
            case .complement(let letter): factor(1 - number(letter, false))
            }
        }
        return sum + product
    }

    /// Wrappers hold the layers that say so, and every one of them runs in a wrapper.
    @Test func wrappersHoldWhatCanBeWrapped() throws {
        func held(_ wrapper: LayerSpec) throws -> Set<String> {
            let domain = try #require(wrapper.arguments.first { $0.name == "layer" }).domain
            guard case .layer(let names) = domain else { throw LayerProblem("\(wrapper.kerasName) holds no layer") }
            return Set(names)
        }
        let cells = LayerSpec.all.filter { $0.cellReading?.directions.count == 1 }.map(\.kerasName)
        #expect(try held(.bidirectional(Bidirectional())) == Set(cells) && cells.count == 3)
        let refused = Set(LayerSpec.all.map(\.kerasName)).subtracting(try held(.timeDistributed(TimeDistributed())))
        #expect(
            refused == [
                "Embedding", "Masking", "Bidirectional", "TimeDistributed", "BatchNormalization", "ActivityRegularization", "RBM", "Input", "Add", "Concatenate", "Multiply",
                "Average",
            ])
    }

    @Test func layersOfImagesTakeNothingElse() {
        let layers = LayerSpec.all.filter(\.readsImages)
        #expect(layers.count == 12)
        for layer in layers {
            for input in [[8], [5, 6], [2, 8, 8, 1]] as [Shape] { #expect(StackPlan(model: [layer], input: input, classes: nil).problem != nil, "\(layer.kerasName) of \(input)") }
            #expect(StackPlan(model: [layer], input: [8, 8, 2], classes: nil).problem == nil, "\(layer.kerasName)")
        }
    }

    /// A layer that only arranges gives its inputs; one that only reshapes gives them in their order.
    @Test func whatOnlyArrangesGivesItsInputs() throws {
        let inputs: [String: Shape] = ["Flatten": [4, 4, 2], "Reshape": [6], "Permute": [4, 5], "UpSampling2D": [4, 4, 2], "Cropping2D": [4, 4, 2], "Input": [4, 5]]
        for layer in LayerSpec.all where layer.arrangement != .none {
            var layer = layer
            _ = layer.set("target_shape", to: .integers([2, 3]))
            let input = try #require(inputs[layer.kerasName], "\(layer.kerasName)"), plan = StackPlan(model: [layer], input: input, classes: nil)
            let network = try Network(layout: NetworkLayout(plan: plan, capacity: 1, joins: false), loss: nil, optimizer: nil, seed: 1, pool: WorkerPool(threads: 1))
            let numbers = (0..<input.count).map { Float($0) + 0.5 }
            let given = numbers.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { Array(UnsafeBufferPointer(start: network.predict($0, count: 1), count: plan.output.count)) }
            }
            let outputs = try #require(given)
            #expect(layer.arrangement == .reshapes ? outputs == numbers : outputs.allSatisfy(numbers.contains), "\(layer.kerasName)")
        }
    }
}
