import Datasets
import Foundation
import Lab
import Networks
import Recipes
import Tensors
import Training

/// States with made-up but plausible figures, the same every time: what pages are drawn from in tests.
public enum SampleStates {
    public static let classNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]

    public static let recipe: Recipe = {
        var recipe = Recipe(
            name: "Fashion in a minute", description: "two convolutions on 5,000 images", shows: "Convolutional networks",
            data: DataSpec(source: .catalogue("fashion-mnist-mini")),
            model: [
                .conv2D(Conv2D(filters: 16, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()),
                .conv2D(Conv2D(filters: 32, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()), .flatten(Flatten()),
                .dense(Dense(units: .count(64), activation: .relu)), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
            ])
        recipe.fit.epochs = 14
        recipe.fit.batchSize = 64
        recipe.fit.validationSplit = 0.1
        return recipe
    }()

    public static let plan = StackPlan(model: recipe.model, input: [28, 28, 1], classes: 10)

    public static let datasets = CatalogueEntry.all.map {
        DatasetEntry(id: $0.id, title: $0.title, facts: $0.facts, missing: $0.id == "fashion-mnist" ? "It is not installed. Run: sudo apt-get install dataset-fashion-mnist" : nil)
    }

    public static let gallery: [GalleryEntry] = ["Convolutional networks", "Convolutional networks", "Shallow and deep", "Start here"].enumerated().map { place, group in
        var recipe = recipe
        recipe.name = ["Fashion, all of it", "Fashion in a minute", "Digits, one hidden layer", "Tiny digits"][place]
        recipe.shows = group
        return GalleryEntry(id: "recipe-\(place)", recipe: recipe, dataset: datasets[place], plan: plan)
    }

    /// A picture of a disc at a place that the number decides.
    public static func image(_ number: Int, side: Int = 28) -> Tensor {
        var tensor = Tensor(zeros: [side, side, 1])
        let centre = (Double(side) * (0.35 + 0.03 * Double(number % 10)), Double(side) * (0.65 - 0.03 * Double(number % 7)))
        for row in 0..<side {
            for column in 0..<side {
                let distance = hypot(Double(row) - centre.0, Double(column) - centre.1) / Double(side)
                tensor.values[row * side + column] = Float(max(0, 1 - 3 * distance))
            }
        }
        return tensor
    }

    public static let facts: DatasetFacts = {
        var facts = DatasetFacts(data: recipe.data, title: "Fashion-MNIST, small", inputShape: [28, 28, 1], target: .classes(10))
        facts.classNames = classNames
        (facts.trainingCount, facts.testCount) = (5_000, 1_000)
        facts.examples = (0..<8).map { .init(input: image($0), label: $0) }
        return facts
    }()

    /// What the training page asks for.
    public static let predictionLens = PredictionLens(samples: 0..<12)

    public static func snapshot(layer: Int = 0, phase: Training.Progress.Phase = .running) -> Snapshot {
        var progress = Training.Progress(phase: phase, epochs: 14, learningRate: 0.001)
        (progress.epoch, progress.batch, progress.batches) = (9, 41, 71)
        (progress.loss, progress.accuracy) = (0.402, 0.856)
        (progress.samplesPerSecond, progress.secondsToEnd, progress.parameters, progress.memory, progress.threads, progress.seed) = (6_120, 4.2, 56_714, 41_000_000, 2, 3)
        var snapshot = Snapshot(progress: progress)
        snapshot.batches = (1...560).map { step in
            let place = Double(step) / 70, noise = Double((step * 7_919) % 101) / 1_000
            return BatchPoint(step: step, epoch: place, loss: Float(1.4 / (1 + place) + 0.25 + noise), accuracy: Float(0.9 - 0.4 / (1 + place) - noise))
        }
        snapshot.epochs = (1...8).map { epoch in
            let x = Double(epoch)
            return EpochRecord(
                epoch: epoch, loss: 1.3 / x + 0.24, accuracy: 0.88 - 0.3 / x, validationLoss: 1.0 / x + 0.33, validationAccuracy: 0.86 - 0.25 / x, learningRate: 0.001,
                seconds: 0.8, samplesPerSecond: 6_120)
        }
        snapshot.confusion = Confusion(classNames: classNames, counts: (0..<100).map { $0 % 11 == 0 ? 41 : ($0 * 7) % 13 == 0 ? 5 : 0 })
        func prediction(_ sample: Int) -> Prediction {
            var probabilities = [Float](repeating: 0.02, count: 10)
            probabilities[(sample * 3) % 10] = 0.82
            return Prediction(sample: sample, input: image(sample), truth: sample % 4 == 3 ? 1 : (sample * 3) % 10, probabilities: probabilities, classNames: classNames)
        }
        snapshot.views[predictionLens] = predictionLens.samples.map(prediction)
        let planned = plan.layers[layer]
        let output = Tensor(shape: planned.output, values: (0..<planned.output.count).map { max(0, sinf(Float($0) * 0.37) + 0.3) })
        let weights = planned.figures.variables.map { variable in
            NamedTensor(name: variable.name, tensor: Tensor(shape: variable.shape, values: (0..<variable.shape.count).map { 0.4 * cosf(Float($0) * 1.7) }))
        }
        let statistics = Statistics(
            minimum: -0.4, maximum: 0.4, mean: 0.01, deviation: 0.22, norm: 1.3, zeroShare: 0.46, bins: (0..<40).map { 1 + ($0 - 20) * ($0 - 20) % 37 * 3 })
        var probe = Probe(layer: layer, prediction: prediction(0), input: image(0), output: output, activationStatistics: statistics)
        (probe.weights, probe.gradients) = (weights, weights)
        if !weights.isEmpty { (probe.weightStatistics, probe.gradientStatistics) = (statistics, statistics) }
        (probe.deadUnits, probe.units) = (3, 64)
        probe.gradientNorms = [0.31, nil, 0.12, nil, nil, 0.09, 0.21]
        snapshot.show(probe)
        snapshot.health = [
            HealthNote(
                level: .attention,
                sentence: "It over-fits: accuracy 85.6 % on training, 72.3 % on validation; its loss was best at epoch 6. Start again with EarlyStopping: {patience: 2}.",
                rule: "over_fitting", remedies: [.edits([.stopEarly(patience: 2)]), .stop]),
            HealthNote(level: .good, sentence: "Training loss is 0.402."),
        ]
        snapshot.subject = Snapshot.Subject(
            plan: plan, dataset: "fashion-mnist-mini", classNames: classNames, trainingCount: 4_500, validationCount: 500, watchedCount: 500, watchesValidation: true)
        return snapshot
    }

    public static let runs: [RunSummary] = (0..<4).map { place in
        RunSummary(
            id: Int64(place), recipeName: ["Fashion in a minute", "Tiny digits", "LeNet-5", "Colour icons"][place], folder: "/home/me/.local/share/strata/runs/\(place)",
            started: Date(timeIntervalSince1970: 1_795_000_000 + 1_000 * Double(place)), status: [.finished, .stopped, .running, .failed][place], epochsDone: 4 + place,
            epochsPlanned: 14, seed: place, parameters: 56_714, dataset: "fashion-mnist-mini", bestLoss: 0.3, bestValidationLoss: 0.4, bestValidationAccuracy: 0.87, seconds: 63)
    }

    /// A state in which every page has something to show.
    public static func full(page: PageName, layer: Int = 0) -> State {
        var bench = LabBench()
        bench.send(.datasetsListed(datasets))
        bench.send(.galleryLoaded(gallery))
        bench.send(.datasetDescribed(facts))
        bench.send(.recipeOpened(recipe, path: nil, folder: nil))
        bench.send(.runStarted(RunFacts(recipe: recipe, folder: "/runs/1", recipeFolder: nil)))
        bench.send(.snapshot(snapshot(layer: layer)))
        bench.send(.runsListed(runs))
        bench.send(.curvesLoaded(run: 0, snapshot().epochs))
        bench.send(.command(.show(page)))
        for _ in 0..<layer { if page == .inspect { bench.press(.down) } }
        return bench.state
    }
}

extension Snapshot {
    /// Looks into a layer instead of the one before.
    public mutating func show(_ probe: Probe) {
        for layer in subject?.plan.layers.indices ?? 0..<1 { views[ProbeLens(layer: layer, sample: 0)] = nil }
        views[ProbeLens(layer: probe.layer, sample: 0)] = probe
    }
}
