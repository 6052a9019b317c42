import Lab

extension KeyMap {
    static let runs: [Binding] = []
}
