import Foundation
import Tensors

/// A data set that the program knows by name.
public struct CatalogueEntry: Hashable, Sendable {
    public let id: String
    public let title: String
    /// "5,000 + 1,000 grey images 28×28, 10 classes"
    public let facts: String
    /// The shape of one input and the number of classes, known without reading the data.
    public let inputShape: Shape
    public let classCount: Int
    let place: Place
    let layout: Layout
    let classNames: ClassNames
    /// The largest stored value, which becomes 1.
    let largestValue: Int

    enum Place: Hashable, Sendable {
        /// A folder of `sample-data`.
        case shipped(String)
        /// A folder of the system's, and the Debian package that brings it.
        case system(String, package: String)
    }

    enum Layout: Hashable, Sendable {
        /// Four IDX files: training images and labels, test images and labels.
        case parts(String, String, String, String)
        /// All examples in two IDX files, the first half for training.
        case halves(images: String, labels: String)
        /// All examples in two IDX files; a table's last or named column says `train`, `val` or `test`.
        case table(images: String, labels: String, items: String)
    }

    enum ClassNames: Hashable, Sendable {
        case file(String)
        case digits
        case list([String])
    }

    /// Every data set of the catalogue.
    public static let all: [CatalogueEntry] = [
        CatalogueEntry(
            id: "fashion-mnist", title: "Fashion-MNIST", facts: "60,000 + 10,000 grey images 28×28, 10 classes",
            inputShape: [28, 28, 1], classCount: 10,
            place: .system("/usr/share/datasets/fashion-mnist", package: "dataset-fashion-mnist"),
            layout: .parts("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"),
            classNames: .list(fashion), largestValue: 255),
        CatalogueEntry(
            id: "fashion-mnist-mini", title: "Fashion-MNIST, small", facts: "5,000 + 1,000 grey images 28×28, 10 classes",
            inputShape: [28, 28, 1], classCount: 10, place: .shipped("fashion-mnist-mini"),
            layout: .parts("train-images.idx.gz", "train-labels.idx.gz", "test-images.idx.gz", "test-labels.idx.gz"), classNames: .file("labels.txt"),
            largestValue: 255),
        CatalogueEntry(
            id: "mnist-5k", title: "Handwritten digits", facts: "4,000 + 1,000 grey images 28×28, 10 classes",
            inputShape: [28, 28, 1], classCount: 10, place: .shipped("mnist-5k"),
            layout: .parts("train-images.idx.gz", "train-labels.idx.gz", "test-images.idx.gz", "test-labels.idx.gz"), classNames: .digits, largestValue: 255),
        CatalogueEntry(
            id: "digits-8x8", title: "Handwritten digits, tiny", facts: "898 + 899 grey images 8×8, 10 classes",
            inputShape: [8, 8, 1], classCount: 10, place: .shipped("digits-8x8"),
            layout: .halves(images: "images.idx.gz", labels: "labels.idx.gz"), classNames: .digits, largestValue: 16),
        CatalogueEntry(
            id: "colour-icons-32", title: "Colour icons, small", facts: "997 + 248 colour images 32×32, 8 classes",
            inputShape: [32, 32, 3], classCount: 8, place: .shipped("colour-icons"),
            layout: .table(images: "images-32x32x3.idx.gz", labels: "labels.idx.gz", items: "items.csv"), classNames: .file("labels.txt"), largestValue: 255),
        CatalogueEntry(
            id: "colour-icons-128", title: "Colour icons", facts: "192 + 64 colour images 128×128, 8 classes",
            inputShape: [128, 128, 3], classCount: 8, place: .shipped("colour-icons"),
            layout: .table(images: "images-128x128x3.idx.gz", labels: "labels-128.idx.gz", items: "items-128.csv"), classNames: .file("labels.txt"),
            largestValue: 255),
    ]

    private static let fashion = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]

    public static func named(_ id: String) -> CatalogueEntry? { all.first { $0.id == id } }

    /// Why the data isn't there and what brings it, one sentence; `nil` when it is there.
    public func missing(in installation: Installation?) -> String? {
        guard let folder = folder(in: installation) else {
            return "The program's sample-data folder is not above its executable. Run it from where it was built."
        }
        let files: [String] =
            switch layout {
            case .parts(let a, let b, let c, let d): [a, b, c, d]
            case .halves(let images, let labels): [images, labels]
            case .table(let images, let labels, let items): [images, labels, items]
            }
        guard let absent = files.first(where: { !FileManager.default.fileExists(atPath: (folder as NSString).appendingPathComponent($0)) }) else { return nil }
        return switch place {
        case .system(_, let package): "It is not installed. Run: sudo apt-get install \(package)"
        case .shipped: "\(absent) is missing from \(folder). Check the project out again."
        }
    }

    func folder(in installation: Installation?) -> String? {
        switch place {
        case .shipped(let name): installation.map { ($0.data as NSString).appendingPathComponent(name) }
        case .system(let path, _): path
        }
    }

    /// Reads the data set.
    public func load(from installation: Installation?) throws(FileError) -> Dataset {
        if let missing = missing(in: installation) { throw FileError(id, missing) }
        guard let folder = folder(in: installation) else { throw FileError(id, "has no folder.") }
        func path(_ file: String) -> String { (folder as NSString).appendingPathComponent(file) }
        let names: [String]
        switch classNames {
        case .digits: names = (0...9).map(String.init)
        case .list(let list): names = list
        case .file(let file):
            names = String(decoding: try FileBytes.read(path(file), limit: 1 << 20), as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
        }
        let training: Examples, test: Examples
        switch layout {
        case .parts(let images, let labels, let testImages, let testLabels):
            training = try Arrays.examples(images: path(images), labels: path(labels), classes: names.count, largest: largestValue)
            test = try Arrays.examples(images: path(testImages), labels: path(testLabels), classes: names.count, largest: largestValue)
        case .halves(let images, let labels):
            let all = try Arrays.examples(images: path(images), labels: path(labels), classes: names.count, largest: largestValue)
            training = all[0..<all.count / 2]
            test = all[all.count / 2..<all.count]
        case .table(let images, let labels, let items):
            let all = try Arrays.examples(images: path(images), labels: path(labels), classes: names.count, largest: largestValue)
            let split = try Self.split(path(items), count: all.count)
            training = all.picked(Self.mixed(split["train"] ?? []) + Self.mixed(split["val"] ?? []))
            test = all.picked(split["test"] ?? [])
        }
        return Dataset(name: id, classNames: names, training: training, test: test)
    }

    /// Tables are sorted by class: mixed, always in the same way, the last share of them holds every class.
    private static func mixed(_ places: [Int]) -> [Int] {
        RandomGenerator(seed: 0, purpose: .split).permutation(places.count, stream: 1).map { places[$0] }
    }

    /// The places of each part, from the table's `split` column.
    private static func split(_ path: String, count: Int) throws(FileError) -> [String: [Int]] {
        let lines = String(decoding: try FileBytes.read(path, limit: 1 << 26), as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let column = lines.first?.split(separator: ",").firstIndex(of: "split"), lines.count == count + 1 else {
            throw FileError(path, "expected a column split and \(count) lines below it. Check the project out again.")
        }
        var parts: [String: [Int]] = [:]
        for (place, line) in lines.dropFirst().enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard column < fields.count else { throw FileError(path, "line \(place + 2) has no split. Check the project out again.") }
            parts[String(fields[column]), default: []].append(place)
        }
        return parts
    }
}
