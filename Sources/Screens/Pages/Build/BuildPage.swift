import Lab
import Networks
import Recipes

/// The stack with its ledger, the selected layer's form, the palette, compile and fit, and the same in Keras.
enum BuildPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        let builder = state.builder, bounds = canvas.bounds
        let fitRows = min(bounds.rows / 3, 11)
        switch canvas.breadth {
        case .wide:
            let columns = bounds.splitColumns([.share(0.58), .share(0.42)])
            let left = columns[0].splitRows([.share(1), .fixed(fitRows)])
            let right = columns[1].splitRows([.share(0.4), .fixed(LayerPalette.rows + 2), .share(0.34)])
            StackLedger.draw(builder, in: left[0], &canvas)
            FitForm.draw(builder, in: left[1], &canvas)
            LayerForm.draw(builder, in: right[0], &canvas)
            LayerPalette.draw(builder, in: right[1], &canvas)
            drawProgram(builder, in: right[2], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.share(0.56), .share(0.44)])
            StackLedger.draw(builder, in: columns[0], &canvas)
            if builder.pane == .fit { return FitForm.draw(builder, in: columns[1], &canvas) }
            let right = columns[1].splitRows([.share(1), .fixed(LayerPalette.rows + 2)])
            if builder.showsData { drawProgram(builder, in: right[0], &canvas) } else { LayerForm.draw(builder, in: right[0], &canvas) }
            LayerPalette.draw(builder, in: right[1], &canvas)
        case .narrow:
            let parts = bounds.splitRows([.share(0.58), .share(0.42)])
            StackLedger.draw(builder, in: parts[0], &canvas)
            switch builder.pane {
            case .stack, .form: LayerForm.draw(builder, in: parts[1], &canvas)
            case .palette: LayerPalette.draw(builder, in: parts[1], &canvas)
            case .fit: FitForm.draw(builder, in: parts[1], &canvas)
            }
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
