import Lab
import Screens
import TestSupport
import Testing

/// Editing what is typed: in the gallery's filter, the palette's search and a prompt alike.
struct TypingTests {
    enum Place: CaseIterable { case filter, search, prompt, palette }

    private func bench(_ place: Place) -> LabBench {
        var bench = LabBench(columns: 80, rows: 24)
        bench.send(.galleryLoaded(SampleStates.gallery))
        switch place {
        case .filter: bench.press(.character("/"))
        case .search: bench.press(.character("n"), .character("/"))
        case .prompt: bench.press(.character("n"), .character("o"))
        case .palette: bench.press(.character(":"))
        }
        return bench
    }

    private func field(_ place: Place, _ bench: LabBench) -> TextField {
        switch (place, bench.state.overlay) {
        case (.filter, _): bench.state.gallery.filterField
        case (.search, _): bench.state.builder.search ?? TextField()
        case (_, .prompt(let prompt)): prompt.field
        case (_, .palette(let palette)): palette.field
        default: TextField()
        }
    }

    @Test(arguments: Place.allCases) func theCursorGoesThroughTheLine(_ place: Place) {
        var bench = bench(place)
        bench.type("dense")
        bench.press(.left, .left, .backspace, .character("m"))
        #expect(
            field(place, bench)
                == {
                    var field = TextField("demse"); field.apply(.left); field.apply(.left); return field
                }())
        bench.press(.home, .delete, .character("D"), .end, .character("!"), .right)
        #expect(field(place, bench).text == "Demse!" && field(place, bench).cursor == 6)
        bench.press(.control("w"))
        bench.type("größe 漢字")
        bench.press(.left, .backspace)
        #expect(field(place, bench).text == "größe 字" && field(place, bench).cursor == 6)
        #expect(bench.screen.contains("größe"))
    }

    @Test(arguments: Place.allCases) func aLongLineScrollsAndShowsWhereItGoesOn(_ place: Place) {
        var bench = bench(place)
        bench.type("start-" + String(repeating: "x", count: 100) + "-end")
        let end = drawScreen(bench.state)
        #expect(end.text().contains("-end") && !end.text().contains("start-") && end.cursor != nil)
        bench.press(.home)
        let start = drawScreen(bench.state)
        #expect(start.text().contains("start-") && !start.text().contains("-end") && start.text().contains("x…"))
        #expect(start.cursor?.column ?? 99 < end.cursor?.column ?? 0)
    }
}
