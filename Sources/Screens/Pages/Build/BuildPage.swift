import Lab
import Networks
import Recipes

/// The stack with its ledger, the selected layer's form, the palette, compile and fit, and the same in Keras. What has the focus gets the room that it needs.
enum BuildPage: PageView {
    static let page = PageName.build

    static func draw(_ state: State, _ canvas: inout Canvas) {
        let builder = state.builder, bounds = canvas.bounds
        switch canvas.breadth {
        case .wide: drawWide(builder, in: bounds, &canvas)
        case .medium:
            let columns = bounds.splitColumns([.share(0.56), .share(0.44)])
            StackLedger.draw(builder, in: columns[0], &canvas)
            drawSide(builder, in: columns[1], &canvas)
        case .narrow:
            let parts = bounds.splitRows(builder.pane == .stack ? [.share(0.58), .share(0.42)] : [.share(0.36), .share(0.64)])
            StackLedger.draw(builder, in: parts[0], &canvas)
            switch builder.pane {
            case .stack, .form: LayerForm.draw(builder, in: parts[1], &canvas)
            case .palette: LayerPalette.draw(builder, in: parts[1], &canvas)
            case .fit: FitForm.draw(builder, in: parts[1], &canvas)
            }
        }
    }

    private static func drawWide(_ builder: BuilderState, in bounds: Rect, _ canvas: inout Canvas) {
        let columns = bounds.splitColumns([.share(0.58), .share(0.42)])
        let fitRows = builder.pane == .fit ? bounds.rows * 3 / 5 : min(bounds.rows / 3, FitForm.summaryRows + 2)
        let left = columns[0].splitRows([.share(1), .fixed(fitRows)])
        StackLedger.draw(builder, in: left[0], &canvas)
        FitForm.draw(builder, in: left[1], &canvas)
        let paletteRows = LayerPalette.collapsedRows + 2
        switch builder.pane {
        case .palette:
            let right = columns[1].splitRows([.share(1), .share(0.34)])
            LayerPalette.draw(builder, in: right[0], &canvas)
            drawProgram(builder, in: right[1], &canvas)
        case .form:
            let right = columns[1].splitRows([.share(1), .fixed(paletteRows)])
            LayerForm.draw(builder, in: right[0], &canvas)
            LayerPalette.draw(builder, in: right[1], &canvas)
        case .stack, .fit:
            let right = columns[1].splitRows([.share(0.42), .fixed(paletteRows), .share(0.34)])
            LayerForm.draw(builder, in: right[0], &canvas)
            LayerPalette.draw(builder, in: right[1], &canvas)
            drawProgram(builder, in: right[2], &canvas)
        }
    }

    /// The right half of a screen that has room for one form at a time.
    private static func drawSide(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        switch builder.pane {
        case .fit: FitForm.draw(builder, in: rect, &canvas)
        case .palette: LayerPalette.draw(builder, in: rect, &canvas)
        case .form where rect.rows < 34: LayerForm.draw(builder, in: rect, &canvas)
        case .stack, .form:
            let right = rect.splitRows([.share(1), .fixed(LayerPalette.collapsedRows + 2)])
            if builder.showsData { drawProgram(builder, in: right[0], &canvas) } else { LayerForm.draw(builder, in: right[0], &canvas) }
            LayerPalette.draw(builder, in: right[1], &canvas)
        }
    }

    private static func drawProgram(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        if builder.showsData, let facts = builder.currentFacts {
            DataPreview.draw(facts, in: rect, &canvas)
        } else {
            KerasView.draw(builder, in: rect, &canvas)
        }
    }
}
