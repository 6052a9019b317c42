import Foundation

/// The memory of the system and of this program, in bytes.
public enum SystemMemory {
    /// The bytes that are available, within the limit of a control group; `nil` where the system doesn't say.
    public static var available: Int? {
        let free = line("/proc/meminfo", key: "MemAvailable:").map { $0 * 1024 }
        guard let limit = number("/sys/fs/cgroup/memory.max"), let used = number("/sys/fs/cgroup/memory.current") else { return free }
        return min(free ?? .max, max(0, limit - used))
    }

    /// The bytes of memory that this program takes now.
    public static var resident: Int { line("/proc/self/status", key: "VmRSS:").map { $0 * 1024 } ?? 0 }
    /// The most bytes of memory that this program has taken.
    public static var peak: Int { line("/proc/self/status", key: "VmHWM:").map { $0 * 1024 } ?? 0 }

    /// Throws where a predicted size is larger than the available memory.
    static func check(_ bytes: Int, available: Int? = SystemMemory.available, batchSize: Int) throws(TrainingError) {
        guard let available, bytes > available else { return }
        throw TrainingError(
            "The run would take \(Figures.bytes(bytes)), more than the \(Figures.bytes(available)) that are available. "
                + "Make the stack smaller or the batch smaller than \(batchSize).")
    }

    private static func number(_ path: String) -> Int? {
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private static func line(_ path: String, key: String) -> Int? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let words = text.split(separator: "\n").first { $0.hasPrefix(key) }?.split(separator: " ")
        return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }
    }
}
