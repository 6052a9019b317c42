import Lab

extension KeyMap {
    static let build: [Binding] = []
}
