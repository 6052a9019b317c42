import Lab

/// A list to pick from; what can't be picked now says why.
enum MenuOverlay {
    static func draw(_ menu: Menu, _ canvas: inout Canvas) {
        let titles = menu.items.map(\.title.displayColumns).max() ?? 0
        let details = menu.items.map { ($0.unavailable ?? $0.detail).displayColumns }.max() ?? 0
        let width = max(36, min(84, titles + details + 9))
        canvas.panel(title: menu.title, columns: width, rows: menu.items.count + 2) { pane in
            let items = menu.items.map { item in
                let title = item.title + String(repeating: " ", count: titles - item.title.displayColumns + 2)
                return ListView.Item(
                    [
                        ListView.Line([
                            Span(" " + title, item.unavailable == nil ? .plain : .label),
                            Span(item.unavailable ?? item.detail, item.unavailable == nil ? .label : Style.label.faint),
                        ])
                    ],
                    command: item.unavailable == nil ? item.command : nil)
            }
            ListView(items, selection: menu.selection).draw(in: pane.bounds, &pane)
        }
    }
}
