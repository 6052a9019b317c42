import Datasets
import Networks
import Tensors

/// The same experiment as a Keras program: what a student reads beside the stack.
public struct KerasProgram: Hashable, Sendable {
    public let lines: [Line]

    public struct Line: Hashable, Sendable {
        public let text: String
        /// The layer of the model that the line makes.
        public let layer: Int?
    }

    public var text: String { lines.map(\.text).joined(separator: "\n") + "\n" }

    /// `input` and `sizes` are of the data, where it is known.
    public init(_ recipe: Recipe, input: Shape?, sizes: DataSizes = DataSizes()) {
        var lines: [Line] = []
        func add(_ text: String, layer: Int? = nil) { lines.append(Line(text: text, layer: layer)) }
        if !Family(recipe).description.isNetwork {
            add("# Keras has neither restricted Boltzmann machines nor contrastive divergence: there is no Keras program of this stack.")
            for (index, layer) in recipe.model.enumerated() { add("#     \(KerasText.python(layer))", layer: index) }
            self.lines = lines
            return
        }
        add("import keras")
        add("from keras import layers")
        add("")
        add("keras.utils.set_random_seed(\(recipe.fit.seed))")
        let numbers = recipe.numbers(of: sizes, input: input)
        var variables: [DataSize: Int] = [:]
        for size in DataSize.allCases where recipe.dataSizes.contains(size) {
            variables[size] = numbers.lazy.compactMap { $0[size] }.first
            add("\(size.rawValue) = \(variables[size].map(String.init) ?? "...")")
        }
        add("model = keras.Sequential([")
        // Layers that carry their state on need to know how many samples that is.
        let batch = recipe.model.contains(where: \.isStateful) ? ", batch_size=\(recipe.fit.batchSize)" : ""
        add("    keras.Input(shape=\(input?.tuple ?? "...")\(batch)),")
        for (index, layer) in recipe.model.enumerated() {
            // A layer for which the size comes to another number, for it works step by step and others do not, says that number.
            let own = numbers.indices.contains(index) ? numbers[index].filter { $0.value != variables[$0.key] } : [:]
            let written = own.reduce(layer) { $0.writing($1.key, as: $1.value) }
            for text in Self.made(written) { add("    \(text)", layer: index) }
        }
        add("])")
        if let compile = recipe.compile { KerasTraining(compile: compile, fit: recipe.fit, data: recipe.data).lines.forEach { add($0) } }
        self.lines = lines
    }

    /// A layer's line; an RBM within a network of other layers is what it computes there.
    private static func made(_ layer: LayerSpec) -> [String] {
        guard case .rbm(let rbm) = layer else { return [KerasText.python(layer) + ","] }
        return ["layers.Flatten(),", "layers.Dense(\(rbm.hiddenUnits), activation=\"sigmoid\"),  # the hidden units of an RBM, which Keras does not have"]
    }
}

extension Recipe {
    /// The sizes of the data that the model asks for: the stack can't be known without them.
    public var dataSizes: Set<DataSize> { model.reduce(into: []) { $0.formUnion($1.dataSizes) } }

    /// What each layer's sizes come to; none where the data is not known, or from the first layer on that can't be.
    fileprivate func numbers(of sizes: DataSizes, input: Shape?) -> [[DataSize: Int]] {
        guard let input else { return [] }
        return StackPlan(model: model, input: input, sizes: sizes).layers.map { layer in
            Dictionary(uniqueKeysWithValues: layer.spec.dataSizes.compactMap { size in sizes.number(of: size, on: layer.input).map { (size, $0) } })
        }
    }
}
