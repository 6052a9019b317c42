import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// What lenses show of a saved run, held against what its network gives.
struct LensTests {
    private let scratch = Scratch()

    /// A short run on 40 examples of random numbers, or of symbols below 7, with three classes.
    private func run(_ model: [LayerSpec], input: Shape, symbols: Bool = false) throws -> SavedRun {
        try scratch.writeExamples(Shape([40] + input.dimensions), classes: 3, seed: 5) { random, index in
            symbols ? Float(random.integer(below: 7, stream: 0, index: index)) : random.uniform(stream: 0, index: index)
        }
        var recipe = Recipe(name: "small", data: DataSpec(source: .npy(.init(inputs: "x.npy", targets: "y.npy"))), model: model)
        recipe.fit.epochs = 2
        recipe.fit.batchSize = 8
        recipe.fit.validationSplit = 0.2
        let folder = scratch.file("run")
        #expect(try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: folder))).progress.phase == .finished)
        return try SavedRun(folder)
    }

    private let classes = LayerSpec.dense(Dense(units: .numberOfClasses, activation: .softmax))

    /// The gradient of a score is the slope of the logarithm of its probability but for the mean of all slopes: where one input rises, outputs move as the gradients of all scores say.
    @Test func saliencyIsTheSlopeOfTheOutputs() throws {
        let run = try run([.dense(Dense(units: .count(9), activation: .tanh)), classes], input: [5])
        let views = try (0..<3).map { try run.look(through: SaliencyLens(sample: 2, output: .index($0)), threads: 1).view }
        #expect(views.map(\.output) == [0, 1, 2] && views.allSatisfy { $0.isOfScore && $0.outputName == "\($0.output)" })
        let input = views[0].prediction.input, step: Float = 1e-2
        for index in 0..<5 {
            let ends = try [step, -step].map { step in
                var moved = Tensor(shape: [1, 5], values: input.values)
                moved.values[index] += step
                try NpyFile.write(moved, to: scratch.file("moved.npy"))
                return try run.predict(.path(scratch.file("moved.npy")), weights: nil, threads: 1).outputs.values
            }
            for output in 1..<3 {
                let slope = (log(ends[0][output] / ends[0][0]) - log(ends[1][output] / ends[1][0])) / (2 * step)
                let wanted = (views[output].gradient?.values[index] ?? .nan) - (views[0].gradient?.values[index] ?? .nan)
                #expect(abs(slope - wanted) < 1e-3 * max(1, abs(wanted)), "input \(index), output \(output): \(slope), \(wanted)")
            }
        }
    }

    @Test func thePredictedClassIsChosenUnlessAnotherIs() throws {
        let run = try run([.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()), .flatten(Flatten()), classes], input: [8, 9, 2])
        let (view, plan) = try run.look(through: SaliencyLens(sample: 1), threads: 1)
        let said = view.prediction.probabilities
        #expect(view.output == said.indices.max { said[$0] < said[$1] } && plan.layers.count == 4)
        #expect(view.gradient?.shape == [8, 9, 2] && view.strength.shape == [8, 9])
        for (point, strength) in view.strength.values.enumerated() {
            #expect(strength == view.gradient.map { max(abs($0.values[2 * point]), abs($0.values[2 * point + 1])) })
        }
        #expect(try run.look(through: SaliencyLens(sample: 1, output: .named("2")), threads: 1).view.output == 2)
        for (lens, said) in [
            (SaliencyLens(sample: 1, output: .named("9")), "from 1 to 3, got 9"), (SaliencyLens(sample: 1, output: .index(3)), "from 1 to 3, got 4"),
            (SaliencyLens(sample: 8), "from 0 to 7, got 8"), (SaliencyLens(sample: 1, output: .named("dog")), "a class or an output from 1 to 3, got dog"),
        ] {
            let error = #expect(throws: TrainingError.self) { try run.look(through: lens, threads: 1) }
            #expect(error?.description.contains(said) ?? false, "\(error?.description ?? "")")
        }
    }

    /// Symbols are no numbers: what counts is how much the vector that stands for each does.
    @Test func symbolsAreWeighedByTheirVectors() throws {
        let run = try run([.embedding(Embedding(inputDim: 7, outputDim: 4)), .lstm(LSTM(units: 5)), classes], input: [6], symbols: true)
        let view = try run.look(through: SaliencyLens(sample: 0), threads: 1).view
        #expect(view.gradient == nil && view.strength.shape == [6] && view.strength.values.allSatisfy { $0 > 0 })
    }

    @Test func aTableOfViewsAnswersByRequestAndByKind() {
        var views = Views()
        views[ProbeLens(layer: 1, sample: 0)] = nil
        #expect(views == Views() && views[ProbeLens.self] == nil)
        let prediction = Prediction(sample: 3, input: Tensor(zeros: [2]), truth: nil, probabilities: [], classNames: [])
        views[PredictionLens(samples: 3..<4)] = [prediction]
        views[PredictionLens(samples: 0..<1)] = []
        #expect(views[PredictionLens(samples: 3..<4)] == [prediction] && views[PredictionLens(samples: 0..<1)]?.isEmpty == true)
        #expect(views[PredictionLens.self] == [prediction] && views[PredictionLens(samples: 0..<9)] == nil)
        #expect(Watch(MachineLens(), MachineLens()).lenses.count == 1 && Watch(MachineLens()) != Watch() && Watch().isEmpty)
    }
}
