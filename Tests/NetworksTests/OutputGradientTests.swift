import Networks
import Tensors
import TestSupport
import Testing

/// The gradient of an output by the inputs against central differences of the textbook's loops in double precision.
struct OutputGradientTests {
    private static func named(_ layer: LayerSpec, _ name: String) -> LayerSpec {
        var layer = layer
        layer.links.name = name
        return layer
    }

    private static func dense(_ units: Int, _ activation: Activation = .tanh, from: String? = nil) -> LayerSpec {
        var layer = LayerSpec.dense(Dense(units: .count(units), activation: activation))
        layer.links.from = from
        return layer
    }

    private static func merge(_ name: String, with other: String) -> LayerSpec {
        guard var layer = LayerSpec(kerasName: name), layer.set("with", to: .names([other])) else { return .flatten(Flatten()) }
        return layer
    }

    private static func reader(_ name: String, sequences: Bool = false) -> LayerSpec {
        var layer = LayerSpec(kerasName: name) ?? .flatten(Flatten())
        return layer.set("units", to: .integer(4)) && layer.set("return_sequences", to: .flag(sequences)) ? layer : .flatten(Flatten())
    }

    struct Subject: Sendable, CustomStringConvertible {
        let description: String
        let model: [LayerSpec]
        let input: Shape
        var inputs = NetworkBench.Inputs.numbers
    }

    static let subjects: [Subject] = {
        let classes = dense(4, .softmax)
        var decoder = LSTM(units: 4)
        decoder.settings.initialState = .finalState(of: "encoder")
        var decoding = LayerSpec.lstm(decoder), vector = RepeatVector()
        decoding.links.from = "vectors"
        vector.n = 3
        var begun = GRU(units: 5)
        begun.settings.initialState = .outputs(["start"])
        return [
            Subject(description: "Dense", model: [dense(7), classes], input: [5]),
            Subject(description: "one yes or no", model: [dense(7), dense(1, .sigmoid)], input: [5]),
            Subject(description: "numbers as they are", model: [dense(7), dense(3, .linear)], input: [5]),
            Subject(description: "softmax as a layer", model: [dense(7), dense(3, .linear), .activation(ActivationLayer(.softmax))], input: [5]),
            Subject(
                description: "convolutions and pools",
                model: [
                    .conv2D(Conv2D(filters: 5, kernelSize: Pair(3, 3), activation: .tanh)), .averagePooling2D(AveragePooling2D()),
                    .conv2D(Conv2D(filters: 3, kernelSize: Pair(2, 2), padding: .same, activation: .sigmoid)), .batchNormalization(BatchNormalization()),
                    .globalMaxPooling2D(GlobalMaxPooling2D()), classes,
                ], input: [8, 7, 2]),
            Subject(
                description: "a convolution that a pool is joined with",
                model: [
                    .conv2D(Conv2D(filters: 6, kernelSize: Pair(3, 3), activation: .linear)), .maxPooling2D(MaxPooling2D()), .flatten(Flatten()), .dropout(Dropout(rate: 0.5)),
                    classes,
                ], input: [8, 9, 2]),
            Subject(description: "SimpleRNN", model: [reader("SimpleRNN", sequences: true), reader("SimpleRNN"), classes], input: [5, 3]),
            Subject(description: "LSTM", model: [reader("LSTM", sequences: true), reader("LSTM"), classes], input: [5, 3]),
            Subject(description: "GRU", model: [.layerNormalization(LayerNormalization()), reader("GRU"), classes], input: [5, 3]),
            Subject(description: "masked steps", model: [.masking(Masking()), reader("LSTM", sequences: true), reader("GRU"), classes], input: [6, 3], inputs: .steps),
            Subject(description: "an output a step", model: [.bidirectional(Bidirectional(reader("LSTM", sequences: true))), dense(3, .softmax)], input: [4, 3]),
            Subject(
                description: "symbols", model: [.embedding(Embedding(inputDim: 9, outputDim: 4)), reader("LSTM"), classes], input: [6], inputs: .symbols(9)),
            Subject(
                description: "two readers of the data that are added",
                model: [named(dense(6), "left"), .input(InputLayer()), dense(6, .sigmoid), merge("Multiply", with: "left"), classes], input: [5]),
            Subject(
                description: "a residual block",
                model: [
                    named(dense(6), "in"), dense(6), merge("Add", with: "in"), named(dense(5), "out"), merge("Concatenate", with: "in"), classes,
                ], input: [5]),
            Subject(
                description: "a state that the data gives",
                model: [
                    named(dense(5), "start"), .repeatVector(vector), .gru(begun), classes,
                ], input: [6]),
            Subject(
                description: "a decoder",
                model: [named(dense(4), "vectors"), named(reader("LSTM"), "encoder"), decoding, classes], input: [5, 3]),
        ]
    }()

    @Test(arguments: subjects)
    func equalsFiniteDifferences(_ subject: Subject) throws {
        for joins in [true, false] {
            let bench = try NetworkBench(subject.model, input: subject.input, loss: .meanSquaredError, joins: joins, reachesData: true, inputs: subject.inputs)
            let error = try bench.outputGradientError()
            #expect(error < 1e-5, "\(subject), joined \(joins): \(error)")
        }
    }

    /// What the layout is asked for is all that changes: the loss's gradients by the variables are the same bits.
    @Test(arguments: subjects)
    func theGradientsOfTheLossStayAsTheyAre(_ subject: Subject) throws {
        let gradients = try [false, true].map { reachesData in
            let bench = try NetworkBench(subject.model, input: subject.input, loss: .meanSquaredError, reachesData: reachesData, inputs: subject.inputs)
            _ = bench.network.differentiate(bench.batch)
            #expect((bench.network.inputGradient != nil) == reachesData)
            return bench.network.parameters.map { Array(UnsafeBufferPointer(start: $0.gradient.pointer, count: $0.shape.count)) }
        }
        #expect(gradients[0] == gradients[1])
    }
}
