import Lab
import Networks
import Training

/// What the selected layer does, its arguments, and what follows from them.
enum LayerForm {
    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        let model = builder.recipe.model, isFocused = builder.pane == .form
        guard model.indices.contains(builder.selection) else {
            return canvas.pane(rect, title: "layer", isFocused: isFocused) { pane in
                pane.paragraph("No layer is selected.", in: pane.bounds, style: .label)
            }
        }
        let spec = model[builder.selection]
        canvas.pane(rect, title: "\(builder.selection + 1) \(spec.kerasName)", trailing: "Keras' defaults dim", isFocused: isFocused) { pane in
            let fields = builder.layerFields
            var row = pane.paragraph(spec.summary, in: pane.bounds.cutTop(2).top, style: .label)
            row += pane.paragraph(spec.formula, in: pane.bounds.cutTop(row).rest.cutTop(2).top)
            let facts = facts(builder)
            let room = pane.bounds.cutTop(row + 1).rest, wanted = FormRows.count(fields)
            // What follows from the arguments stands below them where there is room for both.
            let factRows = isFocused ? 0 : max(0, min(facts.count, room.rows - min(wanted, 4) - 1))
            let (form, below) = room.cutBottom(room.rows - min(room.rows, isFocused ? room.rows : min(wanted, room.rows - factRows - (factRows > 0 ? 1 : 0))))
            FormRows.draw(fields, selection: isFocused ? builder.field : nil, pane: .form, in: form, &pane)
            for (offset, line) in facts.prefix(max(0, below.rows - 1)).enumerated() { pane.spans([line], column: 0, row: below.row + 1 + offset) }
        }
    }

    private static func facts(_ builder: BuilderState) -> [Span] {
        guard let layers = builder.check?.plan.layers, layers.indices.contains(builder.selection) else { return [] }
        let layer = layers[builder.selection]
        let head = [
            Span("\(layer.input.tuple) → \(layer.output.tuple)", .training),
            Span("\(Figures.count(layer.flops)) FLOP and \(Figures.bytes(layer.outputBytes)) an example", .label),
        ]
        return head
            + layer.figures.variables.map { variable in
                let product = variable.shape.dimensions.map(String.init).joined(separator: " · ")
                return Span("\(variable.name)  \(product) = \(Figures.count(variable.shape.count))", .label)
            }
    }
}
