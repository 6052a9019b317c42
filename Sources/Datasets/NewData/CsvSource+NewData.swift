import Tensors

extension CsvSource {
    /// The rows of another table with the columns of the inputs, in any order; of a column of texts also lines of text.
    func newExamples(_ input: NewInput, _ request: NewRequest) throws(FileError) -> NewExamples {
        if let text = table.text, try input.isOfLines(fileOf: "txt") {
            return try request.texts(input, column: text)
        }
        guard !input.isFolder else { throw request.refusal(input, "a table (.csv)") }
        let own = try CsvTable(input, request, hasHeader: table.hasHeader), inputs: any RowEncoder
        if let text = table.text {
            try own.check(has: [text], request)
            inputs = try TextRows(own, column: own.column(text, "text"), training: [], request.spec.sequence, request.fitting)
        } else {
            inputs = try own.inputs(table, request)
        }
        return try NewExamples(own, inputs.values(own), stored: inputs.shape, rows: Array(0..<own.rows), request)
    }
}

extension SeriesSource {
    /// Every window of rows of another table: what follows the last one is forecast, too.
    func newExamples(_ input: NewInput, _ request: NewRequest) throws(FileError) -> NewExamples {
        guard !input.isFolder else { throw request.refusal(input, "a table (.csv)") }
        let own = try CsvTable(input, request, hasHeader: table.hasHeader), rows = try own.inputs(table, request)
        let steps = request.shape[0], width = rows.shape.count
        guard own.rows >= steps else {
            throw FileError(own.path, "has \(own.rows) rows, fewer than a window of \(steps), from which the run forecasts. Give as many rows at least.")
        }
        guard case .floats(let numbers) = try rows.values(own) else { throw request.refusal(input, "columns of numbers") }
        let windows = (0...own.rows - steps).flatMap { numbers[$0 * width..<($0 + steps) * width] }
        return NewExamples(own, .floats(windows), stored: [steps, width], rows: Array(steps - 1..<own.rows), request)
    }
}

extension NewInput {
    /// Whether it is a text of the command line, or a file of lines by its ending.
    fileprivate func isOfLines(fileOf ending: String) throws(FileError) -> Bool {
        switch self {
        case .text: true
        case .path(let path): path.lowercased().hasSuffix("." + ending) || path.lowercased().hasSuffix("." + ending + ".gz")
        case .standardInput: false
        }
    }
}

extension NewRequest {
    /// Texts, one a line.
    fileprivate func texts(_ input: NewInput, column: String) throws(FileError) -> NewExamples {
        let vocabulary: Vocabulary = try fitted.source.value("vocabulary"), length: FittedLength = try fitted.source.value("length")
        let encoder = TextEncoder(vocabulary, length: length.symbols, spec.sequence), lines = try input.lines()
        var tokens: [Int32] = []
        for (number, text) in lines {
            do { tokens += try encoder.encoded(text) } catch { throw FileError(input.name, "line \(number): \(error.sentence)") }
        }
        return NewExamples(name: input.name, vocabulary.stored(tokens), stored: [length.symbols], columns: [column], rows: lines.map { [$0.text] })
    }
}

extension NewExamples {
    fileprivate init(_ table: CsvTable, _ values: Examples.Values, stored: Shape, rows: [Int], _ request: NewRequest) {
        let fields = rows.map { row in table.columns.indices.map { table.text(row: row, column: $0) } }
        self.init(name: table.path, values, stored: stored, columns: table.columns, rows: fields)
        (delimiter, decimal) = (table.delimiter, table.dialect.decimal)
        let known: TableFacts? = try? request.fitted.source.value("table")
        let new = table.columns.filter { !(known?.header.contains($0) ?? true) }
        guard !new.isEmpty else { return }
        let (what, verb) = new.count == 1 ? ("column", "is") : ("columns", "are")
        notes = ["\(table.path): the run knows nothing of \(what) \(new.listed), which \(verb) not used."]
    }
}

extension CsvTable {
    /// Another table with columns of a run's, read as that one's was.
    fileprivate init(_ input: NewInput, _ request: NewRequest, hasHeader: Bool) throws(FileError) {
        let facts: TableFacts = try request.fitted.source.value("table")
        let bytes = try TextEncoding.utf8([UInt8](input.bytes()), path: input.name)
        try self.init(bytes: bytes, path: input.name, facts.format(hasHeader: hasHeader))
    }

    /// The encoder of the run's columns for this table, in whatever order it has them.
    fileprivate func inputs(_ spec: TableSpec, _ request: NewRequest) throws(FileError) -> NumberRows {
        let fitted: FittedColumns = try request.fitted.source.value("columns")
        try check(has: fitted.columns.map(\.name), request)
        return try NumberRows(spec, self, without: [], training: [], request.fitting)
    }

    /// Throws where a column is missing.
    fileprivate func check(has names: [String], _ request: NewRequest) throws(FileError) {
        let missing = names.filter { !columns.contains($0) }
        guard let first = missing.first else { return }
        let facts: TableFacts = try request.fitted.source.value("table"), own = CsvDialect.delimiter(of: bytes)
        if columns.count == 1, facts.header.count > 1, let own, own != facts.delimiter {
            throw FileError(path, "expected \(TableFacts.name(facts.delimiter)) between the fields, as in the run's table, got \(TableFacts.name(own)). Save it like that one.")
        }
        let what = missing.count == 1 ? "column \(first.prefix(40))" : "columns \(missing.listed)"
        throw FileError(path, "has no \(what), which the run predicts from; its columns are \(columns.listed). Add it.\(NearestName.suggestion(first, in: columns))")
    }
}
