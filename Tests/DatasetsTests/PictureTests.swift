import Foundation
import Tensors
import TestSupport
import Testing

@testable import Datasets

/// Pictures as Pillow gives them: made by hand with every kind of chunk that changes what a reader may see.
struct PictureTests {
    private func file(_ name: String, background: PictureBackground = .white) throws -> PictureFile {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Pictures").path
        return try PictureFile(path: (folder as NSString).appendingPathComponent(name), background: background)
    }

    @Test(
        arguments: [
            ("grey-16.png", 1, [0, 128, 255]), ("colour-16.png", 3, [255, 128, 1]),
            ("gamma.png", 1, [128, 64]), ("srgb.png", 3, [10, 100, 200]),
            ("grey-1.png", 1, [0, 255, 0, 255, 0, 0, 255, 255]), ("grey-2.png", 1, [0, 85, 170, 255]), ("grey-4.png", 1, [0, 255]),
            ("rgba-opaque.png", 3, [7, 8, 9]), ("interlaced.png", 1, (0..<63).map { 4 * $0 }),
        ] as [(String, Int, [UInt8])])
    func samplesAreTakenAsTheyAreStored(_ name: String, _ channels: Int, _ samples: [UInt8]) throws {
        let file = try file(name)
        #expect(file.picture.channels == channels && file.picture.bytes == samples && !file.isTransparent && !file.isTurned)
    }

    /// Half transparent is 128 of 255: 10 becomes (128 · 10 + 127 · 255) / 255.
    @Test(
        arguments: [
            ("palette-alpha.png", [255, 0, 0, 132, 227, 142]), ("colour-key.png", [255, 255, 255, 9, 9, 9]), ("rgba.png", [255, 255, 255, 0, 0, 0]),
            ("grey-alpha.png", [255, 100]),
        ] as [(String, [UInt8])])
    func transparentPartsShowWhite(_ name: String, _ samples: [UInt8]) throws {
        let file = try file(name)
        #expect(file.picture.bytes == samples && file.isTransparent)
    }

    @Test func anotherBackgroundShowsWhereItIsAskedFor() throws {
        let red = PictureBackground(red: 255, green: 0, blue: 0)
        #expect(try file("rgba.png", background: red).picture.bytes == [255, 0, 0, 0, 0, 0])
        #expect(try file("grey-alpha.png", background: red).picture.bytes == [255, 0, 0, 100, 100, 100])
        #expect(try file("grey-alpha.png", background: PictureBackground(red: 9, green: 9, blue: 9)).picture.bytes == [9, 100])
        #expect(try file("rgba-opaque.png", background: red).picture.bytes == [7, 8, 9])
    }

    @Test func coloursAreToldByNameOrByTheirParts() {
        for (text, colour) in [
            ("white", PictureBackground.white), ("#ff8000", PictureBackground(red: 255, green: 128, blue: 0)), ("#000001", PictureBackground(red: 0, green: 0, blue: 1)),
        ] {
            #expect(PictureBackground(text) == colour && colour.description == text)
        }
        #expect(PictureBackground("#FFFFFF") == .white && PictureBackground("Black")?.description == "black")
        for text in ["", "#", "#fff", "ff8000", "#ff80001", "#+f8000", "blu"] { #expect(PictureBackground(text) == nil, "\(text)") }
    }

    /// As Pillow's ImageOps.exif_transpose turns 10 20 30 over 40 50 60; the notes stand before the samples in some files, behind them in others, in both byte orders.
    @Test(
        arguments: [
            (1, 2, [10, 20, 30, 40, 50, 60]), (2, 2, [30, 20, 10, 60, 50, 40]), (3, 2, [60, 50, 40, 30, 20, 10]), (4, 2, [40, 50, 60, 10, 20, 30]),
            (5, 3, [10, 40, 20, 50, 30, 60]), (6, 3, [40, 10, 50, 20, 60, 30]), (7, 3, [60, 30, 50, 20, 40, 10]), (8, 3, [30, 60, 20, 50, 10, 40]),
        ] as [(Int, Int, [UInt8])])
    func aPictureStandsAsTheCameraSawIt(_ orientation: Int, _ rows: Int, _ samples: [UInt8]) throws {
        let file = try file("exif-\(orientation).png")
        #expect(file.picture == Picture(rows: rows, columns: 5 - rows, channels: 1, bytes: samples))
        #expect(file.isTurned == (orientation > 1))
    }

    @Test func aJpegIsTurnedToo() throws {
        let picture = try file("exif-6.jpg").picture
        #expect(picture.rows == 16 && picture.columns == 8 && picture.bytes.prefix(8).allSatisfy { $0 < 10 } && picture.bytes.suffix(8).allSatisfy { $0 > 245 })
    }

    @Test func notesOfACameraThatLieAreLeftAlone() {
        let valid: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        #expect(PictureOrientation(exif: valid) == .turnedRight)
        for count in 0..<20 { #expect(PictureOrientation(exif: Array(valid.prefix(count))) == nil) }
        for (place, byte) in [(7, 255), (4, 255), (3, 41), (0, 0x49), (19, 9), (13, 7)] as [(Int, UInt8)] {
            var notes = valid
            notes[place] = byte
            #expect(PictureOrientation(exif: notes) == nil)
        }
        for bytes in Mutations.of(Data(valid), count: 4_000) { _ = PictureOrientation(exif: [UInt8](bytes)) }
    }

    @Test func printingInksBecomeLight() throws {
        let picture = try file("cmyk.jpg").picture
        #expect(picture.channels == 3 && picture.bytes[0] > 250 && picture.bytes[1] < 5 && picture.bytes[2] < 5)
    }

    /// Cameras and web sites leave stray bytes, which Pillow and TensorFlow read past; a file that ends early is cut off.
    @Test func strayBytesLoseNothingButACutDoes() throws {
        #expect(try file("stray-bytes.jpg").picture == file("plain.jpg").picture)
        let scratch = Scratch(), folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Pictures")
        for (name, kept) in [("plain.jpg", 0.9), ("interlaced.png", 0.7), ("plain.jpg", 0.3), ("grey-16.png", 0.4)] {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            let path = try scratch.write(Data(data.prefix(Int(Double(data.count) * kept))), to: name)
            #expect(throws: PictureFile.Problem.self, "\(name)") { try PictureFile(path: path) }
        }
    }

    @Test func damagedPicturesNeverTrap() throws {
        let scratch = Scratch(), folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Pictures")
        for name in ["exif-6.jpg", "interlaced.png", "palette-alpha.png", "exif-8.png", "cmyk.jpg"] {
            for bytes in Mutations.of(try Data(contentsOf: folder.appendingPathComponent(name)), count: 300) {
                let path = try scratch.write(bytes, to: "damaged")
                _ = try? PictureFile(path: path)
            }
        }
    }
}
