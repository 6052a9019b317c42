import Datasets
import Foundation
import Networks
import Recipes
import Tensors

/// What a run predicts for new data: its outputs, and the same as a table with class names, probabilities and the rows' own columns.
public struct RunPrediction: Sendable {
    /// (count, output); numbers are in the target's own unit.
    public let outputs: Tensor
    /// What a person should know about the reading of the data, one sentence each.
    public let notes: [String]
    private let examples: NewExamples
    private let recipe: Recipe
    private let fitted: FittedData

    /// The most outputs that a table has columns for.
    private static let maxColumns = 1_000

    init(_ examples: NewExamples, outputs: Tensor, _ recipe: Recipe, _ fitted: FittedData) {
        (self.examples, self.outputs, self.recipe, self.fitted) = (examples, outputs, recipe, fitted)
        notes = examples.notes
    }

    /// Lines of a table that begins with the rows' own columns, written as the table that was read. Throws where the outputs are too many for columns.
    public func table() throws(TrainingError) -> String {
        let (names, predicted) = try columns()
        var lines = [examples.columns + names.map(free)]
        for (row, own) in examples.rows.enumerated() { lines.append(own + predicted(row)) }
        let delimiter = String(examples.delimiter)
        func field(_ text: String) -> String {
            let needsQuotes = text.contains { $0 == examples.delimiter || $0 == "\"" || $0.isNewline } || text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false
            return needsQuotes && examples.delimiter != "\t" ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
        return lines.map { $0.map(field).joined(separator: delimiter) }.joined(separator: "\n") + "\n"
    }

    /// A name that no column of the rows has.
    private func free(_ name: String) -> String {
        var free = name, number = 2
        while examples.columns.contains(free) {
            free = "\(name)_\(number)"
            number += 1
        }
        return free
    }

    /// The names of what is predicted, and its fields for a row.
    private func columns() throws(TrainingError) -> (names: [String], fields: (Int) -> [String]) {
        let shape = Array(outputs.shape.dimensions.dropFirst()), width = shape.last ?? 1, size = shape.reduce(1, *), classes = fitted.classNames
        func row(_ index: Int) -> ArraySlice<Float> { outputs.values[index * size..<(index + 1) * size] }
        let isOfClasses = !classes.isEmpty && (width == classes.count || classes.count == 2 && width == 1)
        if isOfClasses, size == width { return (["predicted"] + classes.map { prefix + $0 }, { [self] in classFields(row($0)) }) }
        if isOfClasses, recipe.data.source.family.learnsWhatComesNext {
            return (["predicted"] + classes.map { prefix + $0 }, { [self] in classFields(row($0).suffix(width)) })
        }
        if isOfClasses {
            return (["predicted", prefix + "lowest"], { [self] in sequenceFields(row($0), width: width) })
        }
        guard size <= Self.maxColumns else {
            throw TrainingError("Each example has outputs \(Shape(shape).tuple), too many for the columns of a table. Give --output a name that ends in .npy.")
        }
        let targets = fitted.targetColumns
        let names = targets.count == size ? (size == 1 ? ["predicted"] : targets.map { "predicted_" + $0 }) : (0..<size).map { "output_\($0 + 1)" }
        return (names, { [self] in row($0).map(text) })
    }

    /// Outputs of a softmax or a sigmoid are probabilities; others are just outputs.
    private var prefix: String {
        let last = recipe.model.last { $0.arrangement == .none }?.lastActivation
        return last == .softmax || last == .sigmoid ? "p_" : "output_"
    }

    /// The class of the largest output, then every class's.
    private func classFields(_ row: ArraySlice<Float>) -> [String] {
        let each = row.count == 1 && fitted.classNames.count == 2 ? [1 - (row.first ?? 0), row.first ?? 0] : Array(row)
        return [fitted.classNames[Self.largest(each)]] + each.map(text)
    }

    /// The classes of the steps side by side, and the smallest of their outputs.
    private func sequenceFields(_ row: ArraySlice<Float>, width: Int) -> [String] {
        let steps = stride(from: row.startIndex, to: row.endIndex, by: width).map { start -> [Float] in
            let own = Array(row[start..<start + width])
            return own.count == 1 ? [1 - own[0], own[0]] : own
        }
        let isOfWords = fitted.classNames.contains { $0.count > 1 }
        let names = steps.map { fitted.classNames[Self.largest($0)] }, lowest = steps.map { $0.max() ?? 0 }.min() ?? 0
        return [names.joined(separator: isOfWords ? " " : ""), text(lowest)]
    }

    private static func largest(_ row: [Float]) -> Int { row.indices.max { row[$0] < row[$1] } ?? 0 }

    /// As many digits as a 32-bit number has, with the decimal mark of the table.
    private func text(_ number: Float) -> String {
        let text = String(format: "%.7g", Double(number))
        return examples.decimal == .comma ? text.replacing(".", with: ",") : text
    }
}
