/// Memory for numbers: aligned to a cache line, zeroed, of a fixed size, with room behind its end that a vector load may touch.
///
/// `@unchecked Sendable`: the buffer only owns the memory; who may touch it when is decided by the network that planned it.
public final class FloatBuffer: @unchecked Sendable {
    public let count: Int
    public let pointer: UnsafeMutablePointer<Float>
    private static let alignment = 64
    /// Numbers behind the end: a whole tile's row.
    private static let slack = 32

    public init(count: Int) {
        self.count = count
        let bytes = (count + Self.slack) * MemoryLayout<Float>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
        pointer = memory.bindMemory(to: Float.self, capacity: count + Self.slack)
        pointer.initialize(repeating: 0, count: count + Self.slack)
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }

    /// Bytes that a buffer of `count` numbers takes.
    public static func bytes(count: Int) -> Int { (count + slack) * MemoryLayout<Float>.stride }
}

/// Bytes, aligned and zeroed: which number of its window won.
///
/// `@unchecked Sendable` for the reason that `FloatBuffer` gives.
public final class MarkBuffer: @unchecked Sendable {
    public let pointer: UnsafeMutablePointer<UInt8>
    private static let slack = 64

    public init(count: Int) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count + Self.slack, alignment: 64)
        pointer = memory.bindMemory(to: UInt8.self, capacity: count + Self.slack)
        pointer.initialize(repeating: 0, count: count + Self.slack)
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
