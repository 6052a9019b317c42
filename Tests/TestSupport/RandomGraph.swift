import Networks
import Tensors

/// A small stack of random layers, some of which read others than the one above, and merges; everything leads to the last layer.
public struct RandomGraph {
    public private(set) var model: [LayerSpec] = []
    public let input: Shape
    private let random: RandomGenerator
    private var drawn = 0

    private struct Node {
        let name: String
        let shape: Shape
    }

    private var nodes: [Node] = []
    private var isUsed: Set<String> = []

    public init(seed: Int) {
        random = RandomGenerator(seed: seed, purpose: .sampling)
        let shapes: [Shape] = [[5], [4, 3], [6, 5, 2]]
        input = shapes[seed % 3]
        for _ in 0..<3 + pick(7) { grow() }
        end()
    }

    private mutating func pick(_ bound: Int) -> Int {
        drawn += 1
        return random.integer(below: bound, stream: 1, index: drawn)
    }

    /// Another layer: of what is above, of any layer further up, of the data again, or a merge.
    private mutating func grow() {
        let choice = pick(10)
        if nodes.count > 1, choice < 5, let merge = merge() {
            add(merge)
        } else if nodes.isEmpty || choice == 9 {
            add(nodes.isEmpty ? layer(on: input) : .input(InputLayer()))
        } else {
            let source = choice < 8 ? nodes[nodes.count - 1] : nodes[pick(nodes.count)]
            add(layer(on: source.shape), from: source)
        }
    }

    /// A merge of the last layer with one or two others that suit it.
    private mutating func merge() -> LayerSpec? {
        let layers = [LayerSpec.add(Add()), .multiply(Multiply()), .average(Average()), .concatenate(Concatenate()), .concatenate(Concatenate(with: [], axis: 1))]
        let kind = layers[pick(layers.count)]
        var names: [String] = []
        for _ in 0..<1 + pick(2) {
            let wanted = names + [nodes[pick(nodes.count)].name]
            if StackPlan(model: model + [kind.joining(wanted)], input: input, classes: nil).layers.count > model.count { names = wanted }
        }
        guard !names.isEmpty else { return nil }
        isUsed.formUnion(names + [nodes[nodes.count - 1].name])
        return kind.joining(names)
    }

    private mutating func layer(on shape: Shape) -> LayerSpec {
        let units = 1 + pick(4)
        switch shape.rank {
        case 1: return pick(4) == 0 ? .activation(ActivationLayer(.sigmoid)) : .dense(Dense(units: .count(units), activation: .tanh))
        case 2:
            switch pick(5) {
            case 0: return .lstm(LSTM(units: units, returnsSequences: true))
            case 1: return .simpleRNN(SimpleRNN(units: units))
            case 2: return .layerNormalization(LayerNormalization())
            case 3: return .activation(ActivationLayer(.softsign))
            default: return .dense(Dense(units: .count(units), activation: .tanh))
            }
        default:
            switch pick(5) {
            case 0: return .maxPooling2D(MaxPooling2D(poolSize: Pair(min(2, shape[0]), min(2, shape[1]))))
            case 1: return shape.count > 200 ? .globalAveragePooling2D(GlobalAveragePooling2D()) : .upSampling2D(UpSampling2D(size: Pair(2, 1)))
            case 2: return .activation(ActivationLayer(.tanh))
            default: return .conv2D(Conv2D(filters: units, kernelSize: Pair(2, 3), padding: .same, activation: pick(2) == 0 ? .tanh : .linear))
            }
        }
    }

    private mutating func add(_ spec: LayerSpec, from source: Node? = nil) {
        var spec = spec
        spec.links.name = "n\(model.count)"
        if let source {
            isUsed.insert(source.name)
            if source.name != model.last?.links.name { spec.links.from = source.name }
        }
        model.append(spec)
        // What is not joined yet keeps the plan from being whole, not from being known.
        guard let planned = StackPlan(model: model, input: input, classes: nil).layers.last else { return }
        nodes.append(Node(name: "n\(model.count - 1)", shape: planned.output))
    }

    /// Everything that nothing reads is brought to one shape and added up.
    private mutating func end() {
        var ends: [String] = []
        for node in nodes where !isUsed.contains(node.name) {
            if node.shape.rank > 1 { add(.flatten(Flatten()), from: node) }
            add(.dense(Dense(units: .count(3), activation: .tanh)), from: node.shape.rank > 1 ? nodes[nodes.count - 1] : node)
            ends.append(nodes[nodes.count - 1].name)
        }
        if ends.count > 1 { model.append(.add(Add(with: Array(ends.dropLast())))) }
        model.append(.dense(Dense(units: .count(2))))
    }
}
