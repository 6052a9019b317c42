import Networks
import Recipes
import Tensors
import Training

/// A network with its weights, and what a person must know to ask it: all that an exporter writes down.
public struct ExportedNetwork: Sendable {
    public let recipe: Recipe
    public let plan: StackPlan
    /// In the model's order, each layer's in Keras' order.
    public let weights: [(name: String, tensor: Tensor)]
    /// In the order of their numbers; empty where the targets are no classes.
    public let classNames: [String]
    public let preparation: InputPreparation
    /// How targets were scaled, to turn forecasts back; `nil` where they were not.
    public let targets: Scaling?

    /// A run: its weights, or those of a file, and its inputs prepared as they were in training.
    public init(_ run: SavedRun, weights: String? = nil) throws {
        let (prepared, tensors) = try run.contents(weights: weights)
        try self.init(
            run.recipe, prepared.check.plan, tensors, classNames: prepared.parts.classNames, InputPreparation(prepared), prepared.parts.targetScaling.map(Scaling.init))
    }

    /// A recipe with the weights of a file, which takes its inputs as they are.
    public init(_ recipe: Recipe, relativeTo folder: String, weights: String) throws {
        let prepared = try PreparedRun(recipe, relativeTo: folder)
        try self.init(
            recipe, prepared.check.plan, GivenWeights(path: weights).tensors, classNames: prepared.parts.classNames,
            InputPreparation(none: prepared.check.plan.input, symbols: prepared.symbols, columns: prepared.columnNames), nil)
    }

    /// Throws where a tensor is missing, has another shape or is not the stack's.
    public init(
        _ recipe: Recipe, _ plan: StackPlan, _ tensors: [String: Tensor], classNames: [String], _ preparation: InputPreparation, _ targets: Scaling? = nil
    ) throws(NetworkError) {
        var weights: [(name: String, tensor: Tensor)] = []
        for weight in plan.weights {
            guard let tensor = tensors[weight.name] else { throw .missingWeights(name: weight.name) }
            guard tensor.shape == weight.shape else { throw .wrongShape(name: weight.name, expected: weight.shape.tuple, got: tensor.shape.tuple) }
            weights.append((weight.name, tensor))
        }
        let known = Set(weights.map(\.name))
        if let stranger = tensors.keys.sorted().first(where: { !known.contains($0) }) { throw .unexpectedWeights(name: stranger, known: weights.map(\.name)) }
        (self.recipe, self.plan, self.weights, self.classNames, self.preparation, self.targets) = (recipe, plan, weights, classNames, preparation, targets)
    }
}
