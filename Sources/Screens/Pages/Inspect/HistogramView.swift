import Lab
import Training

/// Activations, weights or gradients of the layer as a histogram with their figures.
struct HistogramView {
    let title: String
    let statistics: Statistics
    let style: Style
    /// The most telling first; those that don't fit are left out.
    let figures: [String]

    static func activations(_ state: State) -> HistogramView? {
        state.shownProbe.map { probe in
            let dead = probe.deadUnits > 0 ? ["\(probe.deadUnits) of \(probe.units) dead"] : []
            return HistogramView(
                title: "activations", statistics: probe.activationStatistics, style: .training,
                figures: dead + ["zero \(Figures.percent(Double(probe.activationStatistics.zeroShare), decimals: 0))"] + figures(probe.activationStatistics))
        }
    }

    static func weights(_ state: State) -> HistogramView? {
        state.shownProbe?.weightStatistics.map { HistogramView(title: "weights", statistics: $0, style: .accent, figures: figures($0)) }
    }

    static func gradients(_ state: State) -> HistogramView? {
        state.shownProbe?.gradientStatistics.map {
            HistogramView(title: "gradients", statistics: $0, style: .validation, figures: ["norm \(Figures.number(Double($0.norm), digits: 2))"] + figures($0))
        }
    }

    private static func figures(_ statistics: Statistics) -> [String] {
        ["mean \(Figures.number(Double(statistics.mean), digits: 2))", "sd \(Figures.number(Double(statistics.deviation), digits: 2))"]
    }

    func draw(in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: title, trailing: "log counts") { pane in
            Histogram(bins: statistics.bins, minimum: Double(statistics.minimum), maximum: Double(statistics.maximum), style: style)
                .draw(in: pane.bounds.cutBottom(1).rest, &pane)
            var line = ""
            for figure in figures where line.count + figure.count + 2 <= pane.columns { line += (line.isEmpty ? "" : "  ") + figure }
            pane.text(line, column: 0, row: pane.rows - 1, style: .label)
        }
    }
}
