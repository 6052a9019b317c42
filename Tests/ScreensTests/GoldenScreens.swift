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
        let page: PageName
        let columns: Int, rows: Int
        let glyphs: Appearance.Glyphs
        let theme: Appearance.Theme

        var name: String { "\(page)-\(columns)x\(rows)-\(glyphs)-\(theme)" }
        var testDescription: String { name }
    }

    static let views: [View] = PageName.allCases.flatMap { page in
        [
            View(page: page, columns: 60, rows: 20, glyphs: .ascii, theme: .mono), View(page: page, columns: 80, rows: 24, glyphs: .ascii, theme: .mono),
            View(page: page, columns: 80, rows: 24, glyphs: .blocks, theme: .light), View(page: page, columns: 120, rows: 36, glyphs: .braille, theme: .dark),
            View(page: page, columns: 200, rows: 60, glyphs: .braille, theme: .dark),
        ]
    }

    @Test(arguments: views)
    func looksAsRecorded(_ view: View) throws {
        if let utc = TimeZone(identifier: "UTC") { NSTimeZone.default = utc }
        var state = SampleStates.full(page: view.page)
        state.size = ScreenSize(columns: view.columns, rows: view.rows)
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
        for page in PageName.allCases {
            for (columns, rows) in [(60, 20), (61, 21), (79, 23), (80, 24), (97, 31), (119, 40), (120, 20), (140, 50), (300, 100)] {
                for layer in [0, 1, 5] {
                    var state = SampleStates.full(page: page, layer: layer)
                    state.size = ScreenSize(columns: columns, rows: rows)
                    let screen = drawScreen(state)
                    for row in 1..<rows - 1 {
                        let edges = [screen[0, row].character, screen[columns - 1, row].character]
                        #expect(edges.allSatisfy { "│╭╰╮╯ ✗✓!".contains($0) }, "\(page) \(columns)×\(rows), row \(row): \(edges)")
                    }
                }
            }
        }
    }
}
