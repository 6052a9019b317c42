import Tensors

extension StackPlan {
    /// A variable of the stack as it is stored in a file of weights.
    public struct Weight: Hashable, Sendable {
        /// The index of its layer in the stack, from 0.
        public let layer: Int
        /// The layer's index, Keras' name of the layer and of the variable: `0.Conv2D.kernel`.
        public let name: String
        /// The extents, as Keras stores them.
        public let shape: Shape
    }

    /// Every variable, in the order of the stack, each layer's in Keras' order.
    public var weights: [Weight] {
        layers.enumerated().flatMap { index, layer in
            layer.figures.variables.map { Weight(layer: index, name: weightName($0, ofLayer: index), shape: $0.shape) }
        }
    }

    /// The name of a variable in a file of weights.
    func weightName(_ variable: LayerFigures.Variable, ofLayer layer: Int) -> String { "\(layer).\(layers[layer].spec.kerasName).\(variable.name)" }
}
