import Foundation

/// Lines on standard output and standard error, each written at once so that a pipe sees it when it happens. What comes from a file or a recipe can't
/// reach the terminal as a command: control characters are left out.
enum Output {
    static func line(_ text: String) { write(text, to: .standardOutput) }
    static func error(_ text: String) { write(text, to: .standardError) }

    private static func write(_ text: String, to file: FileHandle) {
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }))
        try? file.write(contentsOf: Data((plain + "\n").utf8))
    }
}
