import Lab

/// The keys that work here, from the table; those that can't work now are faint. Help stands at the right end.
enum BottomLine {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        var groups = self.groups(in: state)
        var end = canvas.columns - 1
        if let help = groups.firstIndex(where: { $0.keys.first?.command == .help }) {
            let group = groups.remove(at: help)
            end -= group.columns
            draw(group, column: end, state, &canvas)
            end -= 2
        }
        var column = 1
        for (index, group) in groups.enumerated() {
            let isLast = index == groups.count - 1
            guard column + group.columns + (isLast ? 0 : 2) <= end else {
                canvas.text("…", column: min(column, end - 1), row: 0, style: .label, width: 1)
                return
            }
            draw(group, column: column, state, &canvas)
            column += group.columns + 2
        }
    }

    private static func draw(_ group: Group, column: Int, _ state: State, _ canvas: inout Canvas) {
        var column = column
        let start = column
        let isDead = group.keys.allSatisfy { $0.isUnavailable }
        for key in group.keys {
            let width = key.name.displayColumns
            canvas.text(key.name, column: column, row: 0, style: key.isUnavailable ? Style.label.faint : .key, width: width)
            canvas.onClick(Rect(column: column, row: 0, columns: width + 1, rows: 1), action: key.action)
            column += width + (group.isTight ? 0 : 1)
        }
        if group.isTight { column += 1 }
        canvas.text(group.label, column: column, row: 0, style: isDead ? Style.label.faint : .label)
        if let last = group.keys.last, group.keys.count == 1 {
            canvas.onClick(Rect(column: start, row: 0, columns: group.columns, rows: 1), action: last.action)
        }
    }

    /// Keys with one label: `J K move`.
    struct Group {
        struct ShownKey {
            let name: String
            let action: Action
            let command: Command?
            let isUnavailable: Bool
        }
        var keys: [ShownKey]
        let label: String

        /// Arrows stand close together.
        var isTight: Bool { keys.count > 1 && keys.allSatisfy { "↑↓←→".contains($0.name) } }
        var columns: Int {
            keys.reduce(0) { $0 + $1.name.displayColumns + (isTight ? 0 : 1) } + (isTight ? 1 : 0) + label.displayColumns
        }
    }

    static func groups(in state: State) -> [Group] {
        switch state.overlay {
        case .question(let question):
            return question.answers.map { choice in
                let action = Action.command(choice.command)
                let verb = choice.sentence.prefix { $0.isLetter }.lowercased()  // of "Finish the epoch and save, then leave."
                return Group(keys: [.init(name: Key.character(choice.key).name, action: action, command: nil, isUnavailable: false)], label: verb)
            } + [typing("esc", .command(.back), "go back")]
        case .palette(let palette):
            return [
                typing("enter", .command(.activate), "do it", isUnavailable: palette.selected(in: state) == nil),
                typing("tab", .edit(.complete), "complete", isUnavailable: palette.completion(in: state) == nil),
                typing("↑", .command(.move(.up)), "select"), typing("esc", .edit(.cancel), "close"),
            ]
        case .prompt(let prompt):
            let edit = prompt.completes ? [typing("tab", .edit(.complete), "edit")] : []
            return [typing("enter", .edit(.submit), "take it")] + edit + [typing("esc", .edit(.cancel), "cancel")]
        case .help, .log, .menu: break
        case nil:
            if let verb = state.page.type.typing(in: state) {
                return [typing("enter", .edit(.submit), verb), typing("esc", .edit(.cancel), "clear")]
            }
        }
        var groups: [Group] = []
        for row in KeyMap.active(in: state) where row.isOnBottomLine {
            guard let name = row.keys.first?.name else { continue }
            let key = Group.ShownKey(
                name: name, action: .command(row.command), command: row.command, isUnavailable: row.command.unavailable(in: state) != nil)
            if groups.last?.label == row.label { groups[groups.count - 1].keys.append(key) } else { groups.append(Group(keys: [key], label: row.label)) }
        }
        return groups
    }

    private static func typing(_ name: String, _ action: Action, _ label: String, isUnavailable: Bool = false) -> Group {
        Group(keys: [.init(name: name, action: action, command: nil, isUnavailable: isUnavailable)], label: label)
    }
}
