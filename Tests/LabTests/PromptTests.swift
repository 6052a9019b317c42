import Lab
import Networks
import Screens
import TestSupport
import Testing

/// A line that is asked for begins empty: what it stands for and what may be typed stand beside it.
struct PromptTests {
    private func bench(_ keys: Key...) -> LabBench {
        var bench = LabBench(columns: 80, rows: 24)
        bench.state = SampleStates.full(page: .build)
        bench.send(.resize(ScreenSize(columns: 80, rows: 24)))
        for key in keys { bench.press(key) }
        return bench
    }

    private func prompt(_ bench: LabBench) -> Prompt? { if case .prompt(let prompt) = bench.state.overlay { prompt } else { nil } }

    @Test func aValueIsKeptTypedAnewOrEdited() {
        func units(_ bench: LabBench) -> ArgumentValue? { bench.state.builder.recipe.model[0].arguments.first { $0.name == "filters" }?.value }
        var kept = bench(.enter, .enter)
        #expect(prompt(kept)?.field.text == "" && prompt(kept)?.suggestion == "16")
        #expect(kept.screen.contains("a whole number from 1 to") && kept.screen.contains("tab edits it"))
        kept.press(.enter)
        #expect(kept.state.overlay == nil && units(kept) == .integer(16))
        var typed = bench(.enter, .enter)
        typed.type("24")
        #expect(!typed.screen.contains("tab edits it"))
        typed.press(.enter)
        #expect(units(typed) == .integer(24))
        var edited = bench(.enter, .enter, .tab)
        edited.type("0")
        edited.press(.enter)
        #expect(units(edited) == .integer(160))
    }

    /// A row that holds none takes what is typed, and nothing of the word itself.
    @Test func noneIsNoPartOfWhatIsTyped() throws {
        var bench = bench(.enter)
        let row = try #require(bench.state.builder.fields.firstIndex { $0.value == .none && $0.name.hasSuffix("regularizer") })
        for _ in 0..<row { bench.press(.down) }
        bench.press(.enter)
        #expect(prompt(bench)?.field.text == "")
        #expect(prompt(bench)?.suggestion == "null", "\(String(describing: prompt(bench)))")
        bench.type("l2")
        #expect(prompt(bench)?.field.text == "l2")
    }

    @Test func theNameOfAFileIsSuggested() {
        var bench = bench(.character("w"))
        #expect(prompt(bench)?.field.text == "" && bench.screen.contains("fashion-in-a-minute.yaml"))
        bench.press(.enter)
        guard case .saveRecipe(_, let path, _, _)? = bench.takeEffects().last else { return #expect(Bool(false)) }
        #expect(path == "fashion-in-a-minute.yaml")
    }
}
