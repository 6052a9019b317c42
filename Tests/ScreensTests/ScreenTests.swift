import Lab
import Screens
import Testing

@Suite struct ScreenTests {
    @Test(arguments: [(0, 0), (1, 1), (2, 1), (1, 40), (59, 20), (60, 19), (60, 20), (79, 24), (80, 24), (119, 30), (120, 36), (300, 100)])
    func everySizeIsDrawnWhole(columns: Int, rows: Int) {
        var state = State()
        state.size = ScreenSize(columns: columns, rows: rows)
        for page in PageName.allCases {
            state.page = page
            let screen = drawScreen(state)
            #expect(screen.columns == columns && screen.rows == rows)
            #expect(screen.cells.count == columns * rows)
        }
    }

    @Test func tooSmallSaysTheSizeThatIsThereAndTheSizeThatIsNeeded() {
        var state = State()
        state.size = ScreenSize(columns: 50, rows: 12)
        let text = drawScreen(state).text()
        #expect(text.contains("50×12"))
        #expect(text.contains("60×20"))
    }
}
