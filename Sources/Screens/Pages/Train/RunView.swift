import Lab
import Training

/// The run's figures, and how far it is.
enum RunView {
    /// As wide as its longest line.
    static let columns = 27

    static func draw(_ scene: TrainScene, in rect: Rect, _ canvas: inout Canvas) {
        let (run, snapshot) = (scene.run, scene.snapshot)
        let progress = snapshot.progress, (mark, style, word) = progress.phase.display
        canvas.pane(rect, title: "run", figures: [Span(mark + (word.isEmpty ? "" : " " + word), style)]) { pane in
            let optimizer = run.recipe.compile?.optimizer.kerasName ?? ""
            func row(_ name: String, _ value: String) -> (String, [Span]) { (name, [Span(value, .plain)]) }
            let rows =
                [
                    row("optimizer", optimizer), row("rate", "\(Figures.number(progress.learningRate))  < >"),
                    progress.pace.map { row("slow", "\(Figures.number($0)) batches/s  w W") } ?? row("samples", Figures.rate(progress.samplesPerSecond)),
                    row("per epoch", snapshot.epochs.last.map { Figures.duration($0.seconds) } ?? "–"),
                ] + (scene.train.test.map(test) ?? [row("ETA", progress.phase == .running ? progress.secondsToEnd.map(Figures.duration) ?? "–" : "–")]) + figures(snapshot) + [
                    row("weights", Figures.count(progress.parameters)), row("memory", Figures.bytes(progress.memory)), row("threads", "\(progress.threads)"),
                    row("seed", "\(progress.seed)"), row("data", snapshot.subject?.dataset ?? ""),
                ]
            let barRows = pane.rows >= 4 ? 2 : 0, room = max(0, pane.rows - barRows)
            for (row, line) in rows.prefix(room).enumerated() {
                pane.text(line.0, column: 0, row: row, style: .label, width: 9)
                pane.spans(line.1, column: 10, row: row, width: pane.columns - 10)
            }
            guard barRows > 0 else { return }
            bar("epoch", done: progress.batches > 0 ? Double(progress.batch) / Double(progress.batches) : 0, row: pane.rows - 2, &pane)
            let epochs = Double(snapshot.epochsDone) / Double(max(1, progress.epochs))
            bar("run", done: epochs, row: pane.rows - 1, &pane)
        }
    }

    /// What it came to on the test part, for which there is nothing to wait any more.
    private static func test(_ test: Evaluation) -> [(String, [Span])] {
        let values = [Figures.steady(test.loss - test.penalty)] + (test.accuracy.map { [Figures.percent($0)] } ?? [])
        return [("test", [Span(values.joined(separator: "  "), .bold)])]
    }

    /// The figures beside loss and accuracy, which have their curves: training, then validation.
    private static func figures(_ snapshot: Snapshot) -> [(String, [Span])] {
        snapshot.progress.metrics.map { figure in
            let held = snapshot.epochs.last?.value("val_" + figure.name)
            let name = shortNames[figure.name] ?? figure.name
            return (name, [Span(Figures.steady(figure.value), .training)] + (held.map { [Span(" " + Figures.steady($0), .validation)] } ?? []))
        }
    }

    /// Names that are longer than the column.
    static let shortNames = [
        "top_k_categorical_accuracy": "top k", "mean_squared_error": "mse", "mean_absolute_error": "mae", "r2_score": "r²", "f1_score": "f1", "perplexity": "perplex.",
        "pseudo_likelihood": "pseudo l.", "free_energy": "free en.",
    ]

    private static func bar(_ name: String, done: Double, row: Int, _ pane: inout Canvas) {
        pane.text(name, column: 0, row: row, style: .label, width: 9)
        ProgressBar(done).draw(in: Rect(column: 10, row: row, columns: max(0, pane.columns - 10), rows: 1), &pane)
    }
}

/// Sentences on how the training goes, and the keys that mend what is found.
enum HealthView {
    private static let title = "health"

    static func draw(_ scene: TrainScene, in rect: Rect, _ canvas: inout Canvas) {
        let snapshot = scene.snapshot
        canvas.pane(rect, title: title, figures: scene.remedies.first.map { key($0, columns: rect.columns) } ?? []) { pane in
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
            for remedy in scene.remedies.dropFirst() where row < pane.rows {
                pane.spans([Span(remedy.key + " ", .key), Span("or " + remedy.title, .label)], column: 0, row: row, width: pane.columns)
                row += 1
            }
        }
    }

    /// The first remedy's key on the pane's first line, in the longest words that stand there uncut.
    private static func key(_ remedy: ShownRemedy, columns: Int) -> [Span] {
        let words =
            remedy.isApplied
            ? [("r", "again with \(remedy.title)"), ("r", "again with the remedy"), ("r", "again")]
            : [(remedy.key, remedy.title), (remedy.key, "apply the remedy"), (remedy.key, "remedy")]
        let spans = words.map { [Span($0 + " ", .key), Span($1, .label)] }
        return spans.first { Canvas.fits(title.displayColumns, beside: $0.columns, in: columns) } ?? []
    }
}
