import ArgumentParser
import Foundation

/// Checks the option `--threads`.
enum ThreadCount {
    static let largest = 256

    /// The given number, or as many as there are cores.
    static func checked(_ threads: Int?) throws -> Int {
        guard let threads else { return ProcessInfo.processInfo.activeProcessorCount }
        guard (1...largest).contains(threads) else { throw ValidationError("--threads: expected a number from 1 to \(largest), got \(threads).") }
        return threads
    }
}
