import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// Folders of pictures as people have them: what is read, what is left out and said, what is refused.
struct ImageFolderTests {
    private let scratch = Scratch()

    /// Copies test pictures to paths below the folder `pictures`.
    private func put(_ pictures: [String: String]) throws {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Pictures")
        for (path, name) in pictures { try scratch.write(Data(contentsOf: folder.appendingPathComponent(name)), to: "pictures/" + path) }
    }

    private func load(test: String? = nil, size: DataSpec.ImageSize? = nil) throws -> Dataset {
        try DatasetLoader(installation: nil).load(DataSpec(source: .images(folder: "pictures", testFolder: test), imageSize: size), relativeTo: scratch.path)
    }

    private func refusal(test: String? = nil, size: DataSpec.ImageSize? = nil) throws -> String {
        try #require(#expect(throws: FileError.self) { try load(test: test, size: size) }).description
    }

    @Test func picturesOfSeveralSizesNeedOne() throws {
        try put(["a/1.png": "exif-1.png", "a/2.png": "exif-2.png", "b/1.png": "interlaced.png"])
        let sentence = try refusal()
        #expect(sentence.contains("2 sizes, from 2×3 (a/1.png) to 7×9 (b/1.png)") || sentence.contains("2 sizes, from 2×3 (a/2.png) to 7×9 (b/1.png)"))
        #expect(sentence.contains("image_size, such as [2, 3]"))
        let data = try load(size: .init(rows: 4, columns: 4))
        #expect(data.inputShape == [4, 4, 1] && data.training.count == 3)
    }

    @Test func aTestFolderOfAnotherSizeNeedsOneToo() throws {
        try put(["train/a/1.png": "exif-1.png", "train/b/1.png": "exif-1.png", "test/a/1.png": "interlaced.png"])
        #expect(try refusal().contains("has pictures of 7×9, the training pictures are 2×3"))
        #expect(try load(size: .init(rows: 2, columns: 3)).test.count == 1)
    }

    @Test func aTurnedPictureHasTheSizeThatItIsSeenIn() throws {
        try put(["a/1.png": "exif-6.png", "b/1.png": "exif-8.png"])
        let data = try load()
        #expect(data.inputShape == [3, 2, 1] && data.note?.contains("2 pictures of 2 were turned") ?? false)
    }

    @Test func greyBesideColourBecomesColourAndIsSaid() throws {
        try put(["a/1.png": "rgba.png", "b/1.png": "gamma.png"])
        let data = try load(), note = try #require(data.note)
        #expect(
            data.inputShape == [1, 2, 3] && note.contains("1 picture of 2 was converted from grey to colour")
                && note.contains("1 picture of 2 has transparent parts, which show the background: white"))
    }

    @Test func picturesInDeeperFoldersCountForTheirClass() throws {
        try put(["a/1.png": "exif-1.png", "a/more/2.png": "exif-2.png", "a/more/still/3.png": "exif-3.png", "b/1.PNG": "exif-1.png", "b/.hidden.png": "grey-1.png"])
        let data = try load()
        #expect(data.classNames == ["a", "b"] && data.training.count == 4)
        #expect(data.note?.contains("2 pictures in folders inside a class's folder, such as a/more/2.png, count for that class") ?? false)
    }

    @Test func picturesBesideTheClassesAreSaidToBeLeftOut() throws {
        try put(["a/1.png": "exif-1.png", "b/1.png": "exif-1.png", "stray.png": "exif-1.png"])
        let data = try load()
        #expect(data.training.count == 2 && data.note?.contains("stray.png outside the folders of classes") ?? false)
    }

    @Test func foldersNamedTrainAndTestAreParts() throws {
        try put(["train/a/1.png": "exif-1.png", "train/b/1.png": "exif-2.png", "Test/b/1.png": "exif-1.png", "val/a/1.png": "exif-1.png", "val/b/2.png": "exif-1.png"])
        let data = try load()
        #expect(data.classNames == ["a", "b"] && data.training.count == 2 && data.validation?.count == 2 && data.test.count == 1 && data.test.label(0) == 1)
        #expect(data.note?.contains("train and val and Test in") ?? false)
        try put(["other/a/1.png": "exif-1.png"])
        #expect(try refusal().contains("has a folder other beside train and val and Test, which are parts of the data, not classes"))
    }

    @Test func classesMayBeNamedTrainWhereTheyHoldPictures() throws {
        try put(["train/1.png": "exif-1.png", "plane/1.png": "exif-2.png"])
        #expect(try load().classNames == ["plane", "train"])
    }

    @Test func aFolderAroundTheFoldersOfClassesIsNamed() throws {
        try put(["archive/a/1.png": "exif-1.png", "archive/b/1.png": "exif-1.png"])
        #expect(try refusal().contains("Give folder: \(scratch.file("pictures/archive"))"))
    }

    @Test func theSameFoldersInEachAreThoseOfClasses() throws {
        try put(["seg_train/a/1.png": "exif-1.png", "seg_train/b/1.png": "exif-1.png", "seg_test/a/1.png": "exif-1.png", "seg_test/b/2.png": "exif-1.png"])
        #expect(try refusal().contains("has the same folders, a, b, in seg_test, seg_train, which look like parts of the data, not classes"))
    }

    @Test func allDamagedPicturesAreNamedAtOnce() throws {
        try put(["a/ok.png": "exif-1.png", "b/ok.png": "exif-1.png"])
        for index in 10..<40 { try scratch.write(Data([0x89, 0x50, 0x4E, 0x47]), to: "pictures/a/\(index).png") }
        try scratch.write("<html>", to: "pictures/b/page.jpg")
        let sentence = try refusal()
        #expect(sentence.contains("31 pictures can't be read: a/10.png (damaged or cut off), a/11.png") && sentence.contains("and 11 more"))
    }
}
