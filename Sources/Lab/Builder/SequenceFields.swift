import Datasets
import Networks

/// How images, whole numbers, texts and series become inputs.
extension DataRow {
    static let preparation: [DataRow] = [
        DataRow(
            path: "image_size", domain: .optionalPair(DataSpec.ImageSize.sidesRange, noneMeans: "as they are"), help: "rows and columns that images are scaled to; none: as they are",
            section: "data", isThere: { $0.mayBeImages }, get: { $0.imageSize.map { .pair($0.rows, $0.columns) } ?? .none },
            set: { data, value in
                let sides = DataSpec.ImageSize.sidesRange
                switch value {
                case .none: data.imageSize = nil
                case .integer(let side) where sides.contains(side): data.imageSize = .init(rows: side, columns: side)
                case .pair(let rows, let columns) where sides.contains(rows) && sides.contains(columns): data.imageSize = .init(rows: rows, columns: columns)
                default: return false
                }
                return true
            }),
        DataRow(
            path: "one_hot", domain: .choice([nothing, "off", "fitted", "depth"]),
            help: "whole numbers as rows with a one: as wide as the vocabulary, or of a depth; off: as they are, for an Embedding; none: as the data has it",
            section: "data", standard: .choice(nothing), isThere: { !($0.isSeries || $0.mayBeImages && $0.family != nil || $0.family == .table) || $0.oneHot != nil },
            get: {
                switch $0.oneHot {
                case .off: .choice("off")
                case .fitted: .choice("fitted")
                case .depth: .choice("depth")
                case nil: .choice(nothing)
                }
            },
            set: { data, value in
                switch value {
                case .choice(nothing): data.oneHot = nil
                case .choice("off"): data.oneHot = .off
                case .choice("fitted"): data.oneHot = .fitted
                case .choice("depth"): data.oneHot = .depth(firstDepth)
                default: return false
                }
                return true
            }),
        DataRow(
            path: "one_hot.depth", domain: .integer(DataSpec.OneHotChoice.depthRange), help: "numbers of a row: more than the largest whole number", section: "data", level: 1,
            isThere: { if case .depth = $0.oneHot { true } else { false } },
            get: { if case .depth(let depth) = $0.oneHot { .integer(depth) } else { .none } },
            set: { data, value in
                guard case .integer(let depth) = value, DataSpec.OneHotChoice.depthRange.contains(depth) else { return false }
                data.oneHot = .depth(depth)
                return true
            }),
    ]

    private static let firstDepth = 32

    static let sequence: [DataRow] = [
        word("vocabulary", "what a symbol is; none: as the data has it, else characters", \.vocabulary) { $0.isText || $0.isTextTable }
            .then { data in if data.sequence.vocabulary == .words { data.sequence.alphabet = nil } },
        text(
            "alphabet", "these characters alone, numbered from 0, such as ACGT; none: those that occur", section: "sequence", expectation: "two different characters or more, or none",
            isThere: { $0.isText || $0.isTextTable }, get: { $0.sequence.alphabet }, set: { $0.sequence.alphabet = $1 }
        ).checked { $0.count >= 2 && Set($0).count == $0.count }
            .then { data in
                guard data.sequence.alphabet != nil else { return }
                data.sequence.maxTokens = nil
                if data.sequence.vocabulary == .words { data.sequence.vocabulary = nil }
            },
        count("max_tokens", "the most symbols of the vocabulary", in: SequenceSpec.maxTokensRange, noneMeans: "10,000", \.maxTokens) {
            ($0.isText || $0.isTextTable) && $0.sequence.alphabet == nil
        },
        count("length", "symbols that each text is padded or cut to", in: SequenceSpec.lengthRange, noneMeans: "the longest", \.length) { $0.isTextTable },
        word("padding", "the end that short texts are padded at; none: post", \.padding) { $0.isTextTable },
        word("truncating", "the end that long texts are cut at; none: post", \.truncating) { $0.isTextTable },
        count("steps", "symbols or rows that it reads at a time", in: SequenceSpec.stepsRange, noneMeans: "40", \.steps) { $0.isText || $0.isSeries },
        count("stride", "from one window's start to the next one's", in: SequenceSpec.strideRange, noneMeans: "steps of a text, 1 of a series", \.stride) { $0.isText || $0.isSeries },
        count("streams", "readers side by side, for stateful layers: as many as batch_size", in: SequenceSpec.streamsRange, noneMeans: "no such", \.streams) { $0.isText },
        count("horizon", "rows from a window's last to the one that is foretold", in: SequenceSpec.horizonRange, noneMeans: "1, the next", \.horizon) { $0.isSeries },
    ]

    /// Setting it takes away what can't stand beside it.
    private func then(_ more: @escaping @Sendable (inout DataSpec) -> Void) -> DataRow {
        DataRow(path: path, domain: domain, help: help, section: section, level: level, expectation: expectation, standard: standard, isThere: isThere, get: get) { [set] data, value in
            guard set(&data, value) else { return false }
            more(&data)
            return true
        }
    }
}
