import Foundation

/// Writes lines to standard output and standard error, each immediately, so that a pipe gets it at once. Control characters are left out, so that text from a file or a
/// recipe can't control the terminal.
enum Output {
    static func line(_ text: String) { write(text, to: .standardOutput) }
    static func error(_ text: String) { write(text, to: .standardError) }

    private static func write(_ text: String, to file: FileHandle) {
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }))
        try? file.write(contentsOf: Data((plain + "\n").utf8))
    }
}
