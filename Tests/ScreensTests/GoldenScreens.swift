import Foundation
import Lab
import Screens
import TestSupport
import Testing

/// Every page at every width, glyph and colour level, as text; what a page looks like changes only on purpose.
///
/// To record them anew: STRATA_RECORD=1 swift test -c release --filter GoldenScreens, then look at what changed.
struct GoldenScreens {
    struct View: Sendable, CustomTestStringConvertible {
        let scene: SampleScene
        let columns: Int, rows: Int
        let glyphs: Appearance.Glyphs
        let theme: Appearance.Theme

        var name: String { "\(scene.rawValue)-\(columns)x\(rows)-\(glyphs)-\(theme)" }
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
        let screen = drawScreen(state, colours: colours)
        let got = view.columns == 80 ? screen.annotated(Theme(view.theme, colours: colours)) : screen.text()
        if ProcessInfo.processInfo.environment["STRATA_RECORD"] != nil {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
            try Data(got.utf8).write(to: folder.appendingPathComponent(view.name + ".txt"))
            return
        }
        let file = try #require(Bundle.module.resourceURL).appendingPathComponent("Golden/\(view.name).txt")
        let wanted = try String(contentsOf: file, encoding: .utf8)
        #expect(got == wanted, "\(view.name) differs from what was recorded:\n\(got)")
    }

    /// What a page holds stays inside its borders: no line is longer than the screen, and the borders are whole.
    @Test func nothingLeavesItsPaneAtAnySize() {
        let sizes = [(60, 20), (61, 21), (79, 23), (80, 24), (97, 31), (119, 40), (120, 20), (140, 50), (300, 100)]
        for scene in SampleScene.allCases {
            for (columns, rows) in sizes { expectWholeBorders(drawScreen(scene.state(columns: columns, rows: rows)), scene.rawValue) }
        }
        for page in PageName.allCases {
            for (columns, rows) in sizes {
                for layer in [0, 1, 5] {
                    var state = SampleStates.full(page: page, layer: layer)
                    state.size = ScreenSize(columns: columns, rows: rows)
                    expectWholeBorders(drawScreen(state), page.rawValue)
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
