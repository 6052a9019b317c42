import Datasets
import Networks

/// The prompt for the value of a row of the focused form.
struct SetField: PromptPurpose {
    let path: String

    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect] {
        guard let field = state.builder.fields.first(where: { $0.path == path }) else { return [] }
        let former = state.builder.recipe
        let parsed = field.domain.value(parsing: text)
        if field.domain == .name, let value = parsed, let sentence = state.builder.refusal(ofName: value) { throw Refusal(sentence) }
        guard let value = parsed, state.builder.set(path, to: value) else {
            throw Refusal("\(field.name): expected \(field.expectation), got \(text.isEmpty ? "nothing" : text).")
        }
        if path == BuilderState.target { state.builder.asksForTarget = false }
        return state.describe(changedFrom: former)
    }
}

/// The prompt for the file to which the stack is saved.
struct SaveRecipe: PromptPurpose {
    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect] {
        guard !text.isEmpty, text.last != "/" else {
            throw Refusal("Expected the path of a file such as my-net.yaml, got \(text.isEmpty ? "nothing" : text).")
        }
        let path = text.hasSuffix(".yaml") || text.hasSuffix(".yml") ? text : text + ".yaml"
        if state.builder.recipe.name == "untitled" { state.builder.recipe.name = String(path.split(separator: "/").last?.prefix { $0 != "." } ?? "untitled") }
        return [state.save(to: path)]
    }
}

/// The prompt for a recipe to open: a file, or the id of a shipped one.
struct OpenRecipe: PromptPurpose {
    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect] {
        guard !text.isEmpty else { throw Refusal("Expected the path of a recipe, or the name of a shipped one such as fashion-cnn-mini.") }
        return state.depart(.openFile(path: text))
    }
}

/// The prompt for the path of a person's own data.
struct OpenOwnData: PromptPurpose {
    let source: DataSource

    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect] {
        guard !text.isEmpty else { throw Refusal("Expected a path: \(source.summary). Got nothing.") }
        state.builder.change { $0.data = DataSpec(source: source.at(text), imageSize: source.firstImageSize) }
        state.builder.asksForTarget = source.askedFirst != nil
        return state.describeData()
    }
}

extension Prompt {
    /// A prompt for the value of a row of a form.
    init(for field: FormField) {
        self.init(title: "\(field.name): \(field.help)", purpose: SetField(path: field.path), meaning: field.expectation, suggestion: "\(field.value)")
    }
}
