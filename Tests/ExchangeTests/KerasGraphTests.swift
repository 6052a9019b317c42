import Exchange
import Networks
import Recipes
import Tensors
import Testing

/// Stacks whose layers read others than the one above them, as Keras programs.
struct KerasGraphTests {
    private let residual = """
        name: x
        data: {source: colour-icons-32}
        model:
          - Input: {name: data}
          - Conv2D: {filters: 4, kernel_size: [3, 3], padding: same, activation: relu, name: stem}
          - Conv2D: {filters: 4, kernel_size: [3, 3], padding: same}
          - Add: {with: [stem]}
          - Concatenate: {with: [data, stem], axis: -1, name: all-of-it}
          - GlobalAveragePooling2D
          - GlobalMaxPooling2D: {from: all-of-it, name: lambda}
          - Dense: {units: 3, from: lambda}
        fit: {epochs: 2}

        """

    @Test func aStackWithOtherSourcesIsAFunctionalProgram() throws {
        let program = KerasProgram(try Recipe(yaml: residual, file: "x.yaml"), input: [32, 32, 3])
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
        let yaml = """
            name: x
            data: {source: iris}
            model:
              - LSTM: {units: 5, return_sequences: true, name: encoder}
              - LSTM: {units: 5, initial_state: encoder, name: h}
              - LSTM: {units: 5, initial_state: [h, h], from: encoder}
            fit: {epochs: 2}

            """
        let recipe = try Recipe(yaml: yaml, file: "x.yaml")
        #expect(
            Array(KerasProgram(recipe, input: [7, 2]).lines.map(\.text)[4...8]) == [
                "inputs = keras.Input(shape=(7, 2))",
                "encoder, *encoder_state = layers.LSTM(5, return_sequences=True, name=\"encoder\", return_state=True)(inputs)",
                "h = layers.LSTM(5, name=\"h\")(encoder, initial_state=encoder_state)",
                "x = layers.LSTM(5)(encoder, initial_state=[h, h])",
                "model = keras.Model(inputs, x)",
            ])
    }
}
