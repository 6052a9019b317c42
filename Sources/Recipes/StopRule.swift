import Networks

/// A rule that is asked after each epoch and may end the training, lower its rate or choose its best epoch, with the names and defaults of Keras' callbacks. A loss that is not
/// finite ends a training without any rule.
public typealias StopRule = Form<StopRuleKind>

/// The callbacks of Keras that a recipe may have.
public enum StopRuleKind: String, FormKind {
    case earlyStopping = "EarlyStopping"
    case reduceOnPlateau = "ReduceLROnPlateau"
    case modelCheckpoint = "ModelCheckpoint"

    private static let epochs = 0...1_000_000
    private static let monitor = FormParameter("monitor", .word("val_loss", of: []), help: "the loss or metric that is watched")

    private static func patience(_ epochs: Int) -> FormParameter { .count("patience", epochs, Self.epochs, help: "epochs without improvement before it acts") }
    private static func leastChange(_ standard: Double) -> FormParameter { .number("min_delta", standard, 0...1e6, help: "the smallest change that counts as an improvement") }

    /// The parameters of each callback, with Keras' defaults.
    public var parameters: [FormParameter] {
        switch self {
        case .earlyStopping:
            [
                Self.patience(0), Self.monitor, Self.leastChange(0), .flag("restore_best_weights", false, help: "restores the weights of the best epoch"),
                .count("start_from_epoch", 0, Self.epochs, help: "epochs to wait before it begins to watch"),
            ]
        case .reduceOnPlateau:
            [
                Self.patience(10), Self.monitor, .number("factor", 0.1, 0...1, help: "what the rate is multiplied by"), Self.leastChange(0.0001),
                .count("cooldown", 0, Self.epochs, help: "epochs to wait after a change"), .number("min_lr", 0, 0...1_000, help: "the rate never falls below this"),
            ]
        case .modelCheckpoint: [Self.monitor]
        }
    }

    /// One line about what the callback does.
    public var help: String {
        switch self {
        case .earlyStopping: "stops when monitor has not improved for patience epochs"
        case .reduceOnPlateau: "multiplies the rate by factor when monitor has not improved for patience epochs"
        case .modelCheckpoint: "monitor decides which epoch is the best; its weights are kept"
        }
    }

    /// The class below `keras`.
    public var kerasPath: String? { "callbacks.\(rawValue)" }
}

extension StopRule {
    /// The loss or metric that is watched, such as `val_loss`.
    public var monitor: String { word("monitor") }
    /// Whether a higher value of `monitor` is better.
    public var isBetterHigher: Bool {
        let name = monitor.hasPrefix("val_") ? String(monitor.dropFirst(4)) : monitor
        return MetricKind(rawValue: name)?.isBetterHigher ?? false
    }
}
