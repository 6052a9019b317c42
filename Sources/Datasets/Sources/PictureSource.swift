import Tensors

/// `{source: images, folder: pictures}`: a folder with a folder of PNG or JPEG pictures for each class; the test part another such folder.
public struct PictureSource: SourceDescription {
    public var folder: String
    public var testFolder: String?
    /// What shows through the transparent parts of pictures.
    public var background = PictureBackground.white

    public static let name = "images"
    public static let title = "Your own pictures"
    public static let summary = "a folder with a folder of PNG or JPEG pictures for each class"
    public static let families = [DataFamily.pictures]
    public static let arguments: [DataArgument<PictureSource>] = [
        .init("folder", \.folder, .folder, isRequired: true, section: "source", help: "a folder with a folder of pictures for each class"),
        .init("test_folder", \.testFolder, .folder, section: "source", help: "another such folder, to test with"),
        .init(
            "background", \.background, .text(expectation: "white, black, grey or a colour such as '#ff8000'") { PictureBackground($0) != nil }, standard: .white,
            section: "source",
            help: "what shows through transparent parts"),
    ]

    public init(folder: String = "", testFolder: String? = nil) { (self.folder, self.testFolder) = (folder, testFolder) }

    public var firstImageSize: DataSpec.ImageSize? { .init(rows: 64, columns: 64) }

    public func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        try request.cut(ImageFolder(root: folder, testFolder: testFolder, size: request.spec.imageSize, background: background, fitting: request.fitting).load())
    }
}

extension DataSource {
    public static func images(folder: String, testFolder: String?) -> DataSource { DataSource(PictureSource(folder: folder, testFolder: testFolder)) }
}
