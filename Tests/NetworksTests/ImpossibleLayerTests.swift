import Networks
import Tensors
import Testing

/// Every impossible argument is one sentence with layer, argument, expected and got; nothing is built.
struct ImpossibleLayerTests {
    private func problem(_ model: [LayerSpec], _ input: Shape) -> String? { StackPlan(model: model, input: input, classes: 4).problem?.description }

    private func spec(_ name: String, _ values: [String: ArgumentValue]) -> LayerSpec {
        var spec = LayerSpec(kerasName: name) ?? .flatten(Flatten())
        for (argument, value) in values {
            let isTaken = spec.set(argument, to: value)
            #expect(isTaken, "\(name) \(argument)")
        }
        return spec
    }

    @Test func whatDoesNotFitIsSaidWithTheRepair() {
        let masked = LayerSpec.embedding(Embedding(inputDim: 9, outputDim: 3, masksZero: true))
        let cases: [(model: [LayerSpec], input: Shape, says: String)] = [
            ([spec("Conv2D", ["kernel_size": .pair(9, 3)])], [8, 8, 1], "Layer 1 (Conv2D): kernel_size 9×3 is larger than its input, 8×8."),
            ([spec("Conv2D", ["kernel_size": .pair(3, 3), "dilation_rate": .pair(5, 5)])], [8, 8, 1], "Layer 1 (Conv2D): kernel_size 3×3 reaches over 11×11"),
            ([spec("Conv2D", ["strides": .pair(2, 2), "dilation_rate": .pair(2, 2)])], [8, 8, 1], "Layer 1 (Conv2D): dilation_rate 2×2 needs strides of 1"),
            ([spec("Conv1D", ["kernel_size": .integer(9)])], [8, 2], "Layer 1 (Conv1D): kernel_size 9 is larger than its input of 8 steps."),
            ([spec("MaxPooling1D", [:])], [8, 8, 1], "Layer 1 (MaxPooling1D): expects sequences (steps, features), got (8, 8, 1)."),
            ([spec("MaxPooling2D", [:])], [8], "Layer 1 (MaxPooling2D): expects images (height, width, channels), got (8,)."),
            (
                [spec("Cropping2D", ["cropping": .edges(Edges(top: 4, bottom: 4, left: 0, right: 0))])], [8, 8, 1],
                "Layer 1 (Cropping2D): cropping [[4, 4], [0, 0]] removes all of its input, 8×8."
            ),
            ([spec("Reshape", ["target_shape": .integers([3, 3])])], [8], "Layer 1 (Reshape): target_shape [3, 3] can't hold the 8 values of (8,)."),
            ([spec("Permute", ["dims": .integers([1, 1])])], [8, 2], "Layer 1 (Permute): dims [1, 1]: expected each axis of (8, 2) once"),
            ([spec("RepeatVector", [:])], [8, 2], "Layer 1 (RepeatVector): expects a flat input, got (8, 2)."),
            (
                [spec("LSTM", [:])], [8],
                "Layer 1 (LSTM): expects sequences (steps, features), got (8,). Reshape it to one number per step; put an Embedding before it where the numbers are indices of symbols."
            ),
            ([spec("LSTM", ["activation": .choice("gelu")])], [8, 2], "Layer 1 (LSTM): activation: expected linear, relu,"),
            ([spec("GRU", ["recurrent_activation": .choice("softmax")])], [8, 2], "Layer 1 (GRU): recurrent_activation: expected linear, relu,"),
            ([spec("Masking", [:])], [8], "Layer 1 (Masking): expects sequences (steps, features), got (8,). Only steps can be masked"),
            ([spec("Masking", [:])], [8, 8, 1], "Layer 1 (Masking): expects sequences (steps, features)"),
            ([masked, .flatten(Flatten())], [8], "Layer 2 (Flatten): can't skip the masked steps that layer 1 (Embedding) marks."),
            ([masked, spec("Conv1D", [:])], [8], "Layer 2 (Conv1D): can't skip the masked steps that layer 1 (Embedding) marks."),
            ([spec("Embedding", [:])], [8, 8, 1], "Layer 1 (Embedding): expects a sequence of whole numbers (steps), got (8, 8, 1). Remove it, or give it data of symbols"),
            ([spec("TimeDistributed", [:])], [8], "Layer 1 (TimeDistributed): expects a sequence (steps, …), got (8,). Use Dense itself here."),
            (
                [spec("TimeDistributed", ["layer": .layer(spec("Conv2D", ["kernel_size": .pair(9, 9)]))])], [3, 8, 8, 1],
                "Layer 1 (TimeDistributed): its Conv2D kernel_size 9×9 is larger than its input, 8×8."
            ),
            ([spec("SpatialDropout2D", [:])], [8], "Layer 1 (SpatialDropout2D): expects images"),
            (
                [spec("UpSampling2D", ["size": .pair(1_024, 1_024)]), spec("UpSampling2D", ["size": .pair(1_024, 1_024)]), spec("UpSampling2D", ["size": .pair(1_024, 1_024)])],
                [64, 64, 1], "would need more memory than can be addressed"
            ),
        ]
        for (model, input, says) in cases {
            let sentence = problem(model, input)
            #expect(sentence?.contains(says) ?? false, "expected \(says), got \(sentence ?? "nothing")")
        }
    }

    /// What reads sequences says how other inputs become such, and the first repair is legal.
    @Test(arguments: ["SimpleRNN", "LSTM", "GRU", "Bidirectional"], [[8], [8, 8, 1], [2, 8, 8, 1]])
    func whatReadsSequencesOffersARepair(_ name: String, _ input: [Int]) {
        let layer = spec(name, [:]), problem = StackPlan(model: [layer], input: Shape(input), classes: 4).problem
        guard case .insertBefore(let repair)? = problem?.problem.repairs.first else { return #expect(Bool(false), "\(name) over \(input) has no repair") }
        #expect(problem?.description.contains("Reshape") ?? false)
        #expect(StackPlan(model: [repair, layer], input: Shape(input), classes: 4).problem == nil)
    }

    @Test func whatIsOutOfItsRangeIsNotTaken() throws {
        let values: [(String, String, ArgumentValue)] = [
            ("Dense", "units", .integer(0)), ("Dropout", "rate", .real(1.5)), ("Dropout", "rate", .real(.nan)), ("Conv2D", "filters", .integer(-3)),
            ("Conv2D", "strides", .pair(0, 1)),
            ("LSTM", "recurrent_dropout", .real(1)), ("Embedding", "input_dim", .integer(0)), ("GaussianNoise", "stddev", .real(-1)),
            ("BatchNormalization", "epsilon", .real(-0.1)),
            ("Bidirectional", "layer", .layer(.dense(Dense()))), ("TimeDistributed", "layer", .layer(.embedding(Embedding()))), ("Bidirectional", "layer.units", .integer(0)),
            ("Dense", "kernel_regularizer", .form(FormText("l3", [:]))), ("Dense", "kernel_regularizer", .form(FormText("l2", ["l2": .number(-1)]))),
            ("Dense", "kernel_initializer", .form(FormText("random_normal", ["variance": .number(1)]))), ("RBM", "k", .integer(0)),
            ("UpSampling2D", "interpolation", .choice("cubic")),
        ]
        for (name, argument, value) in values {
            var spec = try #require(LayerSpec(kerasName: name))
            let before = spec, isTaken = spec.set(argument, to: value)
            #expect(!isTaken && spec == before, "\(name) \(argument) \(value)")
        }
    }

    /// Nothing traps, whatever follows whatever over inputs of every rank.
    @Test func anyStackIsPlannedOrRefused() {
        let random = RandomGenerator(seed: 1, purpose: .sampling), inputs: [Shape] = [[7], [6, 5], [9, 8, 2], [3, 8, 7, 2]]
        var planned = 0
        for trial in 0..<4_000 {
            let model = (0..<4).map { LayerSpec.all[random.integer(below: LayerSpec.all.count, stream: UInt64(trial), index: $0)] }
            let plan = StackPlan(model: model, input: inputs[trial % inputs.count], classes: 4)
            if plan.problem == nil {
                planned += 1
                #expect(NetworkLayout(plan: plan, capacity: 2).bytes(slots: 2, threads: 2) > 0)
            }
        }
        #expect(planned > 100)
    }
}
