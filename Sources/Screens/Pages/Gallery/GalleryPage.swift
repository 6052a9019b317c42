import Lab
import Networks
import Training

/// The experiments, grouped by what they show; beside them what the selected one is made of.
enum GalleryPage: PageView {
    static let page = PageName.gallery

    static func draw(_ state: State, _ canvas: inout Canvas) {
        guard canvas.breadth != .narrow else { return drawList(state, in: canvas.bounds, &canvas) }
        let parts = canvas.bounds.splitColumns([.share(canvas.breadth == .wide ? 0.52 : 0.56), .share(canvas.breadth == .wide ? 0.48 : 0.44)])
        drawList(state, in: parts[0], &canvas)
        drawDetail(state, in: parts[1], &canvas)
    }

    private static func drawList(_ state: State, in rect: Rect, _ canvas: inout Canvas) {
        let shown = state.gallery.shown, all = state.gallery.entries?.count ?? 0
        let count = shown.count == all ? "\(all) recipes" : "\(shown.count) of \(all) recipes"
        canvas.pane(rect, title: "gallery", trailing: state.gallery.entries == nil ? "" : count, isFocused: true) { pane in
            var list = pane.bounds
            if state.gallery.isFiltering || !state.gallery.filter.isEmpty {
                pane.text("/", column: 0, row: 0, style: .key)
                let line = Rect(column: 2, row: 0, columns: pane.columns - 2, rows: 1)
                if state.gallery.isFiltering {
                    TextFieldView(state.gallery.filterField, placeholder: "type to narrow the list").draw(in: line, &pane)
                } else {
                    pane.text(state.gallery.filter, column: 2, row: 0)
                }
                list = list.cutTop(2).rest
            }
            guard state.gallery.entries != nil else { return pane.text("reading the recipes …", column: 0, row: list.row, style: .label) }
            guard !shown.isEmpty else {
                pane.paragraph("No recipe fits what is typed. Esc shows all again.", in: list, style: .label)
                return
            }
            let (items, selection) = items(shown, selected: state.gallery.selection)
            ListView(items, selection: selection).draw(in: list, &pane)
        }
    }

    /// Recipes under the headings of what they show.
    private static func items(_ entries: [GalleryEntry], selected: Int) -> (items: [ListView.Item], selection: Int?) {
        var items: [ListView.Item] = [], selection: Int?
        var group: String?
        for (place, entry) in entries.enumerated() {
            if group != entry.recipe.shows {
                group = entry.recipe.shows
                let heading = ListView.Line(entry.recipe.shows.isEmpty ? "Your own" : entry.recipe.shows, Style(.accent, isBold: true))
                let first = ListView.Line(heading.leading, trailing: [Span("weights ", .label)])
                items.append(ListView.Item(items.isEmpty ? [first] : [ListView.Line(""), heading]))
            }
            if place == selected { selection = items.count }
            items.append(item(entry, place: place, isSelected: place == selected))
        }
        return (items, selection)
    }

    private static func item(_ entry: GalleryEntry, place: Int, isSelected: Bool) -> ListView.Item {
        let isThere = entry.dataset.missing == nil
        let size = entry.parameters.map { Figures.compact($0) } ?? ""
        let title = ListView.Line(
            [Span(isThere ? "  ● " : "  ○ ", isThere ? .good : .attention), Span(entry.recipe.name, isSelected ? .bold : .plain)],
            trailing: [Span(size + " ", .label)])
        let description = ListView.Line([Span("    " + entry.recipe.description, .label)])
        return ListView.Item([title, description], command: .gallery(.select(place)))
    }

    private static func drawDetail(_ state: State, in rect: Rect, _ canvas: inout Canvas) {
        guard let entry = state.gallery.selected else { return canvas.pane(rect, title: "recipe") { _ in } }
        canvas.pane(rect, title: entry.recipe.name, trailing: entry.id) { pane in
            var row = pane.paragraph(entry.recipe.description, in: pane.bounds) + 1
            let facts = "  " + entry.dataset.facts, isLong = 6 + entry.dataset.title.count + facts.displayColumns > pane.columns
            pane.spans([Span("data  ", .label), Span(entry.dataset.title, .plain), Span(isLong ? "" : facts, .label)], column: 0, row: row)
            if isLong {
                row += 1
                pane.text(entry.dataset.facts, column: 6, row: row, style: .label)
            }
            row += 1
            if let missing = entry.dataset.missing {
                row += pane.paragraph(missing, in: pane.bounds.cutTop(row).rest, style: .attention)
            }
            let fit = entry.recipe.fit
            if let compile = entry.recipe.compile {
                pane.spans(
                    [
                        Span("fit   ", .label), Span("\(fit.epochs) epochs", .plain), Span(" of batches of \(fit.batchSize), ", .label),
                        Span(compile.optimizer.kerasName, .plain), Span(" at \(compile.optimizer.learningRate)", .label),
                    ],
                    column: 0, row: row)
                row += 1
            }
            row += 1
            row = drawExamples(state.gallery.facts[entry.recipe.data], from: row, &pane)
            drawStack(entry, in: pane.bounds.cutTop(row).rest, &pane)
        }
    }

    /// A row of the data's examples, where there is room and they are pictures.
    private static func drawExamples(_ facts: DatasetFacts?, from row: Int, _ pane: inout Canvas) -> Int {
        let height = min(8, (pane.rows - row) / 3)
        guard height >= 4 else { return row }
        guard let facts, facts.inputShape.rank == 3 else { return row + height + 2 }
        let width = height * 2
        var column = 0
        for example in facts.examples {
            guard column + width <= pane.columns else { break }
            let picture = MapView(
                image: example.input.values, rows: facts.inputShape[0], columns: facts.inputShape[1], channels: facts.inputShape[2])
            let place = picture.draw(in: Rect(column: column, row: row, columns: width, rows: height), &pane)
            if let label = example.label, facts.classNames.indices.contains(label) {
                pane.text(facts.classNames[label], column: column, row: row + height, style: .label, width: width)
            }
            column += max(place.columns, width) + 2
        }
        return row + height + 2
    }

    private static func drawStack(_ entry: GalleryEntry, in rect: Rect, _ pane: inout Canvas) {
        guard let plan = entry.plan else { return }
        let layers = plan.layers, isNarrow = rect.columns < 45
        let columns: [TableView.Column] =
            isNarrow
            ? [.init("layer", .share(1)), .init("output", .fixed(9))]
            : [.init("layer", .share(1)), .init("output", .fixed(11)), .init("weights", .fixed(10), .trailing)]
        TableView(columns: columns, rowCount: layers.count + 1, selection: nil).draw(in: rect, &pane) { row, column in
            guard row < layers.count else {
                let total = Span(Figures.count(plan.parameters), .bold)
                return [[Span("total weights", .label)], isNarrow ? [total] : [], [total]][column]
            }
            let layer = layers[row]
            switch column {
            case 0: return [Span(LayerText.title(layer.spec), .plain)]
            case 1: return [Span("\(layer.output)", .training)]
            default: return [Span(layer.parameters > 0 ? Figures.count(layer.parameters) : "", .plain)]
            }
        }
    }
}
