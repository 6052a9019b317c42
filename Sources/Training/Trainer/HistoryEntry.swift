/// A run's row in the history. If the history can't be written, the run continues and reports it.
struct HistoryEntry {
    private let history: RunHistory?
    private var row: Int64?
    /// Why the history can't be written; `nil` where it can.
    private(set) var problem: String?

    init(_ history: RunHistory?) {
        self.history = history
    }

    mutating func begin(_ session: Session) {
        row = write { try $0.begin(session) }
    }

    mutating func record(_ record: EpochRecord) {
        if let row { write { try $0.record(record, of: row) } }
    }

    mutating func end(_ phase: Progress.Phase) {
        if let row { write { try $0.end(row, status: RunSummary.Status(phase)) } }
    }

    @discardableResult
    private mutating func write<Result>(_ body: (RunHistory) throws -> Result) -> Result? {
        do {
            return try history.map(body)
        } catch {
            problem = "The history can't be written: \(RunHistory.reason(error)). The run itself is saved in its folder."
            return nil
        }
    }
}

extension RunSummary.Status {
    fileprivate init(_ phase: Progress.Phase) {
        self =
            switch phase {
            case .preparing, .running: .running
            case .paused: .paused
            case .finished: .finished
            case .stopped: .stopped
            case .failed: .failed
            }
    }
}
