import Foundation
import Tensors

/// How the pictures of a catalogue entry are stored in IDX files.
enum ImageLayout: Hashable, Sendable {
    /// Four files: training images and labels, test images and labels.
    case parts(String, String, String, String)
    /// All examples in two files, the first half for training.
    case halves(images: String, labels: String)
    /// All examples in two files; the column `split` of a table says train, val or test.
    case table(images: String, labels: String, items: String)

    var files: [String] {
        switch self {
        case .parts(let a, let b, let c, let d): [a, b, c, d]
        case .halves(let images, let labels): [images, labels]
        case .table(let images, let labels, let items): [images, labels, items]
        }
    }

    /// The training and the test part. A table is sorted by class; its training and validation rows are shuffled, each by themselves, and joined in that order, so that
    /// the last share, which validates, holds every class.
    func load(from folder: String, classes: Int, largestValue: Int) throws(FileError) -> (training: Examples, test: Examples) {
        func path(_ file: String) -> String { (folder as NSString).appendingPathComponent(file) }
        func read(_ images: String, _ labels: String) throws(FileError) -> Examples {
            try Arrays.examples(images: path(images), labels: path(labels), classes: classes, largest: largestValue)
        }
        switch self {
        case .parts(let images, let labels, let testImages, let testLabels):
            return (try read(images, labels), try read(testImages, testLabels))
        case .halves(let images, let labels):
            let all = try read(images, labels)
            return (all[0..<all.count / 2], all[all.count / 2..<all.count])
        case .table(let images, let labels, let items):
            let all = try read(images, labels), table = try CsvTable(path: path(items))
            guard table.rows == all.count else {
                throw FileError(path(items), "expected \(all.count) rows, one for each image, got \(table.rows). Check the project out again.")
            }
            let parts = try table.parts(table.column("split", "split"))
            return (all.picked(Self.mixed(parts.training) + Self.mixed(parts.validation ?? [])), all.picked(parts.test))
        }
    }

    private static func mixed(_ indices: [Int]) -> [Int] {
        RandomGenerator(seed: 0, purpose: .split).permutation(indices.count, stream: 1).map { indices[$0] }
    }
}
