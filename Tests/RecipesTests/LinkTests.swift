import Datasets
import Networks
import Recipes
import Tensors
import TestSupport
import Testing

/// Names and sources of layers in a recipe.
struct LinkTests {
    @Test func namesAndSourcesAreReadAndComeBack() throws {
        let recipe = try SampleGraphs.residual()
        #expect(recipe.model[1].links == LayerLinks(name: "stem") && recipe.model[7].links == LayerLinks(from: "lambda"))
        #expect(recipe.model[3] == .add(Add(with: ["stem"])) && recipe.model[4] == .concatenate(Concatenate(with: ["data", "stem"])).named("all-of-it"))
        #expect(try Recipe(yaml: recipe.yaml, file: "copy.yaml") == recipe)
        #expect(recipe.yaml.contains("  - GlobalMaxPooling2D: {name: lambda, from: all-of-it}\n"))
        #expect(StackPlan(model: recipe.model, input: [8, 8, 3], classes: nil).problem?.layer == 5)
    }

    private func error(_ layer: String) -> String {
        do {
            _ = try Recipe(yaml: "name: x\ndata: {source: iris}\nmodel:\n  - \(layer)\n", file: "my.yaml")
            return "nothing"
        } catch { return error.description }
    }

    @Test func whatIsNoNameIsRefusedWithItsLine() {
        #expect(error("Flatten: {name: 1st}") == "my.yaml:4: Flatten name: expected a name of letters, digits, _ and -, a letter first, or null (none), got 1st.")
        #expect(error("Flatten: {from: \"a b\"}").contains("Flatten from: expected the name of a layer further up, or null (the layer above), got a b."))
        #expect(error("Add") == "my.yaml:4: Add needs with: the layers to combine with its input. Add with:")
        #expect(error("Add: {with: [a, 1]}").contains("with: expected names of layers further up"))
        #expect(error("TimeDistributed: {layer: {Dense: {units: 2, name: a}}}").contains("Dense has no key name."))
        #expect(error("Flatten: {nam: a}").contains("Flatten has no key nam. Did you mean name?"))
        #expect(error("Flatten: {name: null, from: null}") == "nothing")
    }

    @Test func initialStatesComeBack() throws {
        let recipe = try SampleGraphs.states()
        #expect(recipe.model[1].references == [LayerReference(argument: "initial_state", name: "encoder", role: .finalState)])
        #expect(recipe.model[2].references == [LayerReference](repeating: LayerReference(argument: "initial_state", name: "h", role: .initialState), count: 2))
        #expect(try Recipe(yaml: recipe.yaml, file: "copy.yaml") == recipe)
        #expect(error("Bidirectional: {layer: {LSTM: {units: 2, initial_state: a}}}").contains("LSTM has no key initial_state"))
    }
}
