import ArgumentParser
import Foundation

/// How many threads compute.
enum ThreadCount {
    static let largest = 256

    /// The number that was asked for, or one a core.
    static func checked(_ threads: Int?) throws -> Int {
        guard let threads else { return ProcessInfo.processInfo.activeProcessorCount }
        guard (1...largest).contains(threads) else { throw ValidationError("--threads: expected a number from 1 to \(largest), got \(threads).") }
        return threads
    }
}
