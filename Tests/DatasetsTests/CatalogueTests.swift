import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

struct CatalogueTests {
    private let installation: Installation

    init() throws {
        installation = try #require(Installation.current, "the tests run below the project's folder")
    }

    @Test(arguments: ["fashion-mnist-mini", "mnist-5k", "digits-8x8", "colour-icons-32", "colour-icons-128"])
    func everyShippedSetIsWhatItsFactsSay(_ id: String) throws {
        let entry = try #require(CatalogueEntry.named(id))
        let data = try entry.load(from: installation)
        #expect(data.inputShape == entry.inputShape)
        #expect(data.classNames.count == entry.classCount)
        let counts = [data.training.count, data.test.count].map { $0 >= 1_000 ? "\($0 / 1_000),\(String(format: "%03d", $0 % 1_000))" : "\($0)" }
        #expect(entry.facts.hasPrefix("\(counts[0]) + \(counts[1]) "), "\(entry.facts) is \(counts)")
        let numbers = (0..<20).flatMap { data.training.input($0).values }
        #expect(numbers.allSatisfy { (0...1).contains($0) } && (numbers.max() ?? 0) > 0.5)
        // Every class is in the part that is trained on and in the last tenth, which validates.
        let labels = (0..<data.training.count).compactMap(data.training.label)
        #expect(Set(labels).count == entry.classCount)
        #expect(Set(labels.suffix(data.training.count / 10)).count > entry.classCount / 2)
    }

    @Test(arguments: CatalogueEntry.all.filter { $0.family != .pictures }.map(\.id))
    func everyTableTextAndSeriesIsWhatItsFactsSay(_ id: String) throws {
        let entry = try #require(CatalogueEntry.named(id)), data = try entry.load(from: installation)
        #expect(data.inputShape == entry.inputShape && entry.inputShape(for: DataSpec(source: .catalogue(id))) == entry.inputShape)
        #expect((data.classes ?? 0) == entry.classCount, "\(data.classNames)")
        if entry.facts.first?.isNumber ?? false {
            let counts = [data.training.count, data.test.count].map { $0 >= 1_000 ? "\($0 / 1_000),\(String(format: "%03d", $0 % 1_000))" : "\($0)" }
            #expect(entry.facts.hasPrefix("\(counts[0]) + \(counts[1]) "), "\(entry.facts) is \(counts)")
        }
        #expect(data.training.count > 0 && data.test.count > 0 && data.training.targetsPerSample == entry.targetsPerSample(for: DataSpec(source: .catalogue(id))))
        #expect((0..<20).allSatisfy { data.training.input($0).values.allSatisfy(\.isFinite) })
        #expect(data.symbols != nil || data.columnNames?.count == data.inputShape.dimensions.last)
    }

    @Test func sumsAreRightReversedAndDistinct() throws {
        let data = try #require(CatalogueEntry.named("addition")).load(from: installation), symbols = try #require(data.symbols)
        #expect(data.training.count == 4_500 && data.validation?.count == 500)
        var questions: Set<String> = []
        for part in [data.training, data.validation, data.test].compactMap({ $0 }) {
            for index in 0..<part.count {
                let rows = part.input(index).values
                let text = (0..<5).reversed().map { step -> String in
                    let row = rows[step * 12..<step * 12 + 12]
                    return symbols[(row.firstIndex(of: 1) ?? row.startIndex) - row.startIndex]
                }.joined()
                let numbers = text.split { $0 == "+" || $0 == " " }.compactMap { Int($0) }.sorted()
                questions.insert("\(numbers)")
                var answer = [Float](repeating: 0, count: 3), input = [Float](repeating: 0, count: 60)
                [Int32(index)].withUnsafeBufferPointer { part.gather($0, inputs: &input, targets: &answer, layout: .indices) }
                #expect(Int(answer.map { symbols[Int($0)] }.joined().trimmingCharacters(in: .whitespaces)) == numbers.reduce(0, +))
            }
        }
        #expect(questions.count == 5_050)
    }

    /// Where an Embedding shall read them.
    @Test(arguments: ["dna-splice", "dna-promoters", "addition", "austen-pride-prejudice", "us-first-names"])
    func symbolsStayNumbersWhereNoOneHotIsWanted(_ id: String) throws {
        var spec = DataSpec(source: .catalogue(id))
        spec.oneHot = .off
        let data = try DatasetLoader(installation: installation).load(spec, relativeTo: nil), symbols = try #require(data.symbols)
        #expect(data.inputShape.rank == 1 && CatalogueEntry.named(id)?.inputShape(for: spec) == data.inputShape)
        let seen = Set((0..<min(50, data.training.count)).flatMap { data.training.input($0).values })
        #expect(seen.count > 2 && seen.allSatisfy { $0 == $0.rounded() && (0..<Float(symbols.count)).contains($0) })
        spec.scaling = .standardise
        let error = #expect(throws: FileError.self) { try DatasetLoader(installation: installation).load(spec, relativeTo: nil) }
        #expect(error?.sentence.hasPrefix("scaling: expected measured numbers, got the numbers of symbols") ?? false)
    }

    @Test func targetsOfOneKindAreNotReadInAnother() throws {
        for id in ["mnist-5k", "austen-pride-prejudice", "oil-wti", "addition"] {
            var spec = DataSpec(source: .catalogue(id))
            spec.targets = .values
            let error = #expect(throws: FileError.self) { try DatasetLoader(installation: installation).load(spec, relativeTo: nil) }
            #expect(error?.sentence == "targets_are: values: does not apply to this data: it belongs to npy, idx and csv. Leave it out.")
        }
        var spec = DataSpec(source: .catalogue("iris"))
        spec.targets = .classes
        #expect(try DatasetLoader(installation: installation).load(spec, relativeTo: nil).classes == 3)
    }

    @Test func aRecipeOverridesAnEntrysOwnSplitAndSizes() throws {
        let loader = DatasetLoader(installation: installation)
        var spec = DataSpec(source: .catalogue("dna-promoters"))
        spec.split = SplitSpec(.leaveOneOut(17))
        #expect(try loader.load(spec, relativeTo: nil).training.count == 105)
        spec = DataSpec(source: .catalogue("austen-pride-prejudice"))
        spec.sequence.steps = 25
        spec.oneHot = .fitted
        let data = try loader.load(spec, relativeTo: nil)
        #expect(data.inputShape == [25, data.classNames.count] && data.training.targetsPerSample == 25)
        spec = DataSpec(source: .catalogue("mnist-5k"))
        spec.split = SplitSpec(.fold(1, of: 5))
        let fold = try loader.load(spec, relativeTo: nil)
        #expect(fold.training.count == 4_000 && fold.test.count == 1_000)
        let counts = Dictionary(grouping: (0..<1_000).compactMap(fold.test.label)) { $0 }.mapValues(\.count)
        #expect(counts.values.allSatisfy { (99...101).contains($0) }, "\(counts)")
    }

    @Test func whatIsNotInstalledSaysWhichCommandBringsItAndAnotherStandsInAloud() throws {
        let empty = Installation(folder: "/nowhere")
        let mini = try #require(CatalogueEntry.named("fashion-mnist-mini"))
        #expect(mini.missing(in: empty) != nil)
        #expect(throws: FileError.self) { try mini.load(from: empty) }
        let loader = DatasetLoader(installation: installation)
        let data = try loader.load(DataSpec(source: .catalogue("fashion-mnist", otherwise: "fashion-mnist-mini")), relativeTo: nil)
        #expect((data.note == nil) == (data.name == "fashion-mnist"))
        if let note = data.note { #expect(note.contains("apt-get install dataset-fashion-mnist")) }
        #expect(throws: FileError.self) { try loader.load(DataSpec(source: .catalogue("no-such-set")), relativeTo: nil) }
        // Where neither is there, the one that was asked for is missing, not the other.
        let neither = #expect(throws: FileError.self) {
            try DatasetLoader(installation: empty).load(DataSpec(source: .catalogue("fashion-mnist-mini", otherwise: "mnist-5k")), relativeTo: nil)
        }
        #expect(neither?.path == "fashion-mnist-mini", "\(neither.map { "\($0)" } ?? "none")")
    }
}
