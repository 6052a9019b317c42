/// The values that a loss's targets may have. For others the loss has no meaning or is not finite.
public enum TargetDomain: Hashable, Sendable {
    /// Any finite number.
    case finite
    /// Any number in a range.
    case range(ClosedRange<Float>)
    /// Any finite number from this one up.
    case atLeast(Float)
    /// All targets together come from one of these sets.
    case anyOf([Set<Float>])
    /// Class numbers: whole numbers from 0, below the number of outputs.
    case classNumbers

    /// The tolerance for rounding by a scaling of the targets.
    private static let rounding: Float = 1e-5

    /// Whether these targets are allowed, for rows of `outputs` outputs.
    public func contains(_ targets: some Sequence<Float>, outputs: Int) -> Bool { firstMisfit(targets, outputs: outputs) == nil }

    /// The index of the first target that is not allowed, given those before it, for rows of `outputs` outputs; `nil` where all are allowed.
    public func firstMisfit(_ targets: some Sequence<Float>, outputs: Int) -> Int? {
        func first(_ isOutside: (Float) -> Bool) -> Int? { targets.enumerated().first { isOutside($0.element) }?.offset }
        switch self {
        case .finite: return first { !$0.isFinite }
        case .range(let range): return first { !($0 >= range.lowerBound - Self.rounding && $0 <= range.upperBound + Self.rounding) }
        case .atLeast(let least): return first { !($0.isFinite && $0 >= least - Self.rounding) }
        case .anyOf(var sets):
            return first { target in
                sets.removeAll { !$0.contains(target) }
                return sets.isEmpty
            }
        case .classNumbers: return first { !($0 >= 0 && $0 < Float(outputs) && $0 == $0.rounded()) }
        }
    }

    /// The expected targets, to complete a sentence that begins with "expected targets".
    public var expectation: String {
        func text(_ number: Float) -> String { number == number.rounded() ? String(Int(number)) : "\(number)" }
        switch self {
        case .finite: return "that are finite numbers"
        case .range(let range): return "from \(text(range.lowerBound)) to \(text(range.upperBound))"
        case .atLeast(let least): return "of at least \(text(least))"
        case .anyOf(let sets): return "that are all " + sets.map { $0.sorted().map(text).joined(separator: " or ") }.joined(separator: ", or all ")
        case .classNumbers: return "that are whole numbers from 0, below the number of outputs"
        }
    }
}
