/// What is applied to an example when it is gathered, in this order: one-hot, augmentation, scaling, noise.
struct Transforms: Sendable {
    var oneHot: OneHot?
    /// Applied to the training part, and only while training.
    var augmentation: Augmentation?
    var scaling: ChannelScaling?
    /// Applied to inputs, not to targets that are the inputs.
    var noise: InputNoise?
    /// Applied to targets that are numbers.
    var targetScaling: ChannelScaling?
}
