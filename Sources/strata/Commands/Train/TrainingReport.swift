import ArgumentParser
import CPlatform
import Foundation
import Recipes
import Training

/// Reports the progress of a run: for each epoch a progress bar and a line on a terminal, a line in a pipe, or a JSON object.
struct TrainingReport {
    enum Style { case terminal, lines, json }

    let folder: String
    /// As its file has it.
    let recipe: Recipe
    let style: Style

    /// Returns when the run has ended; throws where it failed or was stopped.
    func follow(_ trainer: Trainer) throws {
        var reported = 0, interrupts = 0, hasBegun = false
        var last: Snapshot?, printed: Set<String> = []
        while true {
            let hasEnded = trainer.hasEnded
            if let snapshot = trainer.takeSnapshot() {
                if !hasBegun, let subject = snapshot.subject {
                    hasBegun = true
                    reported = snapshot.progress.epochsBefore
                    begin(snapshot, subject)
                    printed = Set(snapshot.health.filter { $0.level != .good }.map(\.sentence))
                }
                for record in snapshot.epochs where record.epoch > reported { report(record, of: snapshot.progress.epochs) }
                reported = max(reported, snapshot.epochsDone)
                if style == .terminal { bar(snapshot.progress) }
                last = snapshot
            }
            if hasEnded { break }
            let signals = platform_signals_take()
            if signals != 0 {
                interrupts += 1
                if interrupts > 1 { platform_end_by_signal(signals & ~(signals - 1)) }
                clearBar()
                Output.error("Finishing the batch, then saving. Press Ctrl-C again to stop at once.")
                trainer.send(.stop)
            }
            _ = platform_wait(-1, -1, 1_000)
        }
        clearBar()
        if let last { try finish(last, printed) }
    }

    private func begin(_ snapshot: Snapshot, _ subject: Snapshot.Subject) {
        let progress = snapshot.progress
        if style != .json {
            Output.line(
                "\(subject.dataset): \(Figures.count(subject.trainingCount)) training and \(Figures.count(subject.validationCount)) validation examples, "
                    + "\(Figures.count(progress.parameters)) parameters, \(Figures.bytes(progress.memory)), \(progress.threads) thread\(progress.threads == 1 ? "" : "s"), seed \(progress.seed)"
            )
        }
        for note in snapshot.health where note.level != .good { Output.error(note.sentence) }
    }

    private func report(_ record: EpochRecord, of epochs: Int) {
        clearBar()
        if style == .json {
            var fields = ["\"epoch\": \(record.epoch)", "\"loss\": \(record.loss)"]
            func add(_ name: String, _ value: Double?) { if let value, value.isFinite { fields.append("\"\(name)\": \(value)") } }
            add("accuracy", record.accuracy)
            add("val_loss", record.validationLoss)
            add("val_accuracy", record.validationAccuracy)
            for metric in record.metrics { add(metric.name, metric.value) }
            add("learning_rate", record.learningRate)
            add("seconds", record.seconds)
            add("samples_per_s", (record.samplesPerSecond * 10).rounded() / 10)
            return Output.line("{" + fields.joined(separator: ", ") + "}")
        }
        var line = String(format: "epoch %d/%d  loss %.4f", record.epoch, epochs, record.loss)
        if let accuracy = record.accuracy { line += String(format: "  accuracy %.4f", accuracy) }
        for metric in record.metrics where !metric.name.hasPrefix("val_") { line += "  \(metric.name) \(Figures.number(metric.value, digits: 4))" }
        if let loss = record.validationLoss { line += String(format: "  val_loss %.4f", loss) }
        if let accuracy = record.validationAccuracy { line += String(format: "  val_accuracy %.4f", accuracy) }
        for metric in record.metrics where metric.name.hasPrefix("val_") { line += "  \(metric.name) \(Figures.number(metric.value, digits: 4))" }
        Output.line(line + "  \(Figures.duration(record.seconds))  \(Figures.count(Int(record.samplesPerSecond)))/s")
    }

    /// Draws the progress bar, never wider than the terminal: a line that wraps could not be overwritten.
    private func bar(_ progress: Training.Progress) {
        guard progress.phase == .running, progress.batches > 0, progress.batch < progress.batches else { return }
        let width = max(20, Int(platform_terminal_columns(1)) - 1)
        let head = "epoch \(progress.epoch)/\(progress.epochs) "
        var tail = progress.loss.map { String(format: " loss %.4f", $0) } ?? ""
        if let accuracy = progress.accuracy { tail += String(format: "  accuracy %.4f", accuracy) }
        if let seconds = progress.secondsToEnd { tail += "  ETA \(Figures.duration(seconds))" }
        let room = width - head.count - tail.count
        let done = progress.batch * max(0, room) / progress.batches
        let text = room >= 4 ? head + String(repeating: "━", count: done) + String(repeating: "─", count: room - done) + tail : head + tail
        write("\r" + String(text.prefix(width)) + "\u{1B}[K")
    }

    private func clearBar() { if style == .terminal { write("\r\u{1B}[K") } }

    private func write(_ text: String) { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }

    /// `printed`: the sentences that were printed before the first epoch.
    private func finish(_ snapshot: Snapshot, _ printed: Set<String>) throws {
        switch snapshot.progress.phase {
        case .failed(let sentence): throw TrainingError(sentence)
        case .stopped:
            Output.error("Stopped and saved after epoch \(snapshot.epochsDone) of \(snapshot.progress.epochs). Continue with: strata train --resume \(Shell.quoted(folder))")
            throw ExitCode(1)
        case .finished:
            if snapshot.epochsDone <= snapshot.progress.epochsBefore { return reportNothingLeft(snapshot) }
            guard style != .json else { return }
            for note in snapshot.health where !printed.contains(note.sentence) {
                Output.line(note.sentence)
                if case .edits(let edits)? = note.remedies.first { report(edits) }
            }
            Output.line("Peak memory \(Figures.bytes(SystemMemory.peak)), predicted \(Figures.bytes(snapshot.progress.memory))")
            Output.line("Saved in \(folder)")
        case .preparing, .running, .paused: break
        }
    }

    /// Prints a remedy as changed lines of the recipe; at most the first ones of a deep stack.
    private func report(_ edits: [RecipeEdit]) {
        let lines = recipe.lines(changedBy: edits), shown = lines.count > Self.maxLines + 1 ? Self.maxLines : lines.count
        for line in lines.prefix(shown) { Output.line("  recipe: \(line.trimmingCharacters(in: .whitespaces))") }
        if shown < lines.count { Output.line("  and \(lines.count - shown) more such layers") }
    }

    private static let maxLines = 4

    /// Reports that a run was finished before it was resumed.
    private func reportNothingLeft(_ snapshot: Snapshot) {
        let done = snapshot.epochsDone, planned = snapshot.progress.epochs
        let why = done < planned ? "a stop rule ended it after epoch \(done) of \(planned)" : "all \(done) epochs are done"
        Output.error("The run is finished: \(why). Train it longer with: strata train --resume \(Shell.quoted(folder)) --epochs \(max(done, planned) + 10)")
    }
}

/// Quotes words for a command line that a person can copy.
enum Shell {
    static func quoted(_ word: String) -> String {
        word.wholeMatch(of: /[A-Za-z0-9_.\/~+-]+/) != nil ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
