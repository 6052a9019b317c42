import Datasets
import Training

/// One sentence on what just happened.
public struct Toast: Hashable, Sendable {
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    public let level: Level
    public let sentence: String

    public init(_ level: Level, _ sentence: String) {
        self.level = level
        self.sentence = sentence
    }
}

/// What a toast is about: it goes, before its time, when this is so no more.
enum ToastCause: Hashable, Sendable {
    /// A command could not work.
    case refused(Command)
    /// Where the run stood.
    case phase(Progress.Phase)
    /// The builder's data could not be read.
    case unreadable(DataSpec)
}

extension State {
    /// Tells a sentence that goes by itself: after its time, or before when its cause is gone.
    mutating func tell(_ level: Toast.Level, _ sentence: String, about cause: ToastCause? = nil) {
        toast = Toast(level, sentence)
        toastAge = 0
        toastCause = cause
    }

    /// A second goes by.
    mutating func age() {
        guard let toast else { return }
        toastAge += 1
        if toastAge > (toast.level == .good ? 4 : 10) { self.toast = nil }
    }

    mutating func settleToast() {
        if let toastCause, !isSo(toastCause) { toast = nil }
    }

    private func isSo(_ cause: ToastCause) -> Bool {
        switch cause {
        case .refused(let command): command.unavailable(in: self) == toast?.sentence
        case .phase(let phase): (train.snapshot?.progress.phase ?? .preparing) == phase
        case .unreadable(let data): builder.recipe.readData == data && builder.dataProblem != nil
        }
    }
}
