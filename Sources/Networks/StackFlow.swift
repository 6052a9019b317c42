/// The lines that show who reads whom beside a stack: one for each layer that others name, from its row down to the last of those that read it.
public struct StackFlow: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public let source: Int
        /// In the stack's order, all below the source.
        public let readers: [Int]
        /// How far from the stack it runs, from 0: lines of one column have no row in common.
        public let column: Int

        public init(source: Int, readers: [Int], column: Int) {
            self.source = source
            self.readers = readers
            self.column = column
        }

        public var rows: ClosedRange<Int> { source...(readers.last ?? source) }
    }

    public let lines: [Line]
    /// The columns that the lines take.
    public let columns: Int
    /// The layers that do not read the one above them.
    public let apart: Set<Int>

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
        // From the last source up: lines that begin late lie within those that began earlier, nearer to the stack.
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
