import ArgumentParser
import CPlatform

@main
struct Strata: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strata", abstract: "A deep-learning lab that lives in a terminal.",
        subcommands: [BenchCommand.self])
}
