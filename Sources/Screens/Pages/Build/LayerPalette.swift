import Lab
import Networks

/// The layers to choose from, grouped as a course groups them.
enum LayerPalette {
    private struct Group {
        let family: LayerFamily
        /// Places in the palette.
        let places: [Int]
    }

    private static let groups: [Group] = LayerFamily.allCases
        .map { family in Group(family: family, places: LayerSpec.all.indices.filter { LayerSpec.all[$0].family == family }) }
        .filter { !$0.places.isEmpty }

    /// A row a group, and one for what the chosen layer does.
    static let rows = groups.count + 1

    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        let isFocused = builder.pane == .palette
        canvas.pane(rect, title: "add a layer", trailing: isFocused ? "enter inserts" : "a", isFocused: isFocused) { pane in
            for (row, group) in groups.enumerated() {
                pane.text(group.family.rawValue, column: 0, row: row, style: .accent, width: 10)
                var column = 10
                for place in group.places {
                    let spec = LayerSpec.all[place]
                    let name = Rect(column: column, row: row, columns: spec.kerasName.count + 2, rows: 1)
                    let isChosen = isFocused && place == builder.paletteSelection
                    if isChosen { pane.select(name) }
                    pane.text(spec.kerasName, column: column + 1, row: row, style: isChosen ? .bold : .plain)
                    pane.onClick(name, .builder(.focus(.palette, place)))
                    column += name.columns
                }
            }
            if isFocused, LayerSpec.all.indices.contains(builder.paletteSelection) {
                pane.text(LayerSpec.all[builder.paletteSelection].summary, column: 0, row: groups.count, style: .label)
            }
        }
    }
}
