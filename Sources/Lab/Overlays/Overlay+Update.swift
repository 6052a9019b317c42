extension State {
    /// Moves the selection of an overlay, or scrolls it.
    mutating func move(_ direction: Command.Direction, in overlay: Overlay) {
        switch overlay {
        case .help(let scroll): self.overlay = .help(scroll: direction.scrolled(scroll, in: .help(in: self)))
        case .log(let scroll): self.overlay = .log(scroll: direction.scrolled(scroll, in: .log(in: self)))
        case .menu(var menu):
            menu.selection = direction.applied(to: menu.selection, count: menu.items.count)
            self.overlay = .menu(menu)
        case .palette(var palette):
            palette.move(direction.step, in: self)
            self.overlay = .palette(palette)
        case .question, .prompt: break
        }
    }

    /// Enter in an overlay: performs the selected entry.
    mutating func activate(in overlay: Overlay) -> [Effect] {
        switch overlay {
        case .menu(let menu):
            guard menu.items.indices.contains(menu.selection) else { return [] }
            let item = menu.items[menu.selection]
            if let reason = item.unavailable {
                tell(.attention, reason)
                return []
            }
            return update(item.command)
        case .palette(let palette): return palette.selected(in: self).map { perform($0.command) } ?? []
        case .help, .log, .question, .prompt: return []
        }
    }

    /// A key for the text field of an overlay.
    mutating func edit(_ edit: TextEdit, in overlay: Overlay) -> [Effect] {
        switch overlay {
        case .palette(var palette):
            palette.edit(edit, in: self)
            self.overlay = edit == .cancel || edit == .submit ? nil : .palette(palette)
        case .prompt(var prompt):
            switch edit {
            case .cancel: closeOverlay()
            case .submit:
                self.overlay = nil
                do {
                    return try prompt.submit(in: &self)
                } catch {
                    prompt.complaint = error.sentence
                    self.overlay = .prompt(prompt)
                }
            default:
                prompt.edit(edit)
                self.overlay = .prompt(prompt)
            }
        case .help, .log, .question, .menu: break
        }
        return []
    }

    /// Closes the overlay without an answer; what waited for the answer does not happen.
    mutating func closeOverlay() {
        overlay = nil
        pendingDeparture = nil
        abandoned = nil
    }

    /// Keeps scrolling and selection in range, for example after the screen or the list has become smaller.
    mutating func settleOverlay() {
        switch overlay {
        case .help(let scroll) where scroll > 0: overlay = .help(scroll: min(scroll, OverlayText.help(in: self).lastStart))
        case .log(let scroll) where scroll > 0: overlay = .log(scroll: min(scroll, OverlayText.log(in: self).lastStart))
        case .palette(var palette) where palette.selection > 0:
            palette.move(0, in: self)
            overlay = .palette(palette)
        case .help, .log, .palette, .question, .prompt, .menu, nil: break
        }
    }
}

extension Command.Direction {
    /// The first visible line of a text after scrolling.
    fileprivate func scrolled(_ start: Int, in text: OverlayText) -> Int {
        let next =
            switch self {
            case .up: start - 1
            case .down: start + 1
            case .pageUp: start - 10
            case .pageDown: start + 10
            case .left, .right: start
            case .first: 0
            case .last: text.lastStart
            }
        return max(0, min(text.lastStart, next))
    }
}
