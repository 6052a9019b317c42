/// What is done to an example while it is gathered, in this order: one-hot, augmentation, scaling, noise.
struct Transforms: Sendable {
    var oneHot: OneHot?
    /// Training part only, and only while an epoch is under way.
    var augmentation: Augmentation?
    var scaling: ChannelScaling?
    /// Not seen by targets that are the inputs.
    var noise: InputNoise?
    /// Of targets that are numbers.
    var targetScaling: ChannelScaling?
}
