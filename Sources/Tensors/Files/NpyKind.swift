import Foundation

/// The number types of npy files, in either byte order, and their conversion to 32-bit floats.
struct NpyKind {
    enum Number: String {
        case f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1
    }

    let number: Number
    let isBigEndian: Bool

    /// Throws, with the repair, for a type that is not a real number.
    init(_ type: String, _ path: String) throws(FileError) {
        let name = type.hasPrefix("|") || type.hasPrefix("<") || type.hasPrefix(">") || type.hasPrefix("=") ? String(type.dropFirst()) : type
        isBigEndian = type.hasPrefix(">")
        if let number = Number(rawValue: name) {
            self.number = number
            return
        }
        let expected = "expected whole numbers or floats"
        let sentence =
            switch name.first {
            case "O":
                "holds Python objects, \(expected). Save numbers with .astype('float32'), names of classes with .astype(str); rows of different lengths must be padded to one length."
            case "U", "S", "a": "holds texts, \(expected). Texts can be targets, as the names of classes; convert inputs to numbers."
            case "c": "holds complex numbers, \(expected). Save their real and imaginary parts as two numbers."
            case "M", "m": "holds dates or durations, \(expected). Save them as numbers: .astype('int64')."
            default: "holds numbers of type '\(type.prefix(16))', \(expected) such as '<f4'. Save it with .astype('float32')."
            }
        throw FileError(path, sentence)
    }

    /// The bytes of one number.
    var width: Int { number.rawValue.last.flatMap { Int(String($0)) } ?? 1 }
    var isInteger: Bool { !number.rawValue.hasPrefix("f") }

    /// The numbers in the order of the file. Throws where a number is finite but too large for a 32-bit float.
    func floats(_ bytes: Data, from start: Int, count: Int, _ path: String) throws(FileError) -> [Float] {
        let floats = bytes.withUnsafeBytes { raw in
            [Float](unsafeUninitializedCapacity: count) { target, initialized in
                convert(UnsafeRawBufferPointer(rebasing: raw[start...]), to: target, count: count)
                initialized = count
            }
        }
        if number == .f8, let index = floats.firstIndex(where: \.isInfinite) {
            let double = bytes.withUnsafeBytes { Double(bitPattern: ordered($0.loadUnaligned(fromByteOffset: start + 8 * index, as: UInt64.self))) }
            if double.isFinite { throw FileError(path, "holds \(double) at index \(index), more than a 32-bit float can hold (3.4e38). Scale the numbers.") }
        }
        return floats
    }

    private func ordered<Word: FixedWidthInteger>(_ word: Word) -> Word { isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word) }

    private func convert(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<Float>, count: Int) {
        func each<Word: FixedWidthInteger>(_ type: Word.Type, _ convert: (Word) -> Float) {
            for index in 0..<count {
                let word = source.loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: type)
                target.initializeElement(at: index, to: convert(ordered(word)))
            }
        }
        switch number {
        case .f2: each(UInt16.self, Self.half)
        case .f4: each(UInt32.self) { Float(bitPattern: $0) }
        case .f8: each(UInt64.self) { Float(Double(bitPattern: $0)) }
        case .i1: each(Int8.self) { Float($0) }
        case .i2: each(Int16.self) { Float($0) }
        case .i4: each(Int32.self) { Float($0) }
        case .i8: each(Int64.self) { Float($0) }
        case .u1, .b1: each(UInt8.self) { Float($0) }
        case .u2: each(UInt16.self) { Float($0) }
        case .u4: each(UInt32.self) { Float($0) }
        case .u8: each(UInt64.self) { Float($0) }
        }
    }

    /// Converts an IEEE 754 half-precision number: a sign bit, 5 bits of exponent with bias 15, 10 bits of fraction.
    private static func half(_ bits: UInt16) -> Float {
        let exponent = UInt32(bits >> 10 & 0x1F), fraction = UInt32(bits & 0x3FF)
        let magnitude: Float =
            switch exponent {
            case 0: Float(fraction) * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default: Float(bitPattern: (exponent + 112) << 23 | fraction << 13)
            }
        return bits >> 15 == 1 ? -magnitude : magnitude
    }
}
