import Tensors

/// Sums as characters, after Keras' example addition_rnn: "12+34" padded with blanks to 5 characters and reversed, and the answer "46 ", padded to 3. Every pair of
/// numbers occurs once: which of "1+23" and "23+1" is random.
struct AdditionProblem: Hashable, Sendable {
    static let alphabet = "0123456789+ ".map(String.init)
    /// The most digits of a summand.
    var digits = 2
    /// The number of pairs for training and validation; the others are the test part.
    var count = 5_000

    /// Inputs (2 · digits + 1,) and classes (digits + 1,), both indices into the alphabet.
    func dataset(name: String) -> Dataset {
        let random = RandomGenerator(seed: 0, purpose: .sampling), bound = (0..<digits).reduce(1) { bound, _ in bound * 10 }
        let pairs = (0..<bound).flatMap { a in (a..<bound).map { (a, $0) } }, order = random.permutation(pairs.count, stream: 0)
        let questionLength = 2 * digits + 1, answerLength = digits + 1
        var inputs: [UInt8] = [], targets: [Int32] = []
        for (position, index) in order.enumerated() {
            let pair = pairs[index], isSwapped = random.integer(below: 2, stream: 1, index: position) == 1
            let question = isSwapped ? "\(pair.1)+\(pair.0)" : "\(pair.0)+\(pair.1)"
            inputs += Self.indices(question, length: questionLength).reversed().map { UInt8($0) }
            targets += Self.indices("\(pair.0 + pair.1)", length: answerLength).map { Int32($0) }
        }
        let all = Examples(shape: [questionLength], inputs: .bytes(inputs, scale: 1), targets: .classes(targets, perSample: answerLength), count: pairs.count)
        let kept = min(count, all.count)
        return Dataset(name: name, classNames: Self.alphabet, training: all[0..<kept], test: all[kept..<all.count], symbols: Self.alphabet)
    }

    /// A question of a person's, such as "12+34", as an input.
    func question(_ text: String, location: String) throws(FileError) -> [UInt8] {
        let length = 2 * digits + 1
        guard text.count <= length, text.allSatisfy({ Self.alphabet.contains(String($0)) }) else {
            throw FileError(
                location, "expected at most \(length) of the characters \(Self.alphabet.joined().debugDescription), got \(String(text.prefix(40)).debugDescription). Correct it.")
        }
        return Self.indices(text, length: length).reversed().map { UInt8($0) }
    }

    private static func indices(_ text: String, length: Int) -> [Int] {
        text.map { alphabet.firstIndex(of: String($0)) ?? 0 } + repeatElement(alphabet.count - 1, count: length - text.count)
    }
}
