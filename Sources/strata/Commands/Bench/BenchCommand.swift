import ArgumentParser
import Foundation
import Kernels
import Training

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure complete training steps of the reference workloads, with a JSON line for each.",
        discussion: "Each line says what share of the machine's arithmetic and memory speed was reached; both are measured first, on the same threads.")

    @Option(help: ArgumentHelp("Only these workloads, separated by commas.", valueName: "names"))
    var only: String?

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    @Option(help: "Seconds for which each workload is measured.")
    var seconds = 3.0

    @Flag(help: "Show a table of samples per second with 1, 2, 4, … threads instead.")
    var scaling = false

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
        try scaling ? table(workloads, upTo: threads) : lines(workloads, threads: threads)
    }

    private func lines(_ workloads: [Workload], threads: Int) throws {
        let pool = WorkerPool(threads: threads), brief = min(0.5, seconds)
        let operations = MachineSpeed.operations(seconds: brief, pool: pool), memory = MachineSpeed.memory(seconds: brief, pool: pool)
        for workload in workloads {
            let time = try workload.time(seconds: seconds, threads: threads), rate = Double(workload.batch) / time
            Output.line(
                "{\"workload\": \"\(workload.name)\", \"batch\": \(workload.batch), \"threads\": \(threads), "
                    + String(
                        format: "\"ms_per_step\": %.4f, \"samples_per_s\": %.1f, \"gflops\": %.1f, \"machine_gflops\": %.1f, \"share\": %.2f, ", time * 1e3, rate,
                        rate * Double(workload.operations) / 1e9, operations / 1e9, rate * Double(workload.operations) / operations)
                    + String(
                        format: "\"weights_gb_per_s\": %.2f, \"machine_gb_per_s\": %.1f}", Double(workload.weightBytes) / time / 1e9, memory / 1e9))
        }
    }

    private func table(_ workloads: [Workload], upTo most: Int) throws {
        let counts = Array(sequence(first: 1) { $0 * 2 }.prefix { $0 < most }) + [most]
        Output.line("samples/s".padded(14) + counts.map { "\($0) thread\($0 == 1 ? "" : "s")".leftPadded(14) }.joined() + (counts.count > 1 ? "  gain" : ""))
        for workload in workloads {
            let rates = try counts.map { Double(workload.batch) / (try workload.time(seconds: seconds, threads: $0)) }
            let gain = rates.count > 1 ? String(format: "  %.2f", (rates.last ?? 0) / rates[0]) : ""
            Output.line(workload.name.padded(14) + rates.map { Figures.count(Int($0)).leftPadded(14) }.joined() + gain)
        }
    }
}
