import Lab

extension KeyMap {
    static let train: [Binding] = []
}
