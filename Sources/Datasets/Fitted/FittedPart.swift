/// What a vocabulary, a column's mean or a longest text may be taken from: the training part without the last share, which `fit.validation_split` takes
/// from it as Keras does, unless there is a validation part already.
struct FittedPart {
    var validationSplit = 0.0
    /// Where a source asks for what it fits.
    var fitting = Fitting()

    /// How many of `count` training examples are left to train on.
    func kept(of count: Int, hasValidation: Bool) -> Int {
        validationSplit > 0 && !hasValidation ? Int(Double(count) * (1 - validationSplit)) : count
    }

    /// The first examples of a training part. Where none would be left all are taken: such a run is refused for that, not for what could not be fitted.
    func examples(_ training: [Int], hasValidation: Bool) -> [Int] {
        let kept = kept(of: training.count, hasValidation: hasValidation)
        return kept > 0 ? Array(training.prefix(kept)) : training
    }

    /// The places, each once, that the first windows cover, those from each start on; `nil` where all windows are left to train on.
    func places(windowsFrom starts: [Int], width: Int, hasValidation: Bool) -> [Int]? {
        let own = examples(starts, hasValidation: hasValidation)
        guard own.count < starts.count else { return nil }
        var places: [Int] = [], next = 0
        for start in own.sorted() {
            places += max(next, start)..<start + width
            next = start + width
        }
        return places
    }
}
