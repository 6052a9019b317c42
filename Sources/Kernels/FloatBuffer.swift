/// A fixed number of 32-bit floats, aligned to a cache line and initially 0, with extra memory after the end that vector loads may read.
///
/// `@unchecked Sendable`: the buffer only owns the memory. The network that planned it decides which task accesses it when.
public final class FloatBuffer: @unchecked Sendable {
    /// How many values it holds.
    public let count: Int
    /// The first value; valid for as long as the buffer lives.
    public let pointer: UnsafeMutablePointer<Float>
    private static let alignment = 64
    /// How many values of extra memory follow the end: a whole row of a tile.
    private static let slack = 32

    /// All values are 0.
    public init(count: Int) {
        self.count = count
        let bytes = (count + Self.slack) * MemoryLayout<Float>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
        pointer = memory.bindMemory(to: Float.self, capacity: count + Self.slack)
        pointer.initialize(repeating: 0, count: count + Self.slack)
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }

    /// How many bytes a buffer of `count` values allocates.
    public static func bytes(count: Int) -> Int { (count + slack) * MemoryLayout<Float>.stride }
}

/// A fixed number of bytes, aligned and initially 0: for each pooled value the index of the maximum in its window.
///
/// `@unchecked Sendable` for the reason that `FloatBuffer` gives.
public final class MarkBuffer: @unchecked Sendable {
    /// The first byte; valid for as long as the buffer lives.
    public let pointer: UnsafeMutablePointer<UInt8>
    private static let slack = 64

    /// All bytes are 0.
    public init(count: Int) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count + Self.slack, alignment: 64)
        pointer = memory.bindMemory(to: UInt8.self, capacity: count + Self.slack)
        pointer.initialize(repeating: 0, count: count + Self.slack)
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
