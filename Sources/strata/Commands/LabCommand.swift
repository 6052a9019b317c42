import ArgumentParser
import CPlatform
import Foundation
import Lab
import Training

struct LabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab", abstract: "Open the lab to build, train and inspect networks in a terminal. This is what strata does without a command.")

    enum Glyphs: String, CaseIterable, ExpressibleByArgument { case braille, blocks, ascii }
    enum ThemeName: String, CaseIterable, ExpressibleByArgument { case dark, light, mono }

    @Option(help: "The characters for pictures and curves; detected from the terminal where not given.")
    var glyphs: Glyphs?

    @Option(help: "Colours for a dark or a light background, or none.")
    var theme: ThemeName = .dark

    @Flag(help: "Don't use the mouse, so that the terminal can.")
    var noMouse = false

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    func validate() throws { _ = try ThreadCount.checked(threads) }

    func run() throws {
        let signals = [
            platform_signal_interrupt, platform_signal_quit, platform_signal_terminate, platform_signal_hangup, platform_signal_stop, platform_signal_resize,
        ]
        guard platform_signals_catch(signals.reduce(0) { $0 | UInt32($1) }) else { throw TrainingError("The system refuses a pipe. Close other programs and try again.") }
        let wanted = Appearance.Theme(rawValue: theme.rawValue) ?? .dark
        let terminal = try Terminal(mouse: !noMouse, glyphs: glyphs.flatMap { Appearance.Glyphs(rawValue: $0.rawValue) })
        try? FileManager.default.createDirectory(atPath: UserFolder.path, withIntermediateDirectories: true)
        _ = platform_standard_error_to((UserFolder.path as NSString).appendingPathComponent("standard-error.log"))
        let loop = LabLoop(terminal, appearance: Appearance(theme: wanted, glyphs: terminal.glyphs), threads: try ThreadCount.checked(threads))
        let signal = loop.run()
        platform_standard_error_back()
        for line in loop.lastWords { Output.line(line) }
        if signal != 0 { platform_end_by_signal(signal) }
    }
}
