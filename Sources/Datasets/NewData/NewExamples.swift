import Tensors

/// New data as a run's source reads it, before it is prepared for the network, and what tells its examples apart.
public struct NewExamples: Sendable {
    /// The name that messages give.
    public let name: String
    /// The stored numbers, (count, stored input).
    public let inputs: Tensor
    /// Whether they are bytes, which a run may scale.
    public let areBytes: Bool
    /// The columns that a table of predictions begins with: the row's own, or the file's name.
    public var columns = ["example"]
    /// Their fields, as they were read, a row for each example.
    public var rows: [[String]]
    /// How a table of predictions is written.
    public var delimiter: Character = ","
    /// The mark before decimals in a table.
    public var decimal = DecimalMark.point
    /// What a person should know about the reading, one sentence each.
    public var notes: [String] = []

    init(name: String, inputs: Tensor, areBytes: Bool) {
        (self.name, self.inputs, self.areBytes) = (name, inputs, areBytes)
        rows = (0..<(inputs.shape.dimensions.first ?? 0)).map { [String($0)] }
    }

    /// Examples of the shape `stored`, from their numbers one after another.
    init(name: String, _ values: Examples.Values, stored: Shape, columns: [String], rows: [[String]]) {
        self.init(name: name, values, stored: stored, count: rows.count)
        (self.columns, self.rows) = (columns, rows)
    }

    /// Examples without columns of their own.
    init(name: String, _ values: Examples.Values, stored: Shape, count: Int) {
        let isByte = if case .bytes = values { true } else { false }
        let numbers =
            switch values {
            case .bytes(let bytes, _): bytes.map(Float.init)
            case .floats(let floats): floats
            }
        self.init(name: name, inputs: Tensor(shape: Shape([count] + stored.dimensions), values: numbers), areBytes: isByte)
    }
}

/// How a source reads new data: by a recipe's `data:` and by what was fitted when the run began, without that run's own data.
struct NewRequest: Sendable {
    let spec: DataSpec
    let fitted: FittedData

    /// Gives a source the stored values.
    var fitting: Fitting { Fitting(.kept(fitted.source)) }
    /// The shape of one stored input.
    var shape: Shape { fitted.inputs.shape }

    /// The error of data of another kind.
    func refusal(_ input: NewInput, _ expectation: String) -> FileError {
        FileError(input.name, "expected \(expectation), as the run was trained on, or an npy file of its inputs \(shape.tuple). Give one of these.")
    }
}

extension FittedData {
    /// New data as examples of the run: what `spec` says of its source decides how it is read, and only stored values are used.
    public func newExamples(_ input: NewInput, of spec: DataSpec) throws(FileError) -> NewExamples {
        if let array = try input.array() { return array }
        var spec = spec
        if let source = spec.source.description as? CatalogueSource, let entry = CatalogueEntry.named(name) ?? CatalogueEntry.named(source.id) {
            spec.source = .catalogue(entry.id)  // the one that was read, where another was named
            if let defaults = entry.defaults { spec = spec.over(defaults) }
        }
        return try spec.source.description.newExamples(input, NewRequest(spec: spec, fitted: self))
    }

    /// The columns of the targets, where they are columns of a table.
    public var targetColumns: [String] {
        let targets: FittedTargets? = try? source.value("targets")
        return targets?.columns ?? []
    }

    /// The paths of the run's data.
    public var paths: [String] { files.map(\.path) }
}
