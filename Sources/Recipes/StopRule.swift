import Networks

/// What watches a training from epoch to epoch and may end it or slow it down, with the names and defaults of Keras' callbacks. A loss that is not finite ends a training always.
public typealias StopRule = Form<StopRuleKind>

public enum StopRuleKind: String, FormKind {
    case earlyStopping = "EarlyStopping"
    case reduceOnPlateau = "ReduceLROnPlateau"
    case modelCheckpoint = "ModelCheckpoint"

    private static let epochs = 0...1_000_000
    private static let monitor = FormParameter("monitor", .word("val_loss", of: []), help: "the figure that is watched")

    private static func patience(_ epochs: Int) -> FormParameter { .count("patience", epochs, Self.epochs, help: "epochs without a better figure before it acts") }
    private static func leastChange(_ standard: Double) -> FormParameter { .number("min_delta", standard, 0...1e6, help: "what counts as better at least") }

    public var parameters: [FormParameter] {
        switch self {
        case .earlyStopping:
            [
                Self.patience(0), Self.monitor, Self.leastChange(0), .flag("restore_best_weights", false, help: "goes back to the best epoch's weights"),
                .count("start_from_epoch", 0, Self.epochs, help: "epochs before it begins to watch"),
            ]
        case .reduceOnPlateau:
            [
                Self.patience(10), Self.monitor, .number("factor", 0.1, 0...1, help: "what the rate is multiplied by"), Self.leastChange(0.0001),
                .count("cooldown", 0, Self.epochs, help: "epochs of rest after a change"), .number("min_lr", 0, 0...1_000, help: "the rate never falls below this"),
            ]
        case .modelCheckpoint: [Self.monitor]
        }
    }

    public var help: String {
        switch self {
        case .earlyStopping: "stops when the figure has not got better for patience epochs"
        case .reduceOnPlateau: "multiplies the rate by factor when the figure has not got better for patience epochs"
        case .modelCheckpoint: "which figure says what the best epoch is, whose weights are kept"
        }
    }

    public var kerasPath: String? { "callbacks.\(rawValue)" }
}

extension StopRule {
    public var monitor: String { word("monitor") }
    /// Whether more of the monitored figure is better.
    public var isBetterHigher: Bool {
        let name = monitor.hasPrefix("val_") ? String(monitor.dropFirst(4)) : monitor
        return MetricKind(rawValue: name)?.isBetterHigher ?? false
    }
}
