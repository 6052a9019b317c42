import Networks

/// What watches a training from epoch to epoch and may end it or slow it down, with the names and defaults of Keras' callbacks. A loss that is not finite ends a training always.
public typealias StopRule = Form<StopRuleKind>

public enum StopRuleKind: String, FormKind {
    case earlyStopping = "EarlyStopping"
    case reduceOnPlateau = "ReduceLROnPlateau"
    case modelCheckpoint = "ModelCheckpoint"

    private static let monitor = FormParameter("monitor", .word("val_loss", of: []))

    public var parameters: [FormParameter] {
        switch self {
        case .earlyStopping:
            [
                FormParameter("patience", .number(0, 0...1e6)), Self.monitor, FormParameter("min_delta", .number(0, 0...1e6)),
                FormParameter("restore_best_weights", .word("false", of: ["true", "false"])), FormParameter("start_from_epoch", .number(0, 0...1e6)),
            ]
        case .reduceOnPlateau:
            [
                FormParameter("patience", .number(10, 0...1e6)), Self.monitor, FormParameter("factor", .number(0.1, 0...1)),
                FormParameter("min_delta", .number(0.0001, 0...1e6)), FormParameter("cooldown", .number(0, 0...1e6)), FormParameter("min_lr", .number(0, 0...1_000)),
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
