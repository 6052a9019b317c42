import Lab

/// What a screen shows that is too small for the lab.
enum TooSmall {
    static func draw(_ size: ScreenSize, _ canvas: inout Canvas) {
        let needed = ScreenSize.smallest
        let lines = [
            "This terminal is \(size.columns)×\(size.rows).",
            "Strata needs \(needed.columns)×\(needed.rows).",
        ]
        // Shorter words for terminals in which those would be cut.
        let short = ["\(size.columns)×\(size.rows)", "need", "\(needed.columns)×\(needed.rows)"]
        let fits = canvas.columns >= lines.map(\.displayColumns).max() ?? 0 && canvas.rows >= lines.count
        let shown = fits ? lines + (canvas.rows > 3 ? ["Make it larger; q leaves."] : []) : canvas.rows >= short.count ? short : [short[0] + " of " + short[2]]
        let top = max(0, (canvas.rows - shown.count) / 2)
        for (index, line) in shown.enumerated() {
            canvas.text(line, column: 0, row: top + index, style: index == 0 ? .attention : .plain, alignment: .center)
        }
    }
}
