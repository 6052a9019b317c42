import Lab
import Networks
import Training

/// The selected layer's arguments, what they may be, and what follows from them.
enum LayerForm {
    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        let model = builder.recipe.model
        guard model.indices.contains(builder.selection) else {
            return canvas.pane(rect, title: "layer", isFocused: builder.pane == .form) { pane in
                pane.paragraph("No layer is selected.", in: pane.bounds, style: .label)
            }
        }
        let spec = model[builder.selection]
        canvas.pane(rect, title: "\(builder.selection + 1) \(spec.kerasName)", trailing: "Keras' defaults dim", isFocused: builder.pane == .form) { pane in
            let fields = builder.layerFields
            FormRows.draw(fields, selection: builder.pane == .form ? builder.field : nil, pane: .form, in: pane.bounds, &pane)
            var row = fields.count + (fields.isEmpty ? 0 : 1)
            for line in facts(spec, builder) {
                row += pane.paragraph(line.text, in: pane.bounds.cutTop(row).rest, style: line.style)
            }
        }
    }

    private static func facts(_ spec: LayerSpec, _ builder: BuilderState) -> [Span] {
        var lines = [Span(spec.summary, .label), Span(spec.formula, .plain)]
        if let layers = builder.check?.plan.layers, layers.indices.contains(builder.selection) {
            let layer = layers[builder.selection]
            lines.append(Span("\(layer.input.tuple) → \(layer.output.tuple)", .training))
            lines.append(Span("\(Figures.count(layer.flops)) FLOP and \(Figures.bytes(layer.outputBytes)) an example", .label))
            for variable in layer.figures.variables {
                let product = variable.shape.dimensions.map(String.init).joined(separator: " · ")
                lines.append(Span("\(variable.name)  \(product) = \(Figures.count(variable.shape.count))", .label))
            }
        }
        return lines
    }
}

/// Rows of a form: name, value, and what it may be.
enum FormRows {
    static func draw(_ fields: [FormField], selection: Int?, pane: BuilderState.Pane, in rect: Rect, _ canvas: inout Canvas) {
        let names = min(rect.columns / 2, (fields.map(\.name.count).max() ?? 0) + 2)
        let values = min(max(0, rect.columns - names), max(8, (fields.map { LayerText.value($0.value).count }.max() ?? 0) + 2))
        let first = Scrolling.start(selected: selection.map { $0..<$0 + 1 } ?? 0..<0, total: fields.count, visible: rect.rows)
        for (index, field) in fields.enumerated() where index >= first && index - first < rect.rows {
            let line = Rect(column: rect.column, row: rect.row + index - first, columns: rect.columns, rows: 1), isSelected = index == selection
            if isSelected { canvas.select(line) }
            canvas.onClick(line, .builder(.focus(pane, index)))
            canvas.text(field.name, column: line.column, row: line.row, style: isSelected ? .plain : .label, width: names - 1)
            let style: Style = isSelected ? .bold : field.isDefault ? .label : .plain
            canvas.text(LayerText.value(field.value), column: line.column + names, row: line.row, style: style, width: values - 1)
            let rest = line.columns - names - values
            guard rest > 6 else { continue }
            canvas.text(note(field, isSelected: isSelected), column: line.column + names + values, row: line.row, style: .label, width: rest)
        }
    }

    /// The words to choose from, or what the field is for; how it is changed where it is selected.
    private static func note(_ field: FormField, isSelected: Bool) -> String {
        if case .choice(let words) = field.domain { return (isSelected ? "←→ " : "") + words.joined(separator: " ") }
        return isSelected ? "←→ or enter: " + field.help : field.help
    }
}
