import Training

/// The history of runs.
public struct RunsState: Hashable, Sendable {
    /// `nil` until loaded.
    public var runs: [RunSummary]?
    public var selection = 0
    /// The runs whose curves are overlaid, with their curves once loaded.
    public var overlay: [Int64: [EpochRecord]] = [:]

    public init() {}
}

public enum RunsCommand: Hashable, Sendable {
    case select(Int)
    case reopen, resume
    case toggleOverlay
    case delete
}
