extension State {
    /// Whether a text field has the focus and takes what is typed.
    public var isTyping: Bool {
        switch overlay {
        case .palette, .prompt: true
        case .help, .log, .question, .menu: false
        case nil: page == .gallery && gallery.isFiltering || page == .build && builder.search != nil
        }
    }
}
