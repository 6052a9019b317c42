// What the numbers of a recipe's data may be: the recipe's reader and the builder's form both ask here, so that neither takes what the other refuses.

extension DataSpec.ImageSize {
    public static let sidesRange = 1...4_096
}

extension DataSpec.OneHotChoice {
    public static let depthRange = 2...65_536
}

extension TableSpec.Missing {
    public static let valueRange = -1e9...1e9
}

extension SequenceSpec {
    public static let stepsRange = 1...100_000
    public static let strideRange = 1...1_000_000
    public static let streamsRange = 2...65_536
    public static let horizonRange = 1...1_000_000
    public static let maxTokensRange = 3...1_000_000
    public static let lengthRange = 1...100_000
}

extension SplitSpec {
    /// How many folds.
    public static let foldsRange = 2...1_000_000
    /// The example that is left out.
    public static let exampleRange = 0...Int(Int32.max)
    public static let seedRange = 0...Int(Int32.max)
}

extension NoiseSpec {
    public static let deviationRange = 0...100.0
    public static let shareRange = 0...1.0
}

extension AugmentationSpec {
    public static let deviationRange = 0...100.0
}

extension ClassWeight {
    public static let factorRange = 0...1_000_000.0
}
