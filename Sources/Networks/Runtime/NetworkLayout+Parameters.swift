import Kernels
import Tensors

extension NetworkLayout {
    /// Allocates every variable of the stack with its initial values, which are the same for the same seed.
    public func parameters(optimizer: OptimizerSpec?, seed: Int) -> [Parameter] {
        let generator = RandomGenerator(seed: seed, purpose: .weights)
        return stages.flatMap { stage in
            stage.variables.enumerated().map { place, variable in
                let parameter = Parameter(
                    name: plan.weightName(variable, ofLayer: stage.owner), layer: stage.owner, variable: variable,
                    slots: optimizer?.slotNames.count ?? 0, firstSlotValue: optimizer?.firstSlotValue ?? 0)
                let stream = UInt64(stage.owner) << 8 | UInt64(place)
                variable.options.initializer.fill(parameter.value, shape: variable.shape, generator: generator, stream: stream)
                if let ones = variable.ones { (parameter.value.pointer + ones.lowerBound).update(repeating: 1, count: ones.count) }
                return parameter
            }
        }
    }
}
