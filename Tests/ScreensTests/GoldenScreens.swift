import Foundation
import Lab
import Screens
import TestSupport
import Testing

/// Every page at every width, glyph and colour level, as text; what a page looks like changes only on purpose. The pages are drawn without the frame around
/// them, which has its own files: what changes there changes no page's.
///
/// To record them anew: STRATA_RECORD=1 swift test -c release --filter GoldenScreens, then look at what changed.
struct GoldenScreens {
    struct View: Sendable, CustomTestStringConvertible {
        let scene: SampleScene
        let columns: Int, rows: Int
        let glyphs: Appearance.Glyphs
        let theme: Appearance.Theme

        var name: String { "\(scene.name)-\(columns)x\(rows)-\(glyphs)-\(theme)" }
        var testDescription: String { name }
    }

    static let views: [View] = SampleScene.allCases.flatMap { scene in
        [
            View(scene: scene, columns: 60, rows: 20, glyphs: .ascii, theme: .mono), View(scene: scene, columns: 80, rows: 24, glyphs: .ascii, theme: .mono),
            View(scene: scene, columns: 80, rows: 24, glyphs: .blocks, theme: .light), View(scene: scene, columns: 120, rows: 36, glyphs: .braille, theme: .dark),
            View(scene: scene, columns: 200, rows: 60, glyphs: .braille, theme: .dark),
        ]
    }

    @Test(arguments: views)
    func looksAsRecorded(_ view: View) throws {
        if let utc = TimeZone(identifier: "UTC") { NSTimeZone.default = utc }
        var state = view.scene.state(columns: view.columns, rows: view.rows)
        state.appearance = Appearance(theme: view.theme, glyphs: view.glyphs)
        state.toast = nil
        let colours: ColourLevel = view.theme == .mono ? .none : view.glyphs == .blocks ? .sixteen : .full
        let page = drawPage(state, columns: view.columns, rows: state.size.pageRows, colours: colours)
        try compare(view.columns == 80 ? page.annotated(Theme(view.theme, colours: colours)) : page.text(), with: view.name)
        // The frame leaves the page as it is.
        let screen = drawScreen(state, colours: colours)
        for row in 0..<page.rows { #expect(Array(screen.row(row + 1)) == Array(page.row(row)), "\(view.name), row \(row)") }
    }

    /// The lines above and below the pages, on each page and under each overlay.
    @Test(arguments: [60, 80, 120, 200], [Appearance.Glyphs.braille, .ascii])
    func theFrameLooksAsRecorded(columns: Int, glyphs: Appearance.Glyphs) throws {
        let question = Question(title: "Go?", answers: [.init(key: "s", sentence: "Stop and save it.", command: .back), .init(key: "g", sentence: "Go on.", command: .back)])
        let keys: [(String, (inout LabBench) -> Void)] = [
            ("help", { $0.press(.character("?")) }), ("log", { $0.press(.character("L")) }), ("palette", { $0.press(.character(":")) }),
            ("palette without a match", { $0.type(":xyzzy") }), ("menu", { $0.type("2g") }), ("prompt", { $0.type("2o") }), ("filter", { $0.type("1/") }),
            ("search", { $0.type("2/") }), ("unsaved", { $0.type("2c") }), ("question", { $0.state.overlay = .question(question) }),
            ("toast", { $0.state.toast = Toast(.attention, "The run is being prepared.") }),
        ]
        let pages = PageName.allCases.map { page in (page.description, { (bench: inout LabBench) in bench.send(.command(.show(page))) }) }
        var got = ""
        for (name, prepare) in pages + keys {
            var bench = LabBench()
            bench.state = SampleStates.full(page: .train)
            bench.send(.resize(ScreenSize(columns: columns, rows: 24)))
            bench.state.appearance.glyphs = glyphs
            prepare(&bench)
            let screen = drawScreen(bench.state), lines = screen.text().split(separator: "\n", omittingEmptySubsequences: false)
            got += "── \(name)\n\(lines[0])\n\(lines[22])\n\(lines[23])\n"
        }
        try compare(got, with: "frame-\(columns)-\(glyphs)")
    }

    private func compare(_ got: String, with name: String) throws {
        if ProcessInfo.processInfo.environment["STRATA_RECORD"] != nil {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
            try Data(got.utf8).write(to: folder.appendingPathComponent(name + ".txt"))
            return
        }
        let file = try #require(Bundle.module.resourceURL).appendingPathComponent("Golden/\(name).txt")
        let wanted = try String(contentsOf: file, encoding: .utf8)
        #expect(got == wanted, "\(name) differs from what was recorded:\n\(got)")
    }

    /// What a page holds stays inside its borders: no line is longer than the screen, and the borders are whole.
    @Test func nothingLeavesItsPaneAtAnySize() {
        let sizes = [(60, 20), (61, 21), (79, 23), (80, 24), (97, 31), (119, 40), (120, 20), (140, 50), (300, 100)]
        for scene in SampleScene.allCases {
            for (columns, rows) in sizes { expectWholeBorders(drawScreen(scene.state(columns: columns, rows: rows)), scene.name) }
        }
        for page in PageName.allCases {
            for (columns, rows) in sizes {
                for layer in [0, 1, 5] {
                    var state = SampleStates.full(page: page, layer: layer)
                    state.size = ScreenSize(columns: columns, rows: rows)
                    expectWholeBorders(drawScreen(state), page.description)
                }
            }
        }
    }

    private func expectWholeBorders(_ screen: CellBuffer, _ name: String) {
        for row in 1..<screen.rows - 1 {
            let edges = [screen[0, row].character, screen[screen.columns - 1, row].character]
            #expect(edges.allSatisfy { "│╭╰╮╯ ✗✓!".contains($0) }, "\(name) \(screen.columns)×\(screen.rows), row \(row): \(edges)")
        }
    }
}
