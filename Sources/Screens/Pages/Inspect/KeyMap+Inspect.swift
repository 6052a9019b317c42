import Lab

extension KeyMap {
    static let inspect: [Binding] = []
}
