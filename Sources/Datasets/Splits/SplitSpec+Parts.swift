import Tensors

extension SplitSpec {
    /// The indices of the examples of each part; `labels` are the classes of all examples, all 0 where there are none. Throws where a part would be empty.
    ///
    /// Examples are ordered by class, shuffled within each, and every n-th of that order is taken: the share of each class is exact to within one example.
    func parts(labels: [Int], name: String) throws(FileError) -> SplitParts {
        let count = labels.count, random = RandomGenerator(seed: seed, purpose: .split)
        let order = shuffle ? stratified(labels, random) : Array(0..<count)
        var parts: SplitParts
        switch kind {
        case .column(let column): throw FileError(name, "split: column applies to tables only, got \(column). Give shares, such as {test: 0.2}.")
        case .shares(let validationShare, let testShare):
            let tests = Int((Double(count) * testShare).rounded()), validations = Int((Double(count) * validationShare).rounded())
            let (rest, test) = taken(tests, of: order), (training, validation) = taken(validations, of: rest)
            guard testShare == 0 || !test.isEmpty, validationShare == 0 || !validation.isEmpty else {
                throw FileError(name, "split: a share of \(count) examples is empty. Give a larger share.")
            }
            parts = SplitParts(training: training, validation: validationShare > 0 ? validation : nil, test: test)
        case .fold(let fold, let folds):
            guard folds <= count else { throw FileError(name, "split: expected at most \(count) folds, one for each example, got \(folds). Lower it.") }
            let fields = order.enumerated()
            parts = SplitParts(
                training: fields.filter { $0.offset % folds != fold }.map(\.element), validation: nil, test: fields.filter { $0.offset % folds == fold }.map(\.element))
        case .leaveOneOut(let example):
            guard example < count else { throw FileError(name, "split: leave_one_out: expected an example from 0 to \(count - 1), got \(example). Correct it.") }
            parts = SplitParts(training: order.filter { $0 != example }, validation: nil, test: [example])
        }
        guard !parts.training.isEmpty else { throw FileError(name, "split: leaves none of \(count) examples for training. Lower the shares.") }
        if shuffle { parts.shuffle(random) }
        return parts
    }

    /// The indices ordered by class, shuffled within each.
    private func stratified(_ labels: [Int], _ random: RandomGenerator) -> [Int] {
        let members = Dictionary(grouping: labels.indices) { labels[$0] }
        return members.sorted { $0.key < $1.key }.flatMap { label, own in
            random.permutation(own.count, stream: UInt64(truncatingIfNeeded: label) << 8 | 2).map { own[$0] }
        }
    }

    /// `wanted` of `order`, evenly spaced; the last ones where nothing is shuffled.
    private func taken(_ wanted: Int, of order: [Int]) -> (rest: [Int], taken: [Int]) {
        let count = order.count, wanted = min(wanted, count)
        guard shuffle else { return (Array(order.dropLast(wanted)), Array(order.suffix(wanted))) }
        var rest: [Int] = [], taken: [Int] = []
        for (index, example) in order.enumerated() {
            if (index + 1) * wanted / count > index * wanted / count { taken.append(example) } else { rest.append(example) }
        }
        return (rest, taken)
    }
}

extension SplitParts {
    /// Shuffles each part, so that its last share holds every class.
    mutating func shuffle(_ random: RandomGenerator) {
        training = random.permutation(training.count, stream: 3).map { training[$0] }
        validation = validation.map { own in random.permutation(own.count, stream: 4).map { own[$0] } }
        test = random.permutation(test.count, stream: 5).map { test[$0] }
    }
}
