import Tensors

extension StackPlan {
    /// A variable of the stack as a file of weights has it.
    public struct Weight: Hashable, Sendable {
        /// Index in the model, from 0.
        public let layer: Int
        /// `0.Conv2D.kernel`
        public let name: String
        public let shape: Shape
    }

    /// Every variable, in the model's order, each layer's in Keras' order.
    public var weights: [Weight] {
        layers.enumerated().flatMap { index, layer in
            layer.figures.variables.map { Weight(layer: index, name: weightName($0, ofLayer: index), shape: $0.shape) }
        }
    }

    /// What a variable is called in a file of weights.
    func weightName(_ variable: LayerFigures.Variable, ofLayer layer: Int) -> String { "\(layer).\(layers[layer].spec.kerasName).\(variable.name)" }
}
