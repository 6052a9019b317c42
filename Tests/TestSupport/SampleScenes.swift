import Foundation
import Lab
import Networks
import Recipes
import Tensors
import Training

/// What golden screens are drawn of: each page, and the pages' other faces.
public struct SampleScene: Sendable, Hashable, CaseIterable, CustomStringConvertible {
    public let name: String
    public let page: PageName
    /// What is done on the page before it is drawn.
    private let prepare: @Sendable (inout LabBench) -> Void

    private init(_ name: String, _ page: PageName, prepare: @escaping @Sendable (inout LabBench) -> Void) {
        self.name = name
        self.page = page
        self.prepare = prepare
    }

    public static let train = page(.train), inspect = page(.inspect)
    public static let buildPalette = SampleScene("build-palette", .build) { bench in
        bench.press(.character("/"))
        bench.type("lst")
    }
    public static let buildRecurrent = SampleScene("build-recurrent", .build) { bench in
        bench.send(.recipeOpened(SampleStates.recurrent, path: nil, folder: nil))
        bench.press(.down, .enter, .down, .right, .right)
    }
    public static let buildGraph = SampleScene("build-graph", .build) { bench in
        bench.send(.recipeOpened(SampleStates.graph, path: nil, folder: nil))
        for _ in 0..<9 { bench.press(.down) }
    }
    public static let buildFit = SampleScene("build-fit", .build) { bench in
        bench.press(.tab, .tab, .tab)
        for _ in 0..<9 { bench.press(.down) }
        bench.press(.right)
        for _ in 0..<3 { bench.press(.down) }
    }
    public static let trainAutoencoder = SampleScene("train-autoencoder", .train) { $0.show(SampleStates.autoencoder, SampleStates.autoencoderSnapshot) }
    public static let trainMachine = SampleScene("train-machine", .train) { $0.show(SampleStates.machine, SampleStates.machineSnapshot) }
    public static let inspectTape = SampleScene("inspect-tape", .inspect) { bench in
        bench.show(SampleStates.recurrent, SampleStates.tapeSnapshot)
        bench.press(.down, .down, .enter, .right, .right)
    }
    public static let inspectSaliency = SampleScene("inspect-saliency", .inspect) { bench in
        bench.press(.character("x"))
        bench.send(.snapshot(SampleStates.saliencySnapshot))
    }

    public static let allCases = PageName.allCases.map(page) + [buildPalette, buildRecurrent, buildGraph, buildFit, trainAutoencoder, trainMachine, inspectTape, inspectSaliency]

    /// The page as it opens.
    private static func page(_ page: PageName) -> SampleScene { SampleScene(page.description, page) { _ in } }

    /// The state in which the scene is seen on a screen of this size.
    public func state(columns: Int, rows: Int) -> State {
        var bench = LabBench(columns: columns, rows: rows)
        bench.state = SampleStates.full(page: page)
        bench.send(.resize(ScreenSize(columns: columns, rows: rows)))
        prepare(&bench)
        return bench.state
    }

    public var description: String { name }
    public static func == (one: SampleScene, other: SampleScene) -> Bool { one.name == other.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension LabBench {
    public mutating func show(_ recipe: Recipe, _ snapshot: Snapshot) {
        send(.runStarted(RunFacts(recipe: recipe, folder: "/runs/2", recipeFolder: nil)))
        send(.snapshot(snapshot))
    }
}

extension SampleStates {
    /// A stack that reads images row by row, in both directions.
    public static let recurrent: Recipe = {
        var recipe = SampleStates.recipe
        recipe.name = "Digits row by row"
        recipe.model = [
            .reshape(Reshape([28, 28])), .bidirectional(Bidirectional(.lstm(LSTM(units: 32, returnsSequences: true)))), .lstm(LSTM(units: 32)),
            .dense(Dense(units: .numberOfClasses, activation: .softmax)),
        ]
        return recipe
    }()

    /// Two residual blocks, and a second trunk that is laid beside them.
    public static let graph: Recipe = {
        func convolution(_ name: String? = nil) -> LayerSpec {
            let layer = LayerSpec.conv2D(Conv2D(filters: 16, kernelSize: Pair(3, 3), padding: .same, activation: .relu))
            return name.map(layer.named) ?? layer
        }
        var recipe = SampleStates.recipe
        recipe.name = "Two blocks and a second trunk"
        recipe.model = [
            convolution("stem"), convolution(), .add(Add(with: ["stem"])).named("block"), convolution(), convolution(), .add(Add(with: ["block"])),
            .globalAveragePooling2D(GlobalAveragePooling2D()).named("means"), .globalMaxPooling2D(GlobalMaxPooling2D()).reading("stem"),
            .concatenate(Concatenate(with: ["means"])), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
        ]
        return recipe
    }()

    public static let autoencoder: Recipe = {
        var recipe = SampleStates.recipe
        recipe.name = "Cleans images"
        recipe.data.targets = .inputs
        recipe.data.noise = .gaussian(0.4)
        recipe.model = [
            .flatten(Flatten()), .dense(Dense(units: .count(32), activation: .relu)), .dense(Dense(units: .count(784), activation: .sigmoid)),
            .reshape(Reshape([28, 28, 1])),
        ]
        recipe.compile?.loss = .binaryCrossentropy
        recipe.compile?.metrics = [MetricSpec(.meanSquaredError)]
        return recipe
    }()

    public static let machine: Recipe = {
        var recipe = SampleStates.recipe
        recipe.name = "Dreams digits"
        recipe.model = [.rbm(RBM(hiddenUnits: 48))]
        recipe.compile?.loss = .contrastiveDivergence
        recipe.compile?.optimizer = .sgd(SGD())
        recipe.compile?.metrics = [MetricSpec(.pseudoLikelihood), MetricSpec(.freeEnergy)]
        return recipe
    }()

    /// Numbers between −1 and 1 that look like something.
    private static func wave(_ shape: Shape, _ speed: Float, _ drift: Float = 0.011) -> Tensor {
        Tensor(shape: shape, values: (0..<shape.count).map { sinf(Float($0) * speed) * cosf(Float($0) * drift) })
    }

    private static func positive(_ tensor: Tensor) -> Tensor { Tensor(shape: tensor.shape, values: tensor.values.map { 0.5 + 0.5 * $0 }) }

    private static func metrics(_ names: [String], epoch: Double) -> [MetricValue] {
        names.enumerated().flatMap { place, name in
            [MetricValue(name: name, value: -40 / epoch - 10 - Double(place)), MetricValue(name: "val_" + name, value: -40 / epoch - 10.3 - Double(place) + 0.05 * epoch)]
        }
    }

    /// A snapshot of another kind of run: with its stack, its metrics, and neither classes nor confusion.
    private static func snapshot(of recipe: Recipe, input: Shape, family: Family, dataset: String) -> Snapshot {
        var snapshot = Self.snapshot()
        let names = recipe.compile?.metrics.map(\.name) ?? []
        (snapshot.confusion, snapshot.progress.accuracy) = (nil, nil)
        snapshot.epochs = snapshot.epochs.map { record in
            EpochRecord(
                epoch: record.epoch, loss: record.loss, accuracy: nil, validationLoss: record.validationLoss, validationAccuracy: nil, learningRate: record.learningRate,
                seconds: record.seconds, samplesPerSecond: record.samplesPerSecond, metrics: metrics(names, epoch: Double(record.epoch)))
        }
        snapshot.progress.metrics = metrics(names, epoch: 8.5).filter { !$0.name.hasPrefix("val_") }
        snapshot.health = [HealthNote(level: .good, sentence: "Training loss is 0.402.")]
        snapshot.subject = Snapshot.Subject(
            plan: StackPlan(model: recipe.model, input: input, classes: 10), dataset: dataset, classNames: classNames, trainingCount: 4_500, validationCount: 500,
            watchedCount: 500, watchesValidation: true, family: family)
        return snapshot
    }

    private static func reconstructed(_ sample: Int, side: Int, isSpoilt: Bool) -> Prediction {
        let clean = image(sample, side: side), noise = wave(clean.shape, 2.3 + Float(sample))
        func mixed(_ share: Float) -> Tensor { Tensor(shape: clean.shape, values: zip(clean.values, noise.values).map { min(1, max(0, $0.0 + share * $0.1)) }) }
        return Prediction(
            sample: sample, input: clean, truth: sample % 10, probabilities: [], classNames: classNames, given: isSpoilt ? mixed(0.4) : nil, reconstruction: mixed(0.08))
    }

    /// Looks into a layer with the first of the samples that are predicted.
    private static func look(into layer: Int, _ snapshot: inout Snapshot, tape: [NamedTensor] = [], raster: Tensor? = nil) {
        guard let planned = snapshot.subject?.plan.layers[layer], let base = snapshot.views[ProbeLens.self] else { return }
        var probe = Probe(
            layer: layer, prediction: snapshot.views[predictionLens]?.first ?? base.prediction, input: positive(wave(planned.input, 0.31)),
            output: positive(wave(planned.output, 0.7)), activationStatistics: base.activationStatistics)
        probe.units = planned.output.count
        probe.gradientNorms = [nil, 0.12, 0.09, 0.2]
        (probe.tape, probe.raster) = (tape, raster)
        snapshot.show(probe)
    }

    public static let autoencoderSnapshot: Snapshot = {
        var snapshot = Self.snapshot(of: autoencoder, input: [28, 28, 1], family: .autoencoder, dataset: "fashion-mnist-mini")
        snapshot.views[predictionLens] = predictionLens.samples.map { reconstructed($0, side: 28, isSpoilt: true) }
        look(into: 1, &snapshot, raster: positive(wave([16, 32], 0.9)))
        return snapshot
    }()

    public static let machineSnapshot: Snapshot = {
        var snapshot = Self.snapshot(of: machine, input: [8, 8, 1], family: .boltzmannMachine, dataset: "digits-8x8")
        snapshot.views[predictionLens] = predictionLens.samples.map { reconstructed($0, side: 8, isSpoilt: false) }
        look(into: 0, &snapshot)
        snapshot.views[MachineLens()] = MachineView(
            kernel: wave([64, 48], 0.13, 0.31), particles: (0..<16).map { image($0 + 3, side: 8) }, particleSteps: 1_240, raster: positive(wave([16, 48], 1.3)))
        return snapshot
    }()

    /// What a picture's class depends on.
    public static let saliencySnapshot: Snapshot = {
        var snapshot = Self.snapshot()
        guard let prediction = snapshot.views[predictionLens]?.first else { return snapshot }
        let strength = positive(wave([28, 28], 0.21, 0.13))
        snapshot.views[SaliencyLens(sample: 0)] = Saliency(
            prediction: prediction, output: 0, isOfScore: true, gradient: Tensor(shape: [28, 28, 1], values: strength.values.map { 0.1 - $0 }), strength: strength)
        return snapshot
    }()

    /// A table, a series and a text: what an output of each depends on.
    public static let otherSaliencies: [(name: String, symbols: [String]?, saliency: Saliency)] = {
        func prediction(_ input: Tensor, classes: [String]) -> Prediction {
            Prediction(sample: 0, input: input, truth: nil, probabilities: classes.isEmpty ? [3.2] : [0.2, 0.8], classNames: classes)
        }
        let table = wave([30], 0.7), series = wave([24, 3], 0.31), letters = Array("the cat sat on the mat and looked at the dog").map(String.init)
        let symbols = Array(Set(letters)).sorted(), text = Tensor(shape: [letters.count], values: letters.map { Float(symbols.firstIndex(of: $0) ?? 0) })
        let strength = Tensor(shape: text.shape, values: positive(wave(text.shape, 0.4)).values)
        return [
            (
                "table", nil,
                Saliency(
                    prediction: prediction(table, classes: ["benign", "malignant"]), output: 1, isOfScore: true, gradient: table,
                    strength: Tensor(shape: [30], values: table.values.map { abs($0) }), inputNames: (1...30).map { "measure \($0)" })
            ),
            (
                "series", nil,
                Saliency(
                    prediction: prediction(series, classes: []), output: 0, isOfScore: false, gradient: series,
                    strength: Tensor(shape: [24, 3], values: series.values.map { abs($0) }), inputNames: ["temperature", "wind", "rain"])
            ),
            ("text", symbols, Saliency(prediction: prediction(text, classes: ["no", "yes"]), output: 1, isOfScore: true, gradient: nil, strength: strength)),
        ]
    }()

    public static let tapeSnapshot: Snapshot = {
        var snapshot = Self.snapshot()
        let plan = StackPlan(model: recurrent.model, input: [28, 28, 1], classes: 10), steps: Shape = [28, 32]
        snapshot.subject = Snapshot.Subject(
            plan: plan, dataset: "mnist-5k", classNames: classNames, trainingCount: 4_500, validationCount: 500, watchedCount: 500, watchesValidation: true)
        let tape = ["i", "f", "g", "o", "c", "h"].enumerated().map { place, name in
            let values = wave(steps, 0.05 + 0.03 * Float(place))
            return NamedTensor(name: name, tensor: ["i", "f", "o"].contains(name) ? positive(values) : values)
        }
        look(into: 2, &snapshot, tape: tape)
        return snapshot
    }()
}
