import Networks
import Recipes
import Tensors

/// Which inputs of a sample an output depends on: the gradient of the output by each of them (vanilla gradient saliency: Simonyan, Vedaldi and Zisserman 2013).
///
/// Of a classifier that ends in softmax or sigmoid it is the gradient of the class's score, the sum before that activation; of others that of the output itself.
public struct SaliencyLens: Lens {
    /// The sample's number in the validation part.
    public var sample: Int
    public var output: Output

    /// Of which output.
    public enum Output: Hashable, Sendable {
        /// The largest; of the last step where there is one a step.
        case predicted
        /// Its index; steps by classes where there is one a step.
        case index(Int)
        /// A class's name, or the number of an output, counted from 1.
        case named(String)
    }

    public init(sample: Int, output: Output = .predicted) {
        self.sample = sample
        self.output = output
    }

    public func problem(_ looker: Looker) -> String? {
        guard looker.hasLoss else { return "--what: expected activations or weights of a Boltzmann machine, got saliency: it has no output that is learnt. Look at its weights." }
        guard index(looker, predicted: 0) == nil else { return looker.problem(ofSample: sample) }
        let outputs = looker.plan.output.count
        switch output {
        case .named(let name) where Int(name) == nil && !looker.classNames.isEmpty:
            return "--output: expected a class or an output from 1 to \(outputs), got \(name).\(NearestName.hint(name, in: looker.classNames))"
        case .named(let name): return "--output: expected an output from 1 to \(outputs), got \(name)."
        case .index(let index): return "--output: expected an output from 1 to \(outputs), got \(index + 1)."
        case .predicted: return nil
        }
    }

    /// The output's index; `nil` where there is none.
    private func index(_ looker: Looker, predicted: Int) -> Int? {
        let outputs = 0..<looker.plan.output.count, rows = outputs.count / max(1, looker.plan.output.dimensions.last ?? 1)
        let index: Int? =
            switch output {
            case .predicted: predicted
            case .index(let index): index
            // One output is the score of the second of two classes; of outputs a step those of the last are meant.
            case .named(let name):
                looker.classNames.firstIndex(of: name).map { outputs.count == 1 ? $0 - 1 : outputs.count - outputs.count / rows + $0 } ?? Int(name).map { $0 - 1 }
            }
        return index.flatMap { outputs.contains($0) ? $0 : nil }
    }

    public func view(_ looker: Looker) -> Saliency? {
        let network = looker.network, shape = looker.plan.output
        guard let prediction = looker.predictions([sample]).first else { return nil }
        return looker.with([sample]) { batch -> Saliency? in
            network.resetStates()
            let said = network.predict(batch.inputs, count: 1), lastRow = shape.count - (shape.dimensions.last ?? 1)
            guard let chosen = index(looker, predicted: (lastRow..<shape.count).max { said[$0] < said[$1] } ?? 0) else { return nil }
            var vectors: [Tensor] = []
            network.resetStates()
            network.differentiate(outputs: [chosen], inputs: batch.inputs) { layer, gradient in
                let planned = looker.plan.layers[layer]
                guard planned.spec.readsSymbols else { return }
                vectors.append(Tensor(shape: planned.output, values: Array(UnsafeBufferPointer(start: gradient, count: planned.output.count))))
            }
            network.resetStates()
            let input = looker.examples.shape
            guard let byInput = network.inputGradient else { return nil }
            let gradient = vectors.isEmpty ? Tensor(shape: input, values: Array(UnsafeBufferPointer(start: byInput, count: input.count))) : nil
            return Saliency(
                prediction: prediction, output: chosen, isOfScore: network.hasScores, gradient: gradient,
                strength: gradient.map(Self.strength) ?? Self.norms(vectors), inputNames: looker.inputNames)
        }
    }

    /// The absolute gradient; of a picture the largest of each point's channels.
    private static func strength(_ gradient: Tensor) -> Tensor {
        guard gradient.shape.rank == 3 else { return Tensor(shape: gradient.shape, values: gradient.values.map { abs($0) }) }
        let channels = gradient.shape[2], points = gradient.shape[0] * gradient.shape[1]
        return Tensor(
            shape: [gradient.shape[0], gradient.shape[1]],
            values: (0..<points).map { point in gradient.values[point * channels..<(point + 1) * channels].reduce(0) { max($0, abs($1)) } })
    }

    /// The norm over the vectors of each step, of all tables that read it.
    private static func norms(_ vectors: [Tensor]) -> Tensor {
        let steps = vectors.first?.shape.dimensions.first ?? 0
        var squares = [Float](repeating: 0, count: steps)
        for vector in vectors {
            let width = vector.shape.count / max(1, steps)
            for (place, value) in vector.values.enumerated() where place / width < steps { squares[place / width] += value * value }
        }
        return Tensor(shape: [steps], values: squares.map { $0.squareRoot() })
    }
}

/// How much an output depends on each input of a sample.
public struct Saliency: Hashable, Sendable {
    public let prediction: Prediction
    /// The output's index.
    public let output: Int
    /// Whether it is the gradient of the output's score: the sum before a last softmax or sigmoid.
    public let isOfScore: Bool
    /// The gradient by each input, in the input's shape and signed; `nil` for symbols, which are not numbers that could be a little larger.
    public let gradient: Tensor?
    /// What is drawn, 0 or more: of a picture (rows, columns), the largest absolute gradient of a point's channels; of symbols (steps), the norm of the gradient by the vector that
    /// stands for each; of others the absolute gradient in the input's shape.
    public let strength: Tensor
    /// What the numbers along the last axis of an input are called; `nil` where they have no names.
    public let inputNames: [String]?

    public init(prediction: Prediction, output: Int, isOfScore: Bool, gradient: Tensor?, strength: Tensor, inputNames: [String]? = nil) {
        self.prediction = prediction
        self.output = output
        self.isOfScore = isOfScore
        self.gradient = gradient
        self.strength = strength
        self.inputNames = inputNames
    }

    /// Whether the inputs are the numbers of a table: each is shown with its gradient, which has a sign; of others only the strength is.
    public var isOfTable: Bool { gradient != nil && strength.shape.rank == 1 }

    /// What a number along the input's last axis is called: its name, or its number from 1.
    public func inputName(_ index: Int) -> String { inputNames.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? "input \(index + 1)" }

    /// What the output is called: a class, `step 3: cat`, or its number from 1.
    public var outputName: String {
        let classes = prediction.classNames
        guard !classes.isEmpty, prediction.reconstruction == nil else { return "output \(output + 1)" }
        if prediction.probabilities.count == 1 { return classes.count > 1 ? classes[1] : "output 1" }
        let name = classes[output % classes.count]
        return prediction.probabilities.count > classes.count ? "step \(output / classes.count + 1): \(name)" : name
    }
}
