import Datasets
import Foundation
import TestSupport
import Tensors
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

    @Test func whatIsNotInstalledSaysWhichCommandBringsItAndAnotherStandsInAloud() throws {
        let empty = Installation(folder: "/nowhere")
        let mini = try #require(CatalogueEntry.named("fashion-mnist-mini"))
        #expect(mini.missing(in: empty) != nil)
        #expect(throws: FileError.self) { try mini.load(from: empty) }
        let loader = DatasetLoader(installation: installation)
        let data = try loader.load(DataSpec(source: .catalogue("fashion-mnist"), otherwise: "fashion-mnist-mini"), relativeTo: nil)
        #expect((data.note == nil) == (data.name == "fashion-mnist"))
        if let note = data.note { #expect(note.contains("apt-get install dataset-fashion-mnist")) }
        #expect(throws: FileError.self) { try loader.load(DataSpec(source: .catalogue("no-such-set")), relativeTo: nil) }
    }
}
