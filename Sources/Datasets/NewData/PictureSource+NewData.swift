import Foundation
import Tensors

extension PictureSource {
    func newExamples(_ input: NewInput, _ request: NewRequest) throws(FileError) -> NewExamples {
        try NewPictures(input, request, background: background, isScaled: request.spec.imageSize != nil).examples
    }
}

extension ArraySource {
    /// Pictures, where the run's arrays were pictures of bytes.
    func newExamples(_ input: NewInput, _ request: NewRequest) throws(FileError) -> NewExamples {
        guard request.shape.rank == 3, request.fitted.inputs.byteScale != nil, input.mayBePictures else {
            throw FileError(input.name, "expected an npy file of inputs \(request.shape.tuple), as the run was trained on. Save the examples with numpy.save.")
        }
        return try NewPictures(input, request).examples
    }
}

extension CatalogueSource {
    func newExamples(_ input: NewInput, _ request: NewRequest) throws(FileError) -> NewExamples {
        switch CatalogueEntry.named(id)?.content {
        case .described(let spec)?: return try spec.source.description.newExamples(input, request)
        case .images(_, let largestValue)?: return try NewPictures(input, request, largestValue: largestValue).examples
        case .generated(let problem, _)?:
            let lines = try input.lines()
            var tokens: [UInt8] = []
            for (number, text) in lines { tokens += try problem.question(text, location: "\(input.name), line \(number)") }
            return NewExamples(name: input.name, .bytes(tokens, scale: 1), stored: request.shape, columns: ["question"], rows: lines.map { [$0.text] })
        case nil: throw FileError(id, "is no data set of this version. Train the recipe anew.")
        }
    }
}

extension NewInput {
    fileprivate var mayBePictures: Bool {
        guard case .path(let path) = self, !isFolder else { return isFolder }
        return PictureFile.endings.contains((path as NSString).pathExtension.lowercased())
    }
}

/// Pictures of files, with the size and the channels of a run's own.
private struct NewPictures {
    let examples: NewExamples

    private static let maxNamed = 20

    /// `isScaled`: the run scaled its own pictures, too. `largestValue`: what white is stored as.
    init(_ input: NewInput, _ request: NewRequest, background: PictureBackground = .white, isScaled: Bool = false, largestValue: Int = 255) throws(FileError) {
        guard case .path(let path) = input else { throw request.refusal(input, "a picture (.png, .jpg) or a folder of pictures") }
        let paths: [String] = if input.isFolder { try PictureFolders.pictures(in: path).files.map(\.path) } else { [path] }
        guard !paths.isEmpty else { throw FileError(path, "has no PNG or JPEG picture. Give a folder of pictures, or a picture.") }
        let shape = request.shape, rows = shape[0], columns = shape[1]
        var bytes: [UInt8] = [], problems: [(path: String, problem: PictureFile.Problem)] = [], scaled: [String] = [], transparent = 0
        for path in paths {
            do {
                let file = try PictureFile(path: path, background: background), picture = shape[2] == 3 ? file.picture.coloured : file.picture.grey
                if (picture.rows, picture.columns) != (rows, columns) { scaled.append("\(Self.name(path, input)) of \(picture.rows)×\(picture.columns)") }
                transparent += file.isTransparent ? 1 : 0
                bytes += picture.scaled(rows: rows, columns: columns).bytes
            } catch { problems.append((path, error)) }
        }
        if problems.count == 1, let only = problems.first { throw only.problem.error(only.path) }
        guard problems.isEmpty else {
            let named = problems.prefix(Self.maxNamed).map { "\(Self.name($0.path, input)) (\($0.problem.reason))" }.joined(separator: ", ")
            throw FileError(path, "\(problems.count) pictures can't be read: \(named). Remove them from the folder.")
        }
        if largestValue != 255 { bytes = bytes.map { UInt8((Int($0) * largestValue + 127) / 255) } }
        var examples = NewExamples(name: path, .bytes(bytes, scale: 1), stored: shape, columns: ["file"], rows: paths.map { [Self.name($0, input)] })
        if let first = scaled.first, !isScaled {
            let what = scaled.count == 1 ? "\(first) was" : "\(scaled.count) pictures, such as \(first), were"
            examples.notes.append("\(what) scaled to \(rows)×\(columns), the size that the run was trained on.")
        }
        if transparent > 0 {
            examples.notes.append("\(transparent == 1 ? "1 picture has" : "\(transparent) pictures have") transparent parts, which show the background: \(background).")
        }
        self.examples = examples
    }

    /// Below the folder that was given.
    private static func name(_ path: String, _ input: NewInput) -> String {
        guard input.isFolder, path.hasPrefix(input.name) else { return path }
        return String(path.dropFirst(input.name.count).drop { $0 == "/" })
    }
}
