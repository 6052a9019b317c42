import Foundation
import Networks
import Tensors

/// A stack computed by the textbook's loops in double precision: slow, plain, and what the engine is measured against. It knows masks, and batch statistics where it trains.
public struct ReferenceNetwork {
    public let plan: StackPlan
    public let loss: LossSpec
    /// Batch normalization takes the batch's statistics instead of the moving ones.
    public var isTraining = false

    public init(plan: StackPlan, loss: LossSpec) {
        self.plan = plan
        self.loss = loss
    }

    /// Samples with the mask over their steps, where they have one.
    struct Flow {
        var samples: [[Double]]
        var mask: [[Bool]]?
        /// Of a recurrent layer: the state that each sample's sequence ends in, h and c.
        var final: [[[Double]]]?
    }

    /// The outputs for a batch; `parameters` in the order of the plan's variables.
    public func outputs(_ inputs: [[Double]], _ parameters: [[Double]]) -> [[Double]] { flow(inputs, parameters).samples }

    private func flow(_ inputs: [[Double]], _ parameters: [[Double]]) -> Flow { flows(inputs, parameters).last ?? Flow(samples: inputs, mask: nil) }

    /// What each layer gives.
    private func flows(_ inputs: [[Double]], _ parameters: [[Double]]) -> [Flow] {
        let data = Flow(samples: inputs, mask: nil)
        var flows: [Flow] = [], used = 0
        for layer in plan.layers {
            let count = layer.figures.variables.count
            let sources = layer.sources.map { source in if case .layer(let index) = source { flows[index] } else { data } }
            if layer.spec.references.contains(where: { $0.role != .input }) {
                flows.append(ReferenceRecurrent.forward(layer.spec, layer.input, sources, Array(parameters[used..<used + count])))
            } else if sources.count > 1 {
                flows.append(ReferenceMerges.forward(layer.spec, layer.inputs.map(\.shape), layer.output, sources))
            } else {
                flows.append(ReferenceLayers(isTraining: isTraining).forward(layer.spec, layer.input, layer.output, sources[0], Array(parameters[used..<used + count])))
            }
            used += count
        }
        return flows
    }

    /// The penalties on outputs: their sum over the batch, by its size.
    private func penalty(_ flows: [Flow]) -> Double {
        zip(plan.layers, flows).reduce(0) { sum, layer in
            guard let (l1, l2) = layer.0.spec.activityShares else { return sum }
            let outputs = layer.1.samples.joined()
            return sum + (l1 * outputs.reduce(0) { $0 + abs($1) } + l2 * outputs.reduce(0) { $0 + $1 * $1 }) / Double(layer.1.samples.count)
        }
    }

    /// The mean loss of a batch, over the rows that count, with the penalties on outputs.
    public func loss(_ inputs: [[Double]], _ targets: [[Double]], _ parameters: [[Double]]) -> Double {
        let flows = flows(inputs, parameters), columns = plan.output.dimensions.last ?? 1
        guard let flow = flows.last else { return 0 }
        var sum = 0.0, counted = 0
        for (sample, (y, t)) in zip(flow.samples, targets).enumerated() {
            let rows = y.count / columns
            for row in 0..<rows where flow.mask?[sample][row * (plan.output[0]) / rows] ?? true {
                sum += ReferenceLosses.row(loss, Array(y[row * columns..<(row + 1) * columns]), Array(t[row * columns..<(row + 1) * columns]), all: targets)
                counted += 1
            }
        }
        return sum / Double(max(1, counted)) + penalty(flows)
    }

    /// The gradient of the mean loss by one number of a variable, by central differences: right to about 1e-10, and so short a step seldom crosses a rectifier's corner.
    public func derivative(_ inputs: [[Double]], _ targets: [[Double]], _ parameters: [[Double]], variable: Int, index: Int) -> Double {
        let step = 1e-6
        var changed = parameters
        changed[variable][index] += step
        let above = loss(inputs, targets, changed)
        changed[variable][index] -= 2 * step
        return (above - loss(inputs, targets, changed)) / (2 * step)
    }
}

extension LayerSpec {
    /// The shares of Σ|y| and Σy² of the layer's outputs in the loss.
    fileprivate var activityShares: (l1: Double, l2: Double)? {
        if case .activityRegularization(let layer) = self { return (layer.l1, layer.l2) }
        guard case .form(let text)? = arguments.first(where: { $0.name == "activity_regularizer" })?.value, let form = Regularizer(text) else { return nil }
        return (form["l1"], form["l2"])
    }
}
