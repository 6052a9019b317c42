/// The arguments that every Keras optimizer takes in addition to its own: what is done to gradients and weights before a step.
public struct StepLimits: Hashable, Sendable {
    /// w ← w − rate · weight_decay · w before each step.
    public var weightDecay: Double?
    /// Each variable's gradient is scaled to a norm of at most this.
    public var clipnorm: Double?
    /// All gradients together are scaled to a norm of at most this.
    public var globalClipnorm: Double?
    /// Each element of a gradient is clipped to ± this.
    public var clipvalue: Double?

    /// No bounds on the gradients.
    public init(weightDecay: Double? = nil) {
        self.weightDecay = weightDecay
    }

    /// The names of the bounds that are set. With any of them, all gradients must be known before the first weight is updated.
    public var clips: [String] {
        [("clipnorm", clipnorm), ("global_clipnorm", globalClipnorm), ("clipvalue", clipvalue)].compactMap { $1 == nil ? nil : $0 }
    }

    /// Why these can't be combined, in one sentence; `nil` where they can.
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
            limit("weight_decay", \.weightDecay, "share of each weight that a step removes, times the rate"),
            limit("clipnorm", \.clipnorm, "largest norm of a variable's gradient"),
            limit("global_clipnorm", \.globalClipnorm, "largest norm of all gradients together"),
            limit("clipvalue", \.clipvalue, "largest magnitude of a gradient's element"),
        ]
    }
}
