import Foundation

/// Where the targets of stored examples stand in a person's file.
struct TargetPlaces: Sendable {
    private let file: String
    /// The line of each stored example's targets; `nil` where the file is an array.
    private let lines: [Int]?
    /// The column of each number of a target.
    private let columns: [String]

    init(path: String, lines: [Int]? = nil, columns: [String] = []) {
        file = (path as NSString).lastPathComponent
        (self.lines, self.columns) = (lines, columns)
    }

    /// "line 3, column price of x.csv", "target 17 of y.npy"
    func text(stored: Int, number: Int) -> String {
        guard let lines else { return "target \(stored) of \(file)" }
        let column = columns.indices.contains(number) ? ", column \(columns[number].prefix(40))" : ""
        return (lines.indices.contains(stored) ? "line \(lines[stored])" : "row \(stored)") + column + " of \(file)"
    }
}
