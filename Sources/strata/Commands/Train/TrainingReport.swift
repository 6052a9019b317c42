import ArgumentParser
import CPlatform
import Foundation
import Recipes
import Training

/// Tells how a run goes: a progress bar an epoch on a terminal, a line an epoch in a pipe, an object an epoch as JSON.
struct TrainingReport {
    enum Style { case terminal, lines, json }

    let folder: String
    /// As its file has it.
    let recipe: Recipe
    let style: Style

    /// Returns when the run has ended; throws where it failed or was stopped.
    func follow(_ trainer: Trainer) throws {
        var told = 0, interrupts = 0, hasBegun = false
        var last: Snapshot?, said: Set<String> = []
        while true {
            let hasEnded = trainer.hasEnded
            if let snapshot = trainer.takeSnapshot() {
                if !hasBegun, let subject = snapshot.subject {
                    hasBegun = true
                    told = snapshot.progress.epochsBefore
                    begin(snapshot, subject)
                    said = Set(snapshot.health.filter { $0.level != .good }.map(\.sentence))
                }
                for record in snapshot.epochs where record.epoch > told { tell(record, of: snapshot.progress.epochs) }
                told = max(told, snapshot.epochsDone)
                if style == .terminal { bar(snapshot.progress) }
                last = snapshot
            }
            if hasEnded { break }
            let signals = platform_signals_take()
            if signals != 0 {
                interrupts += 1
                if interrupts > 1 { platform_end_by_signal(signals & ~(signals - 1)) }
                clearBar()
                Output.error("Finishing the batch, then saving. Once more to stop at once.")
                trainer.send(.stop)
            }
            _ = platform_wait(-1, -1, 1_000)
        }
        clearBar()
        if let last { try finish(last, said) }
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

    private func tell(_ record: EpochRecord, of epochs: Int) {
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

    /// Within the terminal's width, whatever it is: a bar that wraps breaks.
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

    /// `said`: what stood above the first epoch already.
    private func finish(_ snapshot: Snapshot, _ said: Set<String>) throws {
        switch snapshot.progress.phase {
        case .failed(let sentence): throw TrainingError(sentence)
        case .stopped:
            Output.error("Stopped and saved after epoch \(snapshot.epochsDone) of \(snapshot.progress.epochs). Go on with: strata train --resume \(Shell.quoted(folder))")
            throw ExitCode(1)
        case .finished:
            if snapshot.epochsDone <= snapshot.progress.epochsBefore { return tellNothingIsLeft(snapshot) }
            guard style != .json else { return }
            for note in snapshot.health where !said.contains(note.sentence) {
                Output.line(note.sentence)
                if case .edits(let edits)? = note.remedies.first { tell(edits) }
            }
            Output.line("Peak memory \(Figures.bytes(SystemMemory.peak)), predicted \(Figures.bytes(snapshot.progress.memory))")
            Output.line("Saved in \(folder)")
        case .preparing, .running, .paused: break
        }
    }

    /// A remedy as lines of the recipe; of a deep stack the first ones.
    private func tell(_ edits: [RecipeEdit]) {
        let lines = recipe.lines(changedBy: edits), shown = lines.count > Self.mostLines + 1 ? Self.mostLines : lines.count
        for line in lines.prefix(shown) { Output.line("  recipe: \(line.trimmingCharacters(in: .whitespaces))") }
        if shown < lines.count { Output.line("  and \(lines.count - shown) more such layers") }
    }

    private static let mostLines = 4

    /// A run that had ended before it was asked to go on.
    private func tellNothingIsLeft(_ snapshot: Snapshot) {
        let done = snapshot.epochsDone, planned = snapshot.progress.epochs
        let why = done < planned ? "a stop rule ended it after epoch \(done) of \(planned)" : "all \(done) epochs are done"
        Output.error("The run is finished: \(why). Train it longer with: strata train --resume \(Shell.quoted(folder)) --epochs \(max(done, planned) + 10)")
    }
}

/// Words for a command line that a person copies.
enum Shell {
    static func quoted(_ word: String) -> String {
        word.wholeMatch(of: /[A-Za-z0-9_.\/~+-]+/) != nil ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
