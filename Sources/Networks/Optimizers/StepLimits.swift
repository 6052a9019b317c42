/// What every optimizer of Keras' takes beside its own numbers: what is done to gradients and weights before a step.
public struct StepLimits: Hashable, Sendable {
    /// w ← w − rate · weight_decay · w before each step.
    public var weightDecay: Double?
    /// Each variable's gradient is scaled to a norm of at most this.
    public var clipnorm: Double?
    /// All gradients together are.
    public var globalClipnorm: Double?
    /// Each number of a gradient is kept within ± this.
    public var clipvalue: Double?

    public init(weightDecay: Double? = nil) {
        self.weightDecay = weightDecay
    }

    /// The names of what bounds gradients; a gradient must then be whole before any weight follows it.
    public var clips: [String] {
        [("clipnorm", clipnorm), ("global_clipnorm", globalClipnorm), ("clipvalue", clipvalue)].compactMap { $1 == nil ? nil : $0 }
    }

    /// Why these can't be, one sentence; `nil` for what can.
    public var problem: String? {
        clips.count < 2 ? nil : "expected one of clipnorm, global_clipnorm and clipvalue, got \(clips.joined(separator: " and ")). Keep one."
    }
}

extension OptimizerDescription {
    /// The arguments that follow an optimizer's own.
    static func limits(_ field: Argument<Self>.Field<StepLimits>) -> [Argument<Self>] {
        func limit(_ name: String, _ part: any WritableKeyPath<StepLimits, Double?> & Sendable, _ help: String) -> Argument<Self> {
            .optionalReal(name, 0...1e9, noneMeans: "none", help: help, get: { $0[keyPath: field][keyPath: part] }, set: { $0[keyPath: field][keyPath: part] = $1 })
        }
        return [
            limit("weight_decay", \.weightDecay, "share of each weight that a step takes away, times the rate"),
            limit("clipnorm", \.clipnorm, "largest norm of a variable's gradient"),
            limit("global_clipnorm", \.globalClipnorm, "largest norm of all gradients together"),
            limit("clipvalue", \.clipvalue, "largest size of a gradient's number"),
        ]
    }
}
