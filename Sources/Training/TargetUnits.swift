import Datasets

extension ChannelScaling {
    /// Of scaled targets, which figures are in their own unit and which are not.
    var unitRemark: String {
        let scale = offsets.count == 1 ? " (0 is \(Figures.number(offsets[0], digits: 4)), 1 is \(Figures.number(offsets[0] + widths[0], digits: 4)))" : ""
        return "The loss and the last layer's outputs are of scaled targets\(scale); metrics and predictions are in the target's own unit."
    }
}
