import Networks

extension MetricSpec {
    /// The metric of this name, which the list has.
    public static func named(_ name: String, _ values: [String: FormValue] = [:]) -> MetricSpec {
        guard let kind = MetricKind(rawValue: name) else { preconditionFailure("there is no metric \(name)") }
        return MetricSpec(kind, values)
    }
}
