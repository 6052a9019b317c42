/// The lines that a display draws beside a stack to show which layer reads which: one for each layer that others refer to, from its row down to that of its last reader.
public struct StackFlow: Hashable, Sendable {
    /// A line from a layer to its readers.
    public struct Line: Hashable, Sendable {
        /// The index of the layer that is read.
        public let source: Int
        /// The indices of the layers that read it, in the stack's order.
        public let readers: [Int]
        /// The column in which it is drawn, counted from the stack, from 0. Lines in the same column have no row in common.
        public let column: Int

        /// `readers` in the stack's order, all below the source.
        public init(source: Int, readers: [Int], column: Int) {
            self.source = source
            self.readers = readers
            self.column = column
        }

        /// The rows that it covers, from the source to the last reader.
        public var rows: ClosedRange<Int> { source...(readers.last ?? source) }
    }

    /// The lines, in order of their sources.
    public let lines: [Line]
    /// How many columns the lines need.
    public let columns: Int
    /// The indices of the layers that don't read the one above them.
    public let apart: Set<Int>

    /// References that can't be resolved have no line.
    public init(_ model: [LayerSpec]) {
        let links = StackLinks(model)
        var readers: [Int: [Int]] = [:], apart: Set<Int> = []
        for (index, spec) in model.enumerated() {
            var sources = spec.references.compactMap { links.layer(named: $0.name, above: index) }
            let read = links.read(by: index)
            if index > 0, read != .layer(index - 1) {
                apart.insert(index)
                if case .layer(let source)? = read { sources.append(source) }
            }
            for source in Set(sources) { readers[source, default: []].append(index) }
        }
        // From the last source to the first: a line that begins further down is drawn nearer to the stack than the lines around it.
        var lines: [Line] = [], starts: [Int] = []
        for (source, readers) in readers.sorted(by: { $0.key > $1.key }) {
            let end = readers.last ?? source
            let column = starts.firstIndex { $0 > end } ?? starts.count
            if column == starts.count { starts.append(source) } else { starts[column] = source }
            lines.append(Line(source: source, readers: readers, column: column))
        }
        self.lines = lines.reversed()
        columns = starts.count
        self.apart = apart
    }
}
