import Tensors

/// Sums as characters, after Keras' addition_rnn: "12+34" filled with blanks to 5 characters and reversed, the answer "46 " of 3. Every pair of numbers is
/// there once: of "1+23" and "23+1" a coin takes one.
struct AdditionProblem: Hashable, Sendable {
    static let alphabet = "0123456789+ ".map(String.init)
    /// The numbers have up to so many digits.
    var digits = 2
    /// Of the pairs, those to train on and validate with; the others test.
    var count = 5_000

    /// Inputs (2 · digits + 1,) and classes (digits + 1,), numbers of the alphabet.
    func dataset(name: String) -> Dataset {
        let random = RandomGenerator(seed: 0, purpose: .sampling), bound = (0..<digits).reduce(1) { bound, _ in bound * 10 }
        let pairs = (0..<bound).flatMap { a in (a..<bound).map { (a, $0) } }, order = random.permutation(pairs.count, stream: 0)
        let questionLength = 2 * digits + 1, answerLength = digits + 1
        var inputs: [UInt8] = [], targets: [Int32] = []
        for (place, index) in order.enumerated() {
            let pair = pairs[index], isSwapped = random.integer(below: 2, stream: 1, index: place) == 1
            let question = isSwapped ? "\(pair.1)+\(pair.0)" : "\(pair.0)+\(pair.1)"
            inputs += Self.numbers(question, length: questionLength).reversed().map { UInt8($0) }
            targets += Self.numbers("\(pair.0 + pair.1)", length: answerLength).map { Int32($0) }
        }
        let all = Examples(shape: [questionLength], inputs: .bytes(inputs, scale: 1), targets: .classes(targets, perSample: answerLength), count: pairs.count)
        let kept = min(count, all.count)
        return Dataset(name: name, classNames: Self.alphabet, training: all[0..<kept], test: all[kept..<all.count], symbols: Self.alphabet)
    }

    private static func numbers(_ text: String, length: Int) -> [Int] {
        text.map { alphabet.firstIndex(of: String($0)) ?? 0 } + repeatElement(alphabet.count - 1, count: length - text.count)
    }
}
