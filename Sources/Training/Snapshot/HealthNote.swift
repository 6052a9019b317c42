/// One sentence on how the training goes.
public struct HealthNote: Hashable, Sendable {
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    public let level: Level
    public let sentence: String

    public init(level: Level, sentence: String) {
        self.level = level
        self.sentence = sentence
    }
}
