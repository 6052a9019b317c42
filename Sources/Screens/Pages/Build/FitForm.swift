import Datasets
import Lab
import Networks
import Recipes
import Training

/// Compile, fit and data: what was decided at a glance, and with the focus every setting.
enum FitForm {
    /// Rows of the summary in two columns.
    static let summaryRows = 6

    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        let isFocused = builder.pane == .fit
        canvas.pane(rect, title: isFocused ? "compile, fit and data" : "compile and fit", trailing: isFocused ? "" : "tab", isFocused: isFocused) { pane in
            if isFocused {
                FormRows.draw(builder.fitFields, selection: builder.field, pane: .fit, in: pane.bounds, &pane)
            } else {
                drawSummary(builder, &pane)
            }
        }
    }

    private static func drawSummary(_ builder: BuilderState, _ pane: inout Canvas) {
        let rows = summary(builder.recipe), half = (rows.count + 1) / 2
        let columns = pane.bounds.splitColumns([.share(0.56), .share(0.44)], gap: 2)
        pane.onClick(pane.bounds, .builder(.focus(.fit, 0)))
        for (index, row) in rows.enumerated() {
            let place = columns[index < half ? 0 : 1], line = index % half, names = index < half ? 11 : 17
            pane.text(row.name, column: place.column, row: line, style: .label, width: names - 1)
            pane.text(row.value, column: place.column + names, row: line, style: row.isDefault ? .label : .plain, width: max(0, place.columns - names))
        }
    }

    private struct Row {
        let name: String, value: String
        var isDefault = false
    }

    private static func summary(_ recipe: Recipe) -> [Row] {
        let compile = recipe.compile ?? CompileSpec(), fit = recipe.fit
        let changed = compile.optimizer.arguments.filter { !$0.isDefault && $0.name != "learning_rate" }.map { "\($0.name) \($0.value)" }
        let rate = compile.schedule?.name ?? Figures.number(compile.optimizer.learningRate)
        let metrics = compile.metrics.map(\.name).joined(separator: ", "), rules = fit.callbacks.map(\.name).joined(separator: ", ")
        let preparation = preparation(recipe.data)
        return [
            Row(name: "optimizer", value: ([compile.optimizer.kerasName] + changed).joined(separator: "  ")), Row(name: "rate", value: rate),
            Row(name: "loss", value: compile.loss.text.values.isEmpty ? compile.loss.name : "\(compile.loss.text)"),
            Row(name: "metrics", value: metrics.isEmpty ? "none" : metrics, isDefault: metrics.isEmpty),
            Row(name: "stop rules", value: rules.isEmpty ? "none" : rules, isDefault: rules.isEmpty),
            Row(name: "data", value: preparation.isEmpty ? "as it is" : preparation, isDefault: preparation.isEmpty),
            Row(name: "epochs", value: "\(fit.epochs)"), Row(name: "batch_size", value: "\(fit.batchSize)"),
            Row(name: "validation_split", value: "\(fit.validationSplit)"), Row(name: "shuffle", value: fit.shuffle ? "yes" : "no", isDefault: fit.shuffle),
            Row(name: "seed", value: "\(fit.seed)"),
        ]
    }

    /// What is done to the data, in a few words.
    private static func preparation(_ data: DataSpec) -> String {
        var words: [String] = []
        if data.scaling != .automatic { words.append("scaling \(data.scaling.rawValue)") }
        if data.targets != .automatic { words.append("targets \(data.targets.rawValue)") }
        switch data.noise {
        case .gaussian(let amount): words.append("gaussian \(amount)")
        case .masking(let amount): words.append("masking \(amount)")
        case .saltAndPepper(let amount): words.append("salt and pepper \(amount)")
        case nil: break
        }
        if data.augment != nil { words.append("augmented") }
        if let balance = data.balance { words.append(balance.rawValue + "d") }
        if data.classWeight != nil { words.append("class weights") }
        if data.split != nil { words.append("own split") }
        return words.joined(separator: ", ")
    }
}
