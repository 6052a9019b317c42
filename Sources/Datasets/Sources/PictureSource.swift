import Tensors

/// `{source: images, folder: pictures}`: a folder with a subfolder of PNG or JPEG pictures for each class; the test part is another such folder.
struct PictureSource: SourceDescription {
    var folder: String
    var testFolder: String?
    /// The colour on which transparent parts of pictures are drawn.
    var background = PictureBackground.white

    static let name = "images"
    static let title = "Your own pictures"
    static let summary = "a folder with a subfolder of PNG or JPEG pictures for each class"
    static let families = [DataFamily.pictures]
    static let arguments: [DataArgument<PictureSource>] = [
        .init("folder", \.folder, .folder, isRequired: true, section: "source", help: "a folder with a subfolder of pictures for each class"),
        .init("test_folder", \.testFolder, .folder, section: "source", help: "another such folder, for the test part"),
        .init(
            "background", \.background, .text(expectation: "white, black, grey or a colour such as '#ff8000'") { PictureBackground($0) != nil }, standard: .white,
            section: "source",
            help: "the colour behind transparent parts"),
    ]

    init(folder: String = "", testFolder: String? = nil) { (self.folder, self.testFolder) = (folder, testFolder) }

    var firstImageSize: DataSpec.ImageSize? { .init(rows: 64, columns: 64) }

    func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        try request.split(ImageFolder(root: folder, testFolder: testFolder, size: request.spec.imageSize, background: background, fitting: request.fitting).load())
    }
}

extension DataSource {
    /// A folder with a subfolder of pictures for each class, and another one for the test part.
    public static func images(folder: String, testFolder: String?) -> DataSource { DataSource(PictureSource(folder: folder, testFolder: testFolder)) }
}
