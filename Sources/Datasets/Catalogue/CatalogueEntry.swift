import Foundation
import Tensors

/// A data set that the program knows by name.
public struct CatalogueEntry: Hashable, Sendable {
    public let id: String
    public let title: String
    /// "5,000 + 1,000 grey images 28×28, 10 classes": training and test examples, what they are, what is asked of them.
    public let facts: String
    /// The shape of one input and the number of classes (0 where the targets are numbers), known without reading the data.
    public let inputShape: Shape
    public let classCount: Int
    let place: Place
    let content: Content
    var classNames = ClassNames.own

    enum Place: Hashable, Sendable {
        /// A folder of `sample-data`.
        case shipped(String)
        /// A folder of the system's, and the Debian package that brings it.
        case system(String, package: String)
        /// Made by the program.
        case nowhere
    }

    enum Content: Hashable, Sendable {
        /// IDX files, whose largest stored value becomes 1.
        case images(ImageLayout, largestValue: Int)
        /// Files that are read as a recipe would describe them, with paths from the entry's folder.
        case described(DataSpec)
        case generated(AdditionProblem, DataSpec)
    }

    enum ClassNames: Hashable, Sendable {
        /// As the data names them.
        case own
        case file(String)
        case digits
        case list([String])
    }

    /// Every data set of the catalogue.
    public static let all = images + tables + sequences

    /// The number of classes; `nil` where the targets are numbers.
    public var classes: Int? { classCount > 0 ? classCount : nil }

    public static func named(_ id: String) -> CatalogueEntry? { all.first { $0.id == id } }

    /// Why the data isn't there and what brings it, one sentence; `nil` when it is there.
    public func missing(in installation: Installation?) -> String? {
        if place == .nowhere { return nil }
        guard let folder = folder(in: installation) else {
            return "The program's sample-data folder is not above its executable. Run it from where it was built."
        }
        let files: [String] =
            switch content {
            case .images(let layout, _): layout.files
            case .described(let spec): spec.source.paths
            case .generated: []
            }
        guard let absent = files.first(where: { !FileManager.default.fileExists(atPath: (folder as NSString).appendingPathComponent($0)) }) else { return nil }
        return switch place {
        case .system(_, let package): "It is not installed. Run: sudo apt-get install \(package)"
        case .shipped, .nowhere: "\(absent) is missing from \(folder). Check the project out again."
        }
    }

    func folder(in installation: Installation?) -> String? {
        switch place {
        case .shipped(let name): installation.map { ($0.data as NSString).appendingPathComponent(name) }
        case .system(let path, _): path
        case .nowhere: nil
        }
    }

    /// What kind of files it has, which decides what a recipe may wish of it.
    public var family: DataFamily {
        switch content {
        case .images: .pictures
        case .generated: .generated
        case .described(let spec): spec.source.family
        }
    }

    /// What the entry wishes where a recipe says nothing.
    var defaults: DataSpec? {
        switch content {
        case .images: nil
        case .described(let spec), .generated(_, let spec): spec
        }
    }

    /// Class indices an example: one, or one a step of a text.
    public func targetsPerSample(for spec: DataSpec) -> Int {
        switch content {
        case .generated(let problem, _): problem.digits + 1
        case .described where family == .text: inputShape(for: spec)[0]
        case .images, .described: 1
        }
    }

    /// The shape of one input as a recipe prepares it, known without reading the data; where the recipe changes what a symbol is, only reading tells.
    public func inputShape(for spec: DataSpec) -> Shape {
        var dimensions = inputShape.dimensions
        if let size = spec.imageSize, dimensions.count == 3 { (dimensions[0], dimensions[1]) = (size.rows, size.columns) }
        if let steps = spec.sequence.steps ?? spec.sequence.length, defaults != nil { dimensions[0] = steps }
        if spec.oneHot == .fitted, defaults?.oneHot == nil, family == .text { dimensions.append(classCount) }
        if spec.oneHot == .off, defaults?.oneHot != nil { dimensions.removeLast() }
        if case .depth(let depth) = spec.oneHot { dimensions = (defaults?.oneHot == nil ? dimensions : Array(dimensions.dropLast())) + [depth] }
        return Shape(dimensions)
    }
}
