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

    public init(_ recipe: Recipe, input: Shape?, classes: Int?) {
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
        if recipe.usesNumberOfClasses { add("num_classes = \(classes.map(String.init) ?? "...")") }
        add("model = keras.Sequential([")
        // Layers that carry their state on need to know how many samples that is.
        let batch = recipe.model.contains(where: \.isStateful) ? ", batch_size=\(recipe.fit.batchSize)" : ""
        add("    keras.Input(shape=\(input?.tuple ?? "...")\(batch)),")
        for (index, layer) in recipe.model.enumerated() {
            for text in Self.made(layer) { add("    \(text)", layer: index) }
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
    /// Whether a layer's size follows the data: the stack can't be known without it.
    public var usesNumberOfClasses: Bool { model.contains(where: \.usesNumberOfClasses) }
}

extension LayerSpec {
    fileprivate var usesNumberOfClasses: Bool {
        arguments.contains { state in
            if case .layer(let inner) = state.value { return inner.usesNumberOfClasses }
            return state.value == .numberOfClasses
        }
    }
}
