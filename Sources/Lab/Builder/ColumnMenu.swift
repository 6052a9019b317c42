import Datasets

extension BuilderState {
    static let target = "source.target"

    /// The menu of the table's columns, for a row that names one; `nil` for other rows, or where no columns are known.
    func columnMenu(_ field: FormField) -> Menu? {
        guard let named = recipe.data.picked(field.path), !columns.isEmpty else { return nil }
        let chosen = field.value.description
        var items = columns.map { name in
            Menu.Item(title: name, detail: name == chosen ? "chosen" : "", command: .builder(.pickColumn(path: field.path, name)))
        }
        if !named.isRequired { items.append(Menu.Item(title: "none", detail: none(field.path), command: .builder(.pickColumn(path: field.path, nil)))) }
        if field.path == Self.target { items.append(Menu.Item(title: "several", detail: "type the names of columns of numbers", command: .builder(.type(path: field.path)))) }
        var menu = Menu(title: field.path == Self.target ? "the column to predict" : field.help, items: items)
        menu.selection = columns.firstIndex(of: chosen) ?? (field.path == Self.target ? columns.count - 1 : 0)
        return menu
    }

    private func none(_ path: String) -> String {
        guard path == Self.target else { return "" }
        return recipe.data.source.family.learnsWhatComesNext ? "all columns of the next row" : "the inputs themselves, as in an autoencoder"
    }

    /// The menu for the target of a table that was just chosen.
    fileprivate var targetMenu: Menu? { fitFields.first { $0.path == Self.target }.flatMap(columnMenu) }
}

extension State {
    /// Takes note of a table's columns, after it or at least its first line has been read.
    mutating func learnColumns(_ columns: [String], of data: DataSpec) {
        builder.tableColumns = TableColumns(data: data, names: columns)
        guard builder.asksForTarget, let menu = builder.targetMenu, page == .build, overlay == nil else { return }
        builder.asksForTarget = false
        overlay = .menu(menu)
    }
}
