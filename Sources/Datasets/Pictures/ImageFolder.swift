import Foundation
import Tensors

/// Reads a folder that has a subfolder of pictures for each class, named like the class.
struct ImageFolder {
    let root: String
    /// The test part: another such folder, with the same class names.
    let testFolder: String?
    /// The size to which all pictures are scaled; `nil` where they have the same size.
    let size: DataSpec.ImageSize?
    var background = PictureBackground.white
    let fitting: Fitting

    func load() throws(FileError) -> Dataset {
        let parts = try PictureParts(root, testFolder: testFolder)
        let folders = try PictureFolders(parts.training)
        try folders.checkClasses()
        let classNames = try fitting.value("classes") { FittedClasses(names: folders.classNames) }.names
        try checkNames(folders, classNames)
        let training = try read(folders, classNames: classNames, like: nil)
        func other(_ path: String?) throws(FileError) -> Part? {
            guard let path else { return nil }
            let own = try PictureFolders(path)
            try own.checkPictures()
            try checkNames(own, classNames)
            return try read(own, classNames: classNames, like: training.pictures)
        }
        let validation = try other(parts.validation), test = try other(parts.test)
        var dataset = Dataset(
            name: (root as NSString).lastPathComponent, classNames: classNames, training: training.examples,
            test: test?.examples ?? Examples(none: training.examples.shape))
        dataset.validation = validation?.examples
        let notes = [parts.note].compactMap { $0 } + training.notes + (validation?.notes ?? []) + (test?.notes ?? [])
        dataset.note = notes.isEmpty ? nil : notes.joined(separator: " ")
        return dataset
    }

    /// Throws where another part has a class that the training part doesn't have.
    private func checkNames(_ folders: PictureFolders, _ classNames: [String]) throws(FileError) {
        guard let unknown = folders.classNames.first(where: { !classNames.contains($0) }) else { return }
        throw FileError(folders.root, "has a folder \(unknown), which the training pictures don't have. Its folders may be \(classNames.joined(separator: ", ")).")
    }

    private struct Part {
        let examples: Examples
        let pictures: PictureSet
        let notes: [String]
    }

    /// The pictures and classes of one part, shuffled in the same way each time.
    private func read(_ folders: PictureFolders, classNames: [String], like: PictureSet?) throws(FileError) -> Part {
        let order = RandomGenerator(seed: 0, purpose: .split).permutation(folders.files.count, stream: 0)
        let pictures = try PictureSet(folders, order: order, PictureSet.Conversion(scaledTo: size, like: like, background: background))
        let numbers = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, Int32($0)) })
        let examples = Examples(
            shape: [pictures.size.rows, pictures.size.columns, pictures.channels], inputs: .bytes(pictures.bytes, scale: 1),
            targets: .classes(order.map { numbers[folders.files[$0].className] ?? 0 }), count: order.count)
        return Part(examples: examples, pictures: pictures, notes: folders.notes + pictures.notes)
    }
}
