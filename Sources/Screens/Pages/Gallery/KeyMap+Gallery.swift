import Lab

extension KeyMap {
    static let gallery: [Binding] = []
}
