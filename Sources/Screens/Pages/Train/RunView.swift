import Lab
import Training

/// The run's figures, and how far it is.
enum RunView {
    static func draw(_ run: RunFacts, _ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        let progress = snapshot.progress, (mark, style, word) = progress.phase.display
        canvas.pane(rect, title: "run", figures: [Span(mark + (word.isEmpty ? "" : " " + word), style)]) { pane in
            let optimizer = run.recipe.compile?.optimizer.kerasName ?? ""
            let rows: [(String, String)] = [
                ("optimizer", optimizer), ("rate", "\(Figures.number(progress.learningRate))  < >"), ("speed", Figures.rate(progress.samplesPerSecond)),
                ("epoch", snapshot.epochs.last.map { Figures.duration($0.seconds) } ?? "–"),
                ("ETA", progress.phase == .running ? progress.secondsToEnd.map(Figures.duration) ?? "–" : "–"), ("weights", Figures.count(progress.parameters)),
                ("memory", Figures.bytes(progress.memory)), ("threads", "\(progress.threads)"), ("seed", "\(progress.seed)"),
                ("data", snapshot.subject?.dataset ?? ""),
            ]
            let barRows = pane.rows >= 4 ? 2 : 0, room = max(0, pane.rows - barRows)
            for (row, line) in rows.prefix(room).enumerated() {
                pane.text(line.0, column: 0, row: row, style: .label, width: 9)
                pane.text(line.1, column: 10, row: row, width: pane.columns - 10)
            }
            guard barRows > 0 else { return }
            bar("epoch", done: progress.batches > 0 ? Double(progress.batch) / Double(progress.batches) : 0, row: pane.rows - 2, &pane)
            let epochs = Double(snapshot.epochs.count) / Double(max(1, progress.epochs))
            bar("run", done: epochs, row: pane.rows - 1, &pane)
        }
    }

    private static func bar(_ name: String, done: Double, row: Int, _ pane: inout Canvas) {
        pane.text(name, column: 0, row: row, style: .label, width: 9)
        ProgressBar(done).draw(in: Rect(column: 10, row: row, columns: max(0, pane.columns - 10), rows: 1), &pane)
    }
}

/// Sentences on how the training goes.
enum HealthView {
    static func draw(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "health") { pane in
            var row = 0
            if case .failed(let sentence) = snapshot.progress.phase {
                pane.text("✗", column: 0, row: row, style: .wrong)
                row += pane.paragraph(sentence, in: Rect(column: 2, row: row, columns: pane.columns - 2, rows: pane.rows - row), style: .wrong)
            }
            for note in snapshot.health where row < pane.rows {
                let (mark, style): (String, Style) =
                    switch note.level {
                    case .good: ("✓", .good)
                    case .attention: ("!", .attention)
                    case .wrong: ("✗", .wrong)
                    }
                pane.text(mark, column: 0, row: row, style: style)
                row += pane.paragraph(note.sentence, in: Rect(column: 2, row: row, columns: pane.columns - 2, rows: pane.rows - row))
            }
            if snapshot.health.isEmpty, row == 0 { pane.text("The first epoch tells.", column: 0, row: 0, style: .label) }
        }
    }
}
