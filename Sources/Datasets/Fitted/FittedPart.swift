/// The examples to which a vocabulary, a column's mean or a longest text is fitted: the training part without the last share, which `fit.validation_split`
/// keeps for validation as in Keras, unless there is a validation part already.
struct FittedPart {
    var validationSplit = 0.0
    /// Gives a source the values that it fits.
    var fitting = Fitting()

    /// How many of `count` training examples remain for training.
    func kept(of count: Int, hasValidation: Bool) -> Int {
        validationSplit > 0 && !hasValidation ? Int(Double(count) * (1 - validationSplit)) : count
    }

    /// The examples of a training part that remain for training. Where none would remain, all are returned: such a run is refused later, with a better error than that nothing
    /// could be fitted.
    func examples(_ training: [Int], hasValidation: Bool) -> [Int] {
        let kept = kept(of: training.count, hasValidation: hasValidation)
        return kept > 0 ? Array(training.prefix(kept)) : training
    }

    /// The positions, each once, that are covered by the windows that remain for training. A window of `width` positions begins at each of `starts`. `nil` where all
    /// windows remain.
    func positions(windowsFrom starts: [Int], width: Int, hasValidation: Bool) -> [Int]? {
        let own = examples(starts, hasValidation: hasValidation)
        guard own.count < starts.count else { return nil }
        var positions: [Int] = [], next = 0
        for start in own.sorted() {
            positions += max(next, start)..<start + width
            next = start + width
        }
        return positions
    }
}
