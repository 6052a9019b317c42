import ArgumentParser
import CPlatform
import Foundation

@main
struct Strata: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strata", abstract: "A deep-learning lab that lives in a terminal.",
        subcommands: [
            LabCommand.self, ListCommand.self, ShowCommand.self, TrainCommand.self, EvaluateCommand.self, PredictCommand.self, InspectCommand.self, BenchCommand.self,
        ],
        defaultSubcommand: LabCommand.self)

    /// Exit codes: 0 done, 1 failed, 2 wrong usage. Errors are one sentence on standard error.
    static func main() {
        #if STRATA_NEEDS_V3
        guard platform_processor_has_v3() else {
            Output.error("strata: this processor lacks AVX2 or FMA, for which the program was built. Build it with STRATA_ISA=baseline swift build -c release.")
            Glibc.exit(1)
        }
        #endif
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error where isUsage(error) {
            let code = exitCode(for: error)
            if code.isSuccess {
                print(fullMessage(for: error))
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

    /// What the argument parser raises itself: help, version, a wrong word.
    private static func isUsage(_ error: any Error) -> Bool {
        error is ValidationError || error is CleanExit || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.Command")
    }
}
