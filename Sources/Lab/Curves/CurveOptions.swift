/// How curves are drawn: the same choices on every page that has curves.
public struct CurveOptions: Hashable, Sendable {
    /// The unit of the x axis.
    public enum Axis: String, CaseIterable, Hashable, Sendable { case epochs, steps, seconds }

    public var axis = Axis.epochs
    public var isLogarithmic = false
    public var isLogarithmicAcross = false
    /// The index in ``Smoothing/weights``.
    private var smoothingStep = 0

    public init() {}

    public var smoothing: Smoothing { Smoothing(Smoothing.weights[smoothingStep]) }

    mutating func apply(_ change: CurveChange) {
        switch change {
        case .smoother: smoothingStep = min(Smoothing.weights.count - 1, smoothingStep + 1)
        case .rougher: smoothingStep = max(0, smoothingStep - 1)
        case .nextAxis: axis = Axis.allCases[((Axis.allCases.firstIndex(of: axis) ?? 0) + 1) % Axis.allCases.count]
        case .toggleLogarithmic: isLogarithmic.toggle()
        case .toggleLogarithmicAcross: isLogarithmicAcross.toggle()
        }
    }
}

/// A key that changes how curves are drawn.
public enum CurveChange: Hashable, Sendable {
    case smoother, rougher
    case nextAxis
    case toggleLogarithmic, toggleLogarithmicAcross

    /// The rows of the key table for a page with curves.
    static func bindings(_ command: (CurveChange) -> Command) -> [Binding] {
        [
            Binding([.character("g")], command(.toggleLogarithmic), "log scale", "Switch the curves between a linear and a logarithmic scale"),
            Binding([.character("-")], command(.rougher), "smooth", "Smooth the curves less"),
            Binding([.character("+"), .character("=")], command(.smoother), "smooth", "Smooth the curves more: an exponential moving average, corrected for its bias"),
            Binding([.character("a")], command(.nextAxis), "x axis", "Draw the curves over epochs, steps or seconds of training"),
            Binding(
                [.character("G")], command(.toggleLogarithmicAcross), "log x", "Switch the x axis between a linear and a logarithmic scale", isOnBottomLine: false),
        ]
    }
}
