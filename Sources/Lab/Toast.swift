import Datasets
import Training

/// One sentence about what just happened.
public struct Toast: Hashable, Sendable {
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    public let level: Level
    public let sentence: String

    public init(_ level: Level, _ sentence: String) {
        self.level = level
        self.sentence = sentence
    }
}

/// The condition for which a toast is shown: when it no longer holds, the toast disappears early.
enum ToastCause: Hashable, Sendable {
    /// A command was not available.
    case refused(Command)
    /// The run was in this phase.
    case phase(Progress.Phase)
    /// The builder's data could not be read.
    case unreadable(DataSpec)
}

extension State {
    /// Shows a sentence that disappears by itself: after some time, or earlier if its cause no longer holds.
    mutating func tell(_ level: Toast.Level, _ sentence: String, about cause: ToastCause? = nil) {
        toast = Toast(level, sentence)
        toastAge = 0
        toastCause = cause
    }

    /// A second has passed.
    mutating func age() {
        guard let toast else { return }
        toastAge += 1
        if toastAge > (toast.level == .good ? 4 : 10) { self.toast = nil }
    }

    mutating func settleToast() {
        if let toastCause, !holds(toastCause) { toast = nil }
    }

    private func holds(_ cause: ToastCause) -> Bool {
        switch cause {
        case .refused(let command): command.unavailable(in: self) == toast?.sentence
        case .phase(let phase): (train.snapshot?.progress.phase ?? .preparing) == phase
        case .unreadable(let data): builder.recipe.readData == data && builder.dataProblem != nil
        }
    }
}
