import Foundation
import Tensors
import TestSupport
import Testing

/// What numpy.save writes: every kind of number in both byte orders and both orders of the axes, and what is no number.
struct NpyTests {
    private func file(_ type: String, _ shape: String, _ bytes: [UInt8], isColumnMajor: Bool = false) -> Data {
        file(descr: "'\(type)'", shape, bytes, isColumnMajor: isColumnMajor)
    }

    private func file(descr: String, _ shape: String, _ bytes: [UInt8], isColumnMajor: Bool = false) -> Data {
        var header = "{'descr': \(descr), 'fortran_order': \(isColumnMajor ? "True" : "False"), 'shape': \(shape), }"
        header += String(repeating: " ", count: 117 - header.count) + "\n"
        return Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + bytes)
    }

    private func read(_ type: String, _ shape: String, _ bytes: [UInt8], isColumnMajor: Bool = false) throws -> NpyFile {
        try NpyFile(bytes: file(type, shape, bytes, isColumnMajor: isColumnMajor), path: "x.npy")
    }

    private func refusal(_ data: Data) throws -> String {
        try #require(#expect(throws: FileError.self) { try NpyFile(bytes: data, path: "x.npy") }).sentence
    }

    @Test(
        arguments: [
            ("|u1", [7, 255], [7, 255]), ("|i1", [7, 255], [7, -1]), ("|b1", [1, 0], [1, 0]),
            ("<u2", [1, 2, 0, 128], [513, 32_768]), (">u2", [2, 1, 128, 0], [513, 32_768]), ("<i2", [1, 2, 254, 255], [513, -2]), (">i2", [2, 1, 255, 254], [513, -2]),
            ("<u4", [1, 0, 0, 0, 0, 0, 0, 128], [1, 2_147_483_648]), (">u4", [0, 0, 0, 1, 128, 0, 0, 0], [1, 2_147_483_648]),
            ("<i4", [3, 0, 0, 0, 255, 255, 255, 255], [3, -1]), (">i4", [0, 0, 0, 3, 255, 255, 255, 255], [3, -1]),
            ("<i8", [3, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], [3, -1]),
            (">i8", [0, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255, 255, 255, 255, 255, 255], [3, -1]),
            ("<u8", [3, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], [3, 256]), (">u8", [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 1, 0], [3, 256]),
            ("<f2", [0, 0x3C, 1, 0], [1, 0x1p-24]), (">f2", [0xC5, 0x00, 0x7B, 0xFF], [-5, 65_504]),
            ("<f4", [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], [1, -2]), (">f4", [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0], [1, -2]),
            ("<f8", [0, 0, 0, 0, 0, 0, 0xE0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0], [0.5, -2]), (">f8", [0x3F, 0xE0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], [0.5, -2]),
        ] as [(String, [UInt8], [Float])])
    func everyKindOfNumberIsRead(_ type: String, _ bytes: [UInt8], _ numbers: [Float]) throws {
        let file = try read(type, "(2,)", bytes)
        #expect(file.tensor.values == numbers && file.isInteger == !type.contains("f") && file.isByte == (type == "|u1"))
    }

    @Test func halvesThatAreNoNumbersStaySo() throws {
        let values = try read("<f2", "(3,)", [0, 0x7C, 0, 0xFC, 1, 0x7E]).tensor.values
        #expect(values[0] == .infinity && values[1] == -.infinity && values[2].isNaN)
    }

    /// numpy.asfortranarray([[[0, 1], [2, 3], [4, 5]], [[6, 7], [8, 9], [10, 11]]]), as pandas' .values are stored.
    @Test func columnsFirstIsReadAsRows() throws {
        let file = try read("|u1", "(2, 3, 2)", [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11], isColumnMajor: true)
        #expect(file.tensor == Tensor(shape: [2, 3, 2], values: (0..<12).map(Float.init)))
        #expect(try read("|u1", "(3,)", [1, 2, 3], isColumnMajor: true).tensor.values == [1, 2, 3])
        #expect(try read("<f4", "(0, 4)", [], isColumnMajor: true).tensor.shape == [0, 4])
        let texts = try #require(try NpyTexts(bytes: texts(isColumnMajor: true), path: "x.npy"))
        #expect(texts.texts == ["a", "b", "c", "d"])
    }

    private func texts(isColumnMajor: Bool) -> Data { file("|S1", "(2, 2)", Array((isColumnMajor ? "acbd" : "abcd").utf8), isColumnMajor: isColumnMajor) }

    @Test func aSingleNumberHasNoAxis() throws { #expect(try read("<f4", "()", [0, 0, 0x80, 0x3F]).tensor == Tensor(shape: [], values: [1])) }

    @Test func textsAreReadApart() throws {
        func texts(_ type: String, _ bytes: [UInt8]) throws -> [String]? { try NpyTexts(bytes: file(type, "(2,)", bytes), path: "x.npy")?.texts }
        #expect(try texts("<U2", [0x63, 0, 0, 0, 0, 0, 0, 0, 0xE9, 0, 0, 0, 0x00, 0xF6, 1, 0]) == ["c", "é\u{1F600}"])
        #expect(try texts(">U1", [0, 0, 0, 0x63, 0, 0, 0, 0]) == ["c", ""])
        #expect(try texts("|S3", Array("catox\0".utf8)) == ["cat", "ox"])
        #expect(try texts("|u1", [1, 2]) == nil)
        #expect(throws: FileError.self) { try texts("<U3", [1, 2, 3]) }
        #expect(try refusal(file("<U1", "(1,)", [0x63, 0, 0, 0])).contains("holds texts"))
    }

    @Test func whatIsNoArrayOfNumbersGetsATrueSentence() throws {
        #expect(try refusal(file("|O", "(1,)", [0])).contains("Python objects"))
        #expect(try refusal(file("<c8", "(1,)", [0, 0, 0, 0, 0, 0, 0, 0])).contains("complex"))
        #expect(try refusal(file("<M8[D]", "(1,)", [0, 0, 0, 0, 0, 0, 0, 0])).contains("dates"))
        #expect(try refusal(file("<f16", "(1,)", [UInt8](repeating: 0, count: 16))).contains("'<f16'"))
        #expect(try refusal(file(descr: "[('x', '<f4'), ('y', '<i4')]", "(1,)", [0, 0, 0, 0, 0, 0, 0, 0])).contains("named fields (x, y)"))
        #expect(try refusal(Data("PK\u{3}\u{4}, an archive".utf8)).contains("npz"))
        #expect(try refusal(Data([0x80, 4] + [UInt8](repeating: 0, count: 20))).contains("pickle"))
        #expect(try refusal(Data([0x1F, 0x8B] + [UInt8](repeating: 0, count: 20))).contains("gunzip"))
        #expect(try refusal(Data("a,b\n1,2\n3,4\n".utf8)).contains("does not begin"))
        #expect(try refusal(file("<f8", "(1,)", [0x3C, 0xE4, 0x37, 0x7E, 0x88, 0, 0x75, 0x7E])).contains("more than a 32-bit float can"))
    }

    @Test func aHeaderThatLiesIsRefused() throws {
        for data in [
            file("<f4", "(4000000000, 4000000000)", [0]), file("<f4", "(99999999999999999999,)", [0]), file("<f4", "(2,)", [0, 0, 0, 0]), file("|S0", "(8000000000,)", []),
        ] {
            _ = try refusal(data)
        }
    }

    @Test func damagedFilesNeverTrap() {
        for data in [file("<U2", "(2,)", [UInt8](repeating: 65, count: 16)), file("<f8", "(2, 2)", [UInt8](repeating: 65, count: 32), isColumnMajor: true)] {
            for bytes in Mutations.of(data, count: 2_000) {
                _ = try? NpyFile(bytes: bytes, path: "x.npy")
                _ = try? NpyTexts(bytes: bytes, path: "x.npy")
            }
        }
    }
}
