import Tensors

/// The preparation of examples in Python: constants, `prepare(x)`, and `restore(y)` where targets were scaled.
struct KerasPreparation {
    private let preparation: InputPreparation
    private let targets: Scaling?

    init(_ network: ExportedNetwork) {
        preparation = network.preparation
        targets = network.targets
    }

    var constants: [String] {
        var lines = ["INPUT_SHAPE = \(preparation.shape.tuple)  # of one stored example"]
        if let columns = preparation.columns { lines.append("COLUMNS = \(KerasText.list(columns))  # the names of the numbers along the last axis") }
        if let symbols = preparation.symbols { lines.append("VOCABULARY = \(KerasText.list(symbols))  # the symbols that whole numbers stand for, from 0 on") }
        if let scaling = preparation.scaling { lines += Self.constants(scaling, "OFFSETS", "WIDTHS") }
        if let targets { lines += Self.constants(targets, "TARGET_OFFSETS", "TARGET_WIDTHS") }
        return lines
    }

    /// Numbers in the shortest form that Python reads back as the same double.
    private static func constants(_ scaling: Scaling, _ offsets: String, _ widths: String) -> [String] {
        func array(_ numbers: [Double]) -> String { "np.array([\(numbers.map { "\($0)" }.joined(separator: ", "))])" }
        return ["\(offsets) = \(array(scaling.offsets))", "\(widths) = \(array(scaling.widths))"]
    }

    var function: [String] {
        var lines = ["def prepare(x):", "    \"\"\"Converts stored examples, (count,) + INPUT_SHAPE, to inputs of the network.\"\"\"", "    x = np.asarray(x)"]
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
            lines.append("    factors = np.divide(1, WIDTHS, out=np.zeros_like(WIDTHS), where=WIDTHS > 0)  # 0 for a channel that never varies")
            lines.append("    x = (x - OFFSETS.astype(\"float32\")) * factors.astype(\"float32\")")
        }
        return lines + ["    return x"]
    }

    /// A function that converts texts to numbers, where whole numbers stand for symbols.
    var encoding: [String] {
        guard let symbols = preparation.symbols else { return [] }
        // An alphabet given by a recipe has no number for other symbols.
        let isOpen = symbols.dropFirst().first == "[UNK]"
        return [
            "def encode(texts):",
            "    \"\"\"Converts texts, or lists of words, of INPUT_SHAPE[0] symbols each to rows of whole numbers for prepare().\"\"\"",
            "    numbers = {symbol: number for number, symbol in enumerate(VOCABULARY)}",
            "    return np.array([[\(isOpen ? "numbers.get(symbol, 1)" : "numbers[symbol]") for symbol in text] for text in texts])",
        ]
    }

    var restoring: [String] {
        guard targets != nil else { return [] }
        return ["def restore(y):", "    \"\"\"Converts outputs to the unit of the data's own targets.\"\"\"", "    return y * TARGET_WIDTHS + TARGET_OFFSETS"]
    }
}
