import Networks
import Recipes
import Tensors

/// The recipe as a Keras program, which the builder shows next to the layers.
public struct KerasProgram: Hashable, Sendable {
    /// The lines of the program.
    public let lines: [Line]

    /// A line of the program.
    public struct Line: Hashable, Sendable {
        /// The line's text.
        public let text: String
        /// The index of the layer that the line creates; `nil` for other lines.
        public let layer: Int?

        init(_ text: String, layer: Int? = nil) {
            self.text = text
            self.layer = layer
        }

        func indented(_ columns: Int) -> Line { Line(String(repeating: " ", count: columns) + text, layer: layer) }
    }

    /// The whole program.
    public var text: String { lines.map(\.text).joined(separator: "\n") + "\n" }

    /// The program of a recipe. `input` and `sizes`: the shape of a sample and the sizes of the data, where they are known.
    public init(_ recipe: Recipe, input: Shape?, sizes: DataSizes = DataSizes()) {
        let problem = Family(recipe).description.machine.map { "Keras has neither \($0.lack)" } ?? KerasLayers.problem(recipe.model)
        if let problem {
            lines =
                [Line("# \(problem): there is no Keras program for this stack.")] + recipe.model.enumerated().map { Line("#     \($1.yaml)", layer: $0) }
            return
        }
        var lines = ["import keras", "from keras import layers", "", "keras.utils.set_random_seed(\(recipe.fit.seed))"].map { Line($0) }
        let known = KerasSizes(recipe, input.map { StackPlan(model: recipe.model, input: $0, sizes: sizes) })
        lines += known.lines.map { Line($0) }
        let layers = KerasLayers(known.model, variables: [], namesWeights: false)
        let entry = layers.input(input, batch: recipe.model.contains(where: \.isStateful) ? "\(recipe.fit.batchSize)" : nil)
        if KerasGraph.suits(known.model) {
            lines += KerasGraph(layers, entry: entry).lines
        } else {
            lines.append(Line("model = keras.Sequential(["))
            lines.append(Line(entry + ",").indented(4))
            lines += KerasStack(layers).lines.map { $0.indented(4) }
            lines.append(Line("])"))
        }
        lines += KerasTraining(recipe)?.lines.map { Line($0) } ?? []
        self.lines = lines
    }
}
