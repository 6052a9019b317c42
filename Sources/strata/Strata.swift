import ArgumentParser
import CPlatform
import Foundation
import Tensors

@main
struct Strata: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strata", abstract: "A deep-learning lab in a terminal.", version: "strata 0.1.0",
        subcommands: [
            LabCommand.self, ListCommand.self, ShowCommand.self, TrainCommand.self, EvaluateCommand.self, PredictCommand.self, InspectCommand.self, ExportCommand.self,
            BenchCommand.self,
        ],
        defaultSubcommand: LabCommand.self)

    /// Exit codes: 0 success, 1 failure, 2 wrong usage. Errors are one sentence on standard error.
    static func main() {
        #if STRATA_NEEDS_V3
        guard platform_processor_has_v3() else {
            Output.error("strata: this processor does not have AVX2 and FMA, for which the program was built. Build it with STRATA_ISA=baseline swift build -c release.")
            Glibc.exit(1)
        }
        #endif
        if let word = CommandLine.arguments.dropFirst().first, let sentence = refusal(of: word) {
            Output.error("strata: \(sentence)")
            Glibc.exit(2)
        }
        do {
            var command = try parseAsRoot()
            try command.run()
            endIfOutputIsMissing()
        } catch let error where isUsage(error) {
            let code = exitCode(for: error)
            if code.isSuccess {
                Output.line(fullMessage(for: error))
                endIfOutputIsMissing()
                Glibc.exit(0)
            }
            Output.error(fullMessage(for: error))
            Glibc.exit(2)
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch {
            Output.error("strata: \(error)")
            Glibc.exit(1)
        }
    }

    /// Ends with an error where some of the standard output could not be written.
    private static func endIfOutputIsMissing() {
        guard let problem = Output.problem else { return }
        Output.error("strata: \(problem)")
        Glibc.exit(1)
    }

    /// The error of a first word that is neither an option nor a command; the parser would report it as an argument of the lab.
    private static func refusal(of word: String) -> String? {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !word.hasPrefix("-"), !names.contains(word) else { return nil }
        return "There is no command \(word.prefix(40)).\(NearestName.hint(word, in: names))"
    }

    /// Whether the argument parser raised the error: help, version, or wrong usage.
    private static func isUsage(_ error: any Error) -> Bool {
        error is ValidationError || error is CleanExit || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.Command")
    }
}
