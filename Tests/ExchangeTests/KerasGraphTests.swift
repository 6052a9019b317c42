import Networks
import Recipes
import Tensors
import TestSupport
import Testing

@testable import Exchange

/// Stacks whose layers read others than the one above them, as Keras programs.
struct KerasGraphTests {
    @Test func aStackWithOtherSourcesIsAFunctionalProgram() throws {
        let program = KerasProgram(try SampleGraphs.residual(), input: [32, 32, 3])
        #expect(
            Array(program.lines.map(\.text)[4...13]) == [
                "inputs = keras.Input(shape=(32, 32, 3))",
                "data = inputs",
                "stem = layers.Conv2D(4, (3, 3), padding=\"same\", activation=\"relu\", name=\"stem\")(data)",
                "x = layers.Conv2D(4, (3, 3), padding=\"same\")(stem)",
                "x = layers.Add()([x, stem])",
                "all_of_it = layers.Concatenate(name=\"all-of-it\")([x, data, stem])",
                "x = layers.GlobalAveragePooling2D()(all_of_it)",
                "lambda_ = layers.GlobalMaxPooling2D(name=\"lambda\")(all_of_it)",
                "x = layers.Dense(3)(lambda_)",
                "model = keras.Model(inputs, x)",
            ])
        #expect(program.lines[8].layer == 3)
    }

    /// A name that nothing refers to changes no program but for the name.
    @Test func aNameAloneKeepsTheSequentialProgram() throws {
        let recipe = try Recipe(yaml: "name: x\ndata: {source: iris}\nmodel: [Dense: {units: 2, name: first}]\n", file: "x.yaml")
        #expect(KerasProgram(recipe, input: [4]).lines.map(\.text).contains("    layers.Dense(2, name=\"first\"),"))
    }

    /// Keras gives the final state of a layer that is asked for it beside its output.
    @Test func initialStatesAreKeras() throws {
        #expect(
            Array(KerasProgram(try SampleGraphs.states(), input: [7, 2]).lines.map(\.text)[4...8]) == [
                "inputs = keras.Input(shape=(7, 2))",
                "encoder, *encoder_state = layers.LSTM(5, return_sequences=True, name=\"encoder\", return_state=True)(inputs)",
                "h = layers.LSTM(5, name=\"h\")(encoder, initial_state=encoder_state)",
                "x = layers.LSTM(5)(encoder, initial_state=[h, h])",
                "model = keras.Model(inputs, x)",
            ])
    }

    private func lines(_ model: String) throws -> [String] {
        KerasProgram(try Recipe(yaml: "name: x\ndata: {source: iris}\nmodel: [\(model)]\nfit: {epochs: 2}\n", file: "x.yaml"), input: [4, 3]).lines.map(\.text)
    }

    /// Names that come to the same word, words of Python and of the program, and a name that is another's state: each variable is its own.
    @Test func everyVariableIsItsOwn() throws {
        let model =
            "GRU: {units: 3, return_sequences: true, name: a-b}, GRU: {units: 3, return_sequences: true, initial_state: a-b, name: a_b}, "
            + "GRU: {units: 3, return_sequences: true, name: a_b_state}, GRU: {units: 3, return_sequences: true, name: x, initial_state: a_b}, "
            + "GRU: {units: 3, return_sequences: true, name: x_}, GRU: {units: 3, return_sequences: true, name: if}, Add: {with: [a-b, a_b_state, x, x_, if]}"
        #expect(
            Array(try lines(model)[4...11]) == [
                "inputs = keras.Input(shape=(4, 3))",
                "a_b_, *a_b__state = layers.GRU(3, return_sequences=True, name=\"a-b\", return_state=True)(inputs)",
                "a_b, *a_b_state_ = layers.GRU(3, return_sequences=True, name=\"a_b\", return_state=True)(a_b_, initial_state=a_b__state)",
                "a_b_state = layers.GRU(3, return_sequences=True, name=\"a_b_state\")(a_b)",
                "x__ = layers.GRU(3, return_sequences=True, name=\"x\")(a_b_state, initial_state=a_b_state_)",
                "x_ = layers.GRU(3, return_sequences=True, name=\"x_\")(x__)",
                "if_ = layers.GRU(3, return_sequences=True, name=\"if\")(x_)",
                "x = layers.Add()([if_, a_b_, a_b_state, x__, x_, if_])",
            ])
    }

    /// Keras names what has no name by its class and a number, and refuses a model with two layers of one name.
    @Test func noNameMeetsOneThatKerasGives() throws {
        let graph = try lines("Conv1D: {filters: 2, kernel_size: 1, name: max_pooling1d_1}, MaxPooling1D, MaxPooling1D: {name: input_layer}, Add: {with: [input_layer]}")
        #expect(
            Array(graph[4...8]) == [
                "inputs = keras.Input(shape=(4, 3), name=\"0.Input\")",
                "max_pooling1d_1 = layers.Conv1D(2, 1, name=\"max_pooling1d_1\")(inputs)",
                "x = layers.MaxPooling1D(name=\"1.MaxPooling1D\")(max_pooling1d_1)",
                "input_layer = layers.MaxPooling1D(name=\"input_layer\")(x)",
                "x = layers.Add()([input_layer, input_layer])",
            ])
        let stack = try lines("Dense: {units: 2, name: flatten}, Flatten, RBM: {hidden_units: 2, name: dense}, Dense: {units: 1}")
        #expect(
            Array(stack[6...10]) == [
                "    layers.Dense(2, name=\"flatten\"),", "    layers.Flatten(name=\"1.Flatten\"),", "    layers.Flatten(name=\"2.Flatten\"),",
                "    layers.Dense(2, activation=\"sigmoid\", name=\"dense\"),  # the hidden units of an RBM, which Keras does not have",
                "    layers.Dense(1, name=\"3.Dense\"),",
            ])
    }

    @Test func aLayerThatKerasDoesNotHaveIsNamed() {
        let model = [LayerSpec.flatten(Flatten()), .rbm(RBM(hiddenUnits: 3))]
        #expect(KerasLayers.problem(model) == nil && KerasLayers.problem(model) { _ in nil } == "Keras has no RBM, which is layer 2")
    }
}
