import Networks

/// What watches a training from epoch to epoch and may end it or slow it down, with the names and defaults of Keras' callbacks. A loss that is not finite ends a training always.
public typealias StopRule = Form<StopRuleKind>

public enum StopRuleKind: String, FormKind {
    case earlyStopping = "EarlyStopping"
    case reduceOnPlateau = "ReduceLROnPlateau"
    case modelCheckpoint = "ModelCheckpoint"

    private static let epochs = 0...1_000_000
    private static let monitor = FormParameter("monitor", .word("val_loss", of: []))

    public var parameters: [FormParameter] {
        switch self {
        case .earlyStopping:
            [
                FormParameter("patience", .count(0, Self.epochs)), Self.monitor, FormParameter("min_delta", .number(0, 0...1e6)),
                FormParameter("restore_best_weights", .word("false", of: ["true", "false"])), FormParameter("start_from_epoch", .count(0, Self.epochs)),
            ]
        case .reduceOnPlateau:
            [
                FormParameter("patience", .count(10, Self.epochs)), Self.monitor, FormParameter("factor", .number(0.1, 0...1)),
                FormParameter("min_delta", .number(0.0001, 0...1e6)), FormParameter("cooldown", .count(0, Self.epochs)), FormParameter("min_lr", .number(0, 0...1_000)),
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

    public var kerasPath: String { "callbacks.\(rawValue)" }
}

extension StopRule {
    public var monitor: String { word("monitor") }
    /// Whether more of the monitored figure is better.
    public var isBetterHigher: Bool {
        let name = monitor.hasPrefix("val_") ? String(monitor.dropFirst(4)) : monitor
        return MetricKind(rawValue: name)?.isBetterHigher ?? false
    }
}
