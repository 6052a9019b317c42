import Foundation

/// Named tensors in one file that can't contain code: a length, a JSON header, then the numbers (huggingface/safetensors, format of 2022).
///
/// The tensors are written in the given order without gaps, so equal tensors give equal bytes.
public struct SafetensorsFile: Sendable {
    /// The tensors, in the order of their data.
    public var tensors: [(name: String, tensor: Tensor)]
    /// Text about the file: the recipe, the counters that an exact resume needs.
    public var metadata: [String: String]

    /// A file to be written.
    public init(tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    /// The tensors by name.
    public var byName: [String: Tensor] { Dictionary(tensors.map { ($0.name, $0.tensor) }) { first, _ in first } }

    /// Reads a file of 32-bit floats. Throws where it can't be read or is damaged, or a tensor has another type.
    public init(path: String) throws(FileError) {
        try self.init(bytes: FileBytes.read(path), path: path)
    }

    /// Reads the bytes of a file; `path` is for messages.
    public init(bytes: Data, path: String) throws(FileError) {
        let damaged = "It is cut off or damaged; use an earlier checkpoint."
        guard bytes.count >= 8 else { throw FileError(path, "has \(bytes.count) bytes, expected at least 8. \(damaged)") }
        let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= 100_000_000, Int(length) <= bytes.count - 8 else {
            throw FileError(path, "claims a header of \(length) bytes in a file of \(bytes.count). \(damaged)")
        }
        let entries: [String: Entry]
        do {
            entries = try JSONDecoder().decode([String: Entry].self, from: bytes.dropFirst(8).prefix(Int(length)))
        } catch {
            throw FileError(path, "has a header that is not a safetensors header. \(damaged)")
        }
        metadata = entries["__metadata__"]?.text ?? [:]
        let start = 8 + Int(length), room = bytes.count - start
        var found: [(offset: Int, name: String, tensor: Tensor)] = []
        for (name, entry) in entries where name != "__metadata__" {
            guard let type = entry.type, let extents = entry.shape, let offsets = entry.offsets, offsets.count == 2 else {
                throw FileError(path, "has no dtype, shape and data_offsets for \(name.prefix(80)). \(damaged)")
            }
            guard type == "F32" else { throw FileError(path, "\(name.prefix(80)) is of type \(type.prefix(8)), expected F32. Save it as float32.") }
            let shape = Shape(extents)
            guard extents.allSatisfy({ $0 >= 0 }), let count = shape.checkedCount, count <= room, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= room,
                offsets[1] - offsets[0] == 4 * count
            else {
                throw FileError(path, "\(name.prefix(80)): the shape \(shape.tuple) and the bytes \(offsets[0]) to \(offsets[1]) don't agree, or lie outside the file. \(damaged)")
            }
            let values = bytes.withUnsafeBytes { raw in
                (0..<count).map { Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start + offsets[0] + 4 * $0, as: UInt32.self))) }
            }
            found.append((offsets[0], name, Tensor(shape: shape, values: values)))
        }
        tensors = found.sorted { ($0.offset, $0.name) < ($1.offset, $1.name) }.map { ($0.name, $0.tensor) }
    }

    /// The file's bytes: equal for equal tensors and metadata.
    public var bytes: Data {
        var header = "{"
        if !metadata.isEmpty {
            header += "\"__metadata__\":{" + metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }.joined(separator: ",") + "},"
        }
        var offset = 0
        header += tensors.map { name, tensor in
            let end = offset + 4 * tensor.values.count
            defer { offset = end }
            return "\(quoted(name)):{\"dtype\":\"F32\",\"shape\":[\(tensor.shape.dimensions.map(String.init).joined(separator: ","))],\"data_offsets\":[\(offset),\(end)]}"
        }.joined(separator: ",")
        if header.hasSuffix(",") { header.removeLast() }
        header += "}"
        header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
        var data = Data(capacity: 8 + header.utf8.count + offset)
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: header.utf8)
        for (_, tensor) in tensors { tensor.values.withUnsafeBytes { data.append(contentsOf: $0) } }
        return data
    }

    /// Writes the file completely or not at all. Throws where that fails.
    public func write(to path: String) throws(FileError) { try FileBytes.write(bytes, to: path) }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20: result += String(format: "\\u%04x", scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// The header's entry of a tensor, or its map of metadata.
    private struct Entry: Decodable {
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?
        var text: [String: String]?

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode([String: String].self) {
                self.text = text
                return
            }
            let container = try decoder.container(keyedBy: Key.self)
            type = try container.decode(String.self, forKey: .dtype)
            shape = try container.decode([Int].self, forKey: .shape)
            offsets = try container.decode([Int].self, forKey: .dataOffsets)
        }

        enum Key: String, CodingKey {
            case dtype, shape
            case dataOffsets = "data_offsets"
        }
    }
}
