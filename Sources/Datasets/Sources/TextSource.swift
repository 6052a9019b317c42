import Foundation
import Tensors

/// `{source: text, path: book.txt, steps: 40}`: running text. An input is a window of `steps` symbols; the target at each step is the next symbol. The parts are
/// contiguous stretches of the text, and no window spans two of them. The vocabulary is fitted to the training stretch without the windows kept for validation.
struct TextSource: SourceDescription {
    var path: String
    var testPath: String?

    static let name = "text"
    static let title = "Your own text"
    static let summary = "a text file, to predict the next symbol"
    static let families = [DataFamily.text]
    static let arguments: [DataArgument<TextSource>] = [
        .init("path", \.path, .file, isRequired: true, section: "source", help: "the text"),
        .init("test_path", \.testPath, .file, section: "source", help: "another text, for the test part"),
    ]

    private static let defaultSteps = 40
    private static let largestFile = 1 << 28

    init(path: String = "", testPath: String? = nil) { (self.path, self.testPath) = (path, testPath) }

    func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        let sequence = request.spec.sequence
        let kind = sequence.alphabet == nil ? sequence.vocabulary ?? .characters : .characters
        let own = try Self.text(path), symbols = Tokenizer.symbols(own, kind)
        let test =
            try testPath.map { path throws(FileError) -> [String] in
                let symbols = Tokenizer.symbols(try Self.text(path), kind)
                guard !symbols.isEmpty else { throw FileError(path, "has no \(kind.rawValue). Give text to test with, or leave out test_path.") }
                return symbols
            } ?? []
        let stretches = try stretches(symbols.count, test: test.count, request.spec.split)
        let steps = sequence.steps ?? Self.defaultSteps
        func starts(_ stretch: Range<Int>, _ what: String) throws(FileError) -> [Int] {
            guard stretch.count > steps else {
                throw FileError(path, "has \(stretch.count) \(kind.rawValue) for \(what), fewer than a window of \(steps) and its target. Lower steps, or give more text.")
            }
            return try inStreams(sequence.streams, Array(Swift.stride(from: stretch.lowerBound, to: stretch.upperBound - steps, by: sequence.stride ?? steps)), what)
        }
        let training = try starts(stretches.training, "training")
        let seen = request.fitted.positions(windowsFrom: training, width: steps + 1, hasValidation: stretches.validation != nil) ?? Array(stretches.training)
        let vocabulary = try request.fitting.value("vocabulary") {
            sequence.alphabet.map(Vocabulary.init(alphabet:)) ?? Vocabulary(training: seen.lazy.map { symbols[$0] }, sequence)
        }
        let tokens = try tokens(symbols, vocabulary, path) + tokens(test, vocabulary, testPath ?? path)
        let storage = Examples(
            stored: [steps], inputs: vocabulary.stored(tokens), inputStep: 1, targets: .classes(Array(tokens.dropFirst()), perSample: steps), targetStep: 1, picks: nil,
            count: max(0, tokens.count - steps), weights: nil, categories: nil)
        var dataset = Dataset(
            name: (path as NSString).lastPathComponent, classNames: vocabulary.symbols, training: storage.picked(training),
            test: try stretches.test.map { stretch throws(FileError) in storage.picked(try starts(stretch, "test")) } ?? Examples(none: [steps]), symbols: vocabulary.symbols)
        dataset.validation = try stretches.validation.map { stretch throws(FileError) in storage.picked(try starts(stretch, "validation")) }
        return dataset
    }

    /// Orders windows for `streams` places read in parallel: the first window of each place, the second of each, …; the remainder of an uneven division is left out.
    private func inStreams(_ streams: Int?, _ starts: [Int], _ what: String) throws(FileError) -> [Int] {
        guard let streams else { return starts }
        let each = starts.count / streams
        guard each > 0 else { throw FileError(path, "has \(starts.count) windows for \(what), fewer than streams, \(streams). Lower streams or steps.") }
        return (0..<each).flatMap { turn in (0..<streams).map { starts[$0 * each + turn] } }
    }

    private func stretches(_ count: Int, test testCount: Int, _ split: SplitSpec?) throws(FileError) -> (training: Range<Int>, validation: Range<Int>?, test: Range<Int>?) {
        let test = testCount > 0 ? count..<count + testCount : nil
        guard let split else { return (0..<count, nil, test) }
        guard case .shares(let validationShare, let testShare) = split.kind else {
            throw FileError(path, "split: running text is split in its order. Give shares, such as {validation: 0.1, test: 0.1}.")
        }
        guard test == nil || testShare == 0 else { throw FileError(path, "split: asks for a test part, but test_path gives one already. Leave one of them out.") }
        let tests = Int(Double(count) * testShare), validations = Int(Double(count) * validationShare), kept = count - tests - validations
        guard testShare == 0 || tests > 0, validationShare == 0 || validations > 0 else {
            throw FileError(path, "split: a share of a text of \(count) is empty. Give a larger share, or more text.")
        }
        return (0..<kept, validations > 0 ? kept..<kept + validations : nil, tests > 0 ? count - tests..<count : test)
    }

    private static func text(_ path: String) throws(FileError) -> String {
        let data = try TextEncoding.utf8([UInt8](Gzip.read(path, limit: largestFile)), path: path)
        guard let text = String(data: Data(data), encoding: .utf8), !data.contains(0) else { throw FileError(path, "is not UTF-8 text. Save it as UTF-8.") }
        return text
    }

    private func tokens(_ symbols: [String], _ vocabulary: Vocabulary, _ path: String) throws(FileError) -> [Int32] {
        var tokens: [Int32] = []
        tokens.reserveCapacity(symbols.count)
        var line = 1
        for symbol in symbols {
            guard let number = vocabulary.number(symbol) else {
                throw FileError(
                    path,
                    "line \(line): expected only the characters \(vocabulary.symbols.joined().debugDescription), got \(symbol.debugDescription.prefix(40)). Widen the alphabet.")
            }
            if symbol == "\n" { line += 1 }
            tokens.append(number)
        }
        return tokens
    }
}

extension DataSource {
    /// Running text, and another text for the test part.
    public static func text(path: String, testPath: String?) -> DataSource { DataSource(TextSource(path: path, testPath: testPath)) }
}
