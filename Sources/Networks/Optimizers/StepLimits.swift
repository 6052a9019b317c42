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

    /// Whether a gradient must be whole before any weight follows it.
    var clips: Bool { clipnorm != nil || globalClipnorm != nil || clipvalue != nil }
}

extension OptimizerDescription {
    /// The arguments that follow an optimizer's own.
    static func limits(_ field: Argument<Self>.Field<StepLimits>) -> [Argument<Self>] {
        func limit(_ name: String, _ part: any WritableKeyPath<StepLimits, Double?> & Sendable, _ help: String) -> Argument<Self> {
            let range = 0.0...1e9
            return Argument(name, .optionalReal(range, noneMeans: "none"), help: help) {
                $0[keyPath: field][keyPath: part].map(ArgumentValue.real) ?? .none
            } set: { spec, value in
                switch value {
                case .none: spec[keyPath: field][keyPath: part] = nil
                case .real(let number) where range.contains(number): spec[keyPath: field][keyPath: part] = number
                case .integer(let number) where range.contains(Double(number)): spec[keyPath: field][keyPath: part] = Double(number)
                default: return false
                }
                return true
            }
        }
        return [
            limit("weight_decay", \.weightDecay, "share of each weight that a step takes away, times the rate"),
            limit("clipnorm", \.clipnorm, "largest norm of a variable's gradient"),
            limit("global_clipnorm", \.globalClipnorm, "largest norm of all gradients together"),
            limit("clipvalue", \.clipvalue, "largest size of a gradient's number"),
        ]
    }
}
