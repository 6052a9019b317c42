extension Command {
    /// Why the command can't work now, one sentence; `nil` when it can. A key that can't work is faint, and pressing it says this.
    public func unavailable(in state: State) -> String? {
        nil
    }
}
