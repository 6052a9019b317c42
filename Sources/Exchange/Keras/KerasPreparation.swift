import Tensors

/// How examples become the network's inputs, as Python: constants, `prepare(x)`, and where targets were scaled `restore(y)`.
struct KerasPreparation {
    private let preparation: InputPreparation
    private let targets: Scaling?

    init(_ network: ExportedNetwork) {
        preparation = network.preparation
        targets = network.targets
    }

    var constants: [String] {
        var lines = ["INPUT_SHAPE = \(preparation.shape.tuple)  # of one example as it is stored"]
        if let columns = preparation.columns { lines.append("COLUMNS = \(KerasText.list(columns))  # what the numbers along the last axis are") }
        if let symbols = preparation.symbols { lines.append("VOCABULARY = \(KerasText.list(symbols))  # what whole numbers stand for, from 0 on") }
        if let scaling = preparation.scaling { lines += Self.constants(scaling, "OFFSETS", "WIDTHS") }
        if let targets { lines += Self.constants(targets, "TARGET_OFFSETS", "TARGET_WIDTHS") }
        return lines
    }

    /// Doubles in their shortest form, which Python reads back as the same.
    private static func constants(_ scaling: Scaling, _ offsets: String, _ widths: String) -> [String] {
        func array(_ numbers: [Double]) -> String { "np.array([\(numbers.map { "\($0)" }.joined(separator: ", "))])" }
        return ["\(offsets) = \(array(scaling.offsets))", "\(widths) = \(array(scaling.widths))"]
    }

    var function: [String] {
        var lines = ["def prepare(x):", "    \"\"\"Examples as they are stored, (count,) + INPUT_SHAPE, become what the network reads.\"\"\"", "    x = np.asarray(x)"]
        if preparation.shape.dimensions.last == 1 {
            lines += ["    if x.shape[1:] + (1,) == INPUT_SHAPE:", "        x = x[..., None]"]
        }
        lines += [
            "    if x.shape[1:] != INPUT_SHAPE:",
            "        raise ValueError(f\"expected examples of shape {INPUT_SHAPE}, got {x.shape[1:]}\")",
        ]
        if let scale = preparation.byteScale {
            let factor = scale == 1 / 255 ? "1 / 255" : "\(scale)"
            lines += ["    if x.dtype == np.uint8:", "        x = x.astype(\"float32\") * np.float32(\(factor))"]
        }
        lines.append("    x = x.astype(\"float32\")")
        if let depth = preparation.oneHotDepth {
            lines += [
                "    if not np.all((x >= 0) & (x < \(depth)) & (x == np.round(x))):",
                "        raise ValueError(\"expected whole numbers from 0 to \(depth - 1)\")",
                "    x = np.eye(\(depth), dtype=\"float32\")[x.astype(\"int64\")]" + (preparation.shape.count == 1 ? ".reshape(len(x), \(depth))" : ""),
            ]
        }
        if preparation.scaling != nil {
            lines.append("    factors = np.divide(1, WIDTHS, out=np.zeros_like(WIDTHS), where=WIDTHS > 0)  # a channel that never varies stays at 0")
            lines.append("    x = (x - OFFSETS.astype(\"float32\")) * factors.astype(\"float32\")")
        }
        return lines + ["    return x"]
    }

    /// Texts as numbers, where whole numbers stand for symbols.
    var encoding: [String] {
        guard let symbols = preparation.symbols else { return [] }
        // An alphabet that a recipe gives has no number for other symbols.
        let isOpen = symbols.dropFirst().first == "[UNK]"
        return [
            "def encode(texts):",
            "    \"\"\"Texts, or lists of words, as rows of whole numbers, which prepare() takes: each of INPUT_SHAPE[0] symbols.\"\"\"",
            "    numbers = {symbol: number for number, symbol in enumerate(VOCABULARY)}",
            "    return np.array([[\(isOpen ? "numbers.get(symbol, 1)" : "numbers[symbol]") for symbol in text] for text in texts])",
        ]
    }

    var restoring: [String] {
        guard targets != nil else { return [] }
        return ["def restore(y):", "    \"\"\"Outputs in the unit of the data's own targets.\"\"\"", "    return y * TARGET_WIDTHS + TARGET_OFFSETS"]
    }
}
