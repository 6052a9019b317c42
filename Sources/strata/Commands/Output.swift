import Foundation

/// Writes lines to standard output and standard error, each immediately, so that a pipe gets it at once. Control characters are left out, so that text from a file or a
/// recipe can't control the terminal.
enum Output {
    static func line(_ text: String) { write(text + "\n", to: .standardOutput) }
    static func error(_ text: String) { write(text + "\n", to: .standardError) }
    /// Lines that end with a line break already.
    static func text(_ text: String) { write(text, to: .standardOutput) }

    private static func write(_ text: String, to file: FileHandle) {
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }))
        try? file.write(contentsOf: Data(plain.utf8))
    }
}
