import Networks
import Recipes
import Tensors
import Training

/// A network with its weights and the preparation of its inputs: everything that an exporter writes.
public struct ExportedNetwork: Sendable {
    /// The recipe.
    public let recipe: Recipe
    /// The layers with their shapes.
    public let plan: StackPlan
    /// The weights in the order of the layers, each layer's in Keras' order.
    public let weights: [(name: String, tensor: Tensor)]
    /// The names of the classes in the order of their numbers; empty where the targets are not classes.
    public let classNames: [String]
    /// How stored examples become inputs.
    public let preparation: InputPreparation
    /// How targets were scaled, to convert predictions back; `nil` where they were not.
    public let targets: Scaling?

    /// A run with its weights, or those of a file; inputs are prepared as they were in training. Its data need not exist any more.
    public init(_ run: SavedRun, weights: String? = nil) throws {
        let fitted = try run.fitted, plan = StackPlan(model: run.recipe.model, input: fitted.inputs.preparedShape, sizes: fitted.sizes)
        if let problem = plan.problem { throw TrainingError(problem.description) }
        try self.init(
            run.recipe, plan, GivenWeights(path: weights ?? run.weights).tensors, classNames: fitted.classNames, InputPreparation(fitted), fitted.targetScaling.map(Scaling.init))
    }

    /// A recipe with the weights of a file; inputs are used unchanged.
    public init(_ recipe: Recipe, relativeTo folder: String, weights: String) throws {
        let prepared = try PreparedRun(recipe, relativeTo: folder)
        try self.init(
            recipe, prepared.check.plan, GivenWeights(path: weights).tensors, classNames: prepared.parts.classNames,
            InputPreparation(none: prepared.check.plan.input, symbols: prepared.symbols, columns: prepared.columnNames), nil)
    }

    /// A network from its parts. Throws where a tensor is missing, has another shape or does not belong to the layers.
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
        if let unknown = tensors.keys.sorted().first(where: { !known.contains($0) }) { throw .unexpectedWeights(name: unknown, known: weights.map(\.name)) }
        (self.recipe, self.plan, self.weights, self.classNames, self.preparation, self.targets) = (recipe, plan, weights, classNames, preparation, targets)
    }
}
