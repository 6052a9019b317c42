import Foundation
import Synchronization

/// Writes lines to standard output and standard error, each immediately, so that a pipe gets it at once. Control characters are left out, so that text from a file or a
/// recipe can't control the terminal.
enum Output {
    /// Why some of the standard output could not be written, as of a full disk.
    private static let failure = Mutex<String?>(nil)

    /// Why some of the standard output is missing, in one sentence; `nil` where all was written, or where the reader of a pipe has left.
    static var problem: String? { failure.withLock { $0 } }

    static func line(_ text: String) { write(text + "\n", to: .standardOutput) }
    static func error(_ text: String) { write(text + "\n", to: .standardError) }
    /// Lines that end with a line break already.
    static func text(_ text: String) { write(text, to: .standardOutput) }

    private static func write(_ text: String, to file: FileHandle) {
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }))
        do { try file.write(contentsOf: Data(plain.utf8)) } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            guard file === FileHandle.standardOutput, cause?.code != Int(EPIPE) else { return }
            let reason = cause.map { String(cString: strerror(Int32($0.code))) } ?? error.localizedDescription
            failure.withLock { $0 = $0 ?? "The output could not be written: \(reason). Free space on its disk, or write it elsewhere." }
        }
    }
}
