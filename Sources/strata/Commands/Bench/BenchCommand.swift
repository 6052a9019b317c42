import ArgumentParser
import Foundation

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Time whole training steps of the reference workloads, a JSON line for each.")

    @Option(help: ArgumentHelp("Only these workloads, separated by commas.", valueName: "names"))
    var only: String?

    @Option(help: "Threads to compute with; all cores where not given.")
    var threads: Int?

    @Option(help: "Seconds to measure each workload for.")
    var seconds = 3.0

    func run() throws {
        guard seconds > 0, seconds.isFinite else { throw ValidationError("--seconds: expected a number above 0, got \(seconds). Try 3.") }
        let threads = try ThreadCount.checked(threads)
        let names = only?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let workloads = try (names ?? Workload.all.map(\.name)).map { name in
            guard let workload = Workload.all.first(where: { $0.name == name }) else {
                throw ValidationError("--only: expected one of \(Workload.all.map(\.name).joined(separator: ", ")), got \(name).")
            }
            return workload
        }
        for workload in workloads {
            let time = try workload.time(seconds: seconds, threads: threads)
            Output.line(
                "{\"workload\": \"\(workload.name)\", \"batch\": \(workload.batch), \"threads\": \(threads), "
                    + String(format: "\"ms_per_step\": %.4f, \"samples_per_s\": %.1f}", time * 1e3, Double(workload.batch) / time))
        }
    }
}
