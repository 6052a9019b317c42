import Datasets
import Foundation
import Kernels
import Tensors
import TestSupport
import Testing

struct TransformTests {
    private func parts(_ training: Examples, classes: [String] = [], _ change: (inout DataSpec) -> Void) -> DatasetParts {
        var spec = DataSpec(source: .catalogue("none"))
        change(&spec)
        return DatasetParts(Dataset(name: "x", classNames: classes, training: training, test: training), spec, validationSplit: 0, seed: 5)
    }

    private func gathered(_ examples: Examples, epoch: Int, pool: WorkerPool? = nil) -> [Float] {
        var inputs = [Float](repeating: 0, count: examples.count * examples.shape.count), targets = [Float](repeating: 0, count: examples.count)
        (0..<Int32(examples.count)).map { $0 }.withUnsafeBufferPointer { examples.gather($0, inputs: &inputs, targets: &targets, layout: .indices, epoch: epoch, pool: pool) }
        return inputs
    }

    private let images = Examples(
        shape: [5, 6, 2], inputs: .bytes((0..<8 * 60).map { UInt8($0 % 251) }, scale: 1), targets: .classes([0, 1, 0, 1, 0, 1, 0, 1]), count: 8)

    @Test func augmentationIsForTrainingAloneAndTheSameForEpochAndExample() {
        var augment = AugmentationSpec()
        (augment.shift, augment.rotate, augment.zoom, augment.noise, augment.flip) = (0.2, 0.1, 0.2, 0.5, .both)
        let parts = parts(images) { $0.augment = augment }
        #expect(gathered(parts.test, epoch: 1) == gathered(images, epoch: 0))
        #expect(gathered(parts.training, epoch: 0) == gathered(images, epoch: 0), "looking changes nothing")
        let first = gathered(parts.training, epoch: 1)
        #expect(first == gathered(parts.training, epoch: 1) && first != gathered(parts.training, epoch: 2))
        for threads in 1...3 { #expect(gathered(parts.training, epoch: 1, pool: WorkerPool(threads: threads)) == first) }
    }

    @Test func flipsMirrorAndNothingElse() {
        var augment = AugmentationSpec()
        augment.flip = .horizontal
        let moved = gathered(parts(images) { $0.augment = augment }.training, epoch: 3), plain = gathered(images, epoch: 0)
        var mirrored = 0
        for image in 0..<8 {
            let own = Array(moved[image * 60..<(image + 1) * 60]), old = Array(plain[image * 60..<(image + 1) * 60])
            let mirror = (0..<60).map { place in
                let row = place / 12, column = place % 12 / 2, channel = place % 2
                return old[row * 12 + (5 - column) * 2 + channel]
            }
            #expect(own == old || own == mirror)
            if own == mirror { mirrored += 1 }
        }
        #expect((1...7).contains(mirrored))
    }

    @Test func colourIsMovedAsTheSameNumbersAre() {
        let bytes = (0..<3 * 7 * 9 * 3).map { UInt8(truncatingIfNeeded: $0 &* 53) }
        var augment = AugmentationSpec()
        (augment.shift, augment.rotate, augment.zoom) = (0.2, 0.1, 0.2)
        func moved(_ inputs: Examples.Values) -> [Float] {
            gathered(parts(Examples(shape: [7, 9, 3], inputs: inputs, targets: .classes([0, 1, 0]), count: 3)) { $0.augment = augment }.training, epoch: 1)
        }
        #expect(zip(moved(.bytes(bytes, scale: 0.5)), moved(.floats(bytes.map { Float($0) * 0.5 }))).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test func beyondTheEdgeLiesWhatFillSays() {
        let ones = Examples(shape: [4, 4, 1], inputs: .floats([Float](repeating: 1, count: 64)), targets: .classes([0, 0, 0, 0]), count: 4)
        for fill in AugmentationSpec.Fill.allCases {
            var augment = AugmentationSpec()
            (augment.shift, augment.rotate, augment.fill) = (0.9, 0.2, fill)
            let numbers = gathered(parts(ones) { $0.augment = augment }.training, epoch: 1)
            #expect(numbers.allSatisfy { fill == .constant ? $0 < 1.000_01 : abs($0 - 1) < 1e-5 })
            #expect(numbers.contains { $0 < 0.5 } == (fill == .constant))
        }
    }

    @Test func classesAreWeighedAsScikitLearnDoes() throws {
        let examples = Examples(shape: [1], inputs: .floats([1, 2, 3, 4, 5, 6]), targets: .classes([0, 0, 0, 0, 1, 2]), count: 6, weights: [1, 1, 1, 2, 1, 1])
        let balanced = parts(examples, classes: ["a", "b", "c"]) { $0.classWeight = .balanced }
        #expect((0..<6).map(balanced.training.weight) == [0.5, 0.5, 0.5, 1, 2, 2], "6 / (3 · 4) and 6 / (3 · 1)")
        #expect((0..<6).map(balanced.test.weight) == [1, 1, 1, 2, 1, 1])
        let named = parts(examples, classes: ["a", "b", "c"]) { $0.classWeight = .classes(["b": 5, "2": 3]) }
        #expect((0..<6).map(named.training.weight) == [1, 1, 1, 2, 5, 3])
    }

    @Test func balancingRepeatsOrLeavesOutInTheTrainingPartAlone() {
        let examples = Examples(shape: [1], inputs: .floats((0..<10).map(Float.init)), targets: .classes([0, 0, 0, 0, 0, 0, 0, 1, 1, 1]), count: 10)
        let more = parts(examples) { $0.balance = .oversample }, fewer = parts(examples) { $0.balance = .undersample }
        #expect((0..<14).compactMap(more.training.label).filter { $0 == 1 }.count == 7 && more.training.count == 14 && more.test.count == 10)
        let repeats = Dictionary(grouping: (0..<14).map { more.training.input($0).values[0] }) { $0 }.mapValues(\.count)
        #expect(repeats.count == 10 && repeats.filter { $0.key >= 7 }.values.allSatisfy { (2...3).contains($0) })
        #expect(fewer.training.count == 6 && (0..<6).compactMap(fewer.training.label).filter { $0 == 1 }.count == 3)
        #expect(gathered(fewer.training, epoch: 0) == gathered(parts(examples) { $0.balance = .undersample }.training, epoch: 0))
    }

    @Test func bytesAndOtherNumbersAreNotScaledApart() throws {
        let scratch = Scratch()
        // NumPy's own header of two rows of three bytes.
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }"
        let text = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        try scratch.write(Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(text.utf8) + [0, 1, 2, 3, 4, 255]), to: "b.npy")
        try NpyFile.write(Tensor(shape: [2, 3], values: [0, 1, 2, 3, 4, 5]), to: scratch.file("f.npy"))
        func loaded(_ inputs: String, _ test: String, _ change: (inout DataSpec) -> Void = { _ in }) throws -> Dataset {
            var spec = DataSpec(source: .npy(.init(inputs: inputs, testInputs: test)))
            change(&spec)
            return try DatasetLoader(installation: nil).load(spec, relativeTo: scratch.path)
        }
        func sentence(_ inputs: String, _ test: String) -> String? { #expect(throws: FileError.self) { try loaded(inputs, test) }?.sentence }
        #expect(
            sentence("b.npy", "f.npy")
                == "expected bytes (uint8), which become 0 to 1, as b.npy holds, got numbers, which stay unchanged. Save both with one dtype, or give scaling: none.")
        #expect(sentence("f.npy", "b.npy")?.hasPrefix("expected numbers, which stay unchanged, as f.npy holds, got bytes (uint8)") ?? false)
        #expect(try loaded("b.npy", "b.npy").test.input(1).values == [3, 4, 255].map { Float($0) * (1 / 255) })
        let plain = try loaded("b.npy", "f.npy") { $0.scaling = .none }
        #expect(plain.training.input(1).values == [3, 4, 255] && plain.test.input(1).values == [3, 4, 5])
        #expect(try loaded("f.npy", "b.npy") { $0.oneHot = .depth(256) }.test.input(1).values.enumerated().filter { $0.element == 1 }.map(\.offset) == [3, 256 + 4, 512 + 255])
    }

    @Test func wishesThatTheDataCantMeetAreRefused() throws {
        let scratch = Scratch()
        try NpyFile.write(Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6.5]), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(shape: [2, 1], values: [0.5, 1]), to: scratch.file("y.npy"))
        func sentence(_ change: (inout DataSpec) -> Void) -> String {
            var spec = DataSpec(source: .npy(.init(inputs: "x.npy", targets: "y.npy")))
            change(&spec)
            do throws(FileError) {
                _ = try DatasetLoader(installation: nil).load(spec, relativeTo: scratch.path)
                return "none"
            } catch {
                return error.sentence
            }
        }
        #expect(sentence { $0.noise = .gaussian(0.1) }.hasPrefix("noise: expected targets that are the clean inputs, got others."))
        #expect(sentence { $0.augment = AugmentationSpec() }.hasPrefix("augment: expected images, got inputs of (3,)."))
        #expect(sentence { $0.oneHot = .fitted }.hasPrefix("one_hot: expected whole numbers from 0 to 6, got 6.5 in example 1."))
        #expect(sentence { $0.classWeight = .balanced }.hasPrefix("class_weight: expected a class for each example"))
        #expect(sentence { $0.balance = .oversample }.hasPrefix("balance: expected a class for each example"))
        #expect(sentence { ($0.targets, $0.targetScaling) = (.inputs, .normalise) }.hasPrefix("target_scaling: expected targets that are numbers"))
        #expect(sentence { $0.imageSize = .init(rows: 3, columns: 3) }.hasPrefix("image_size: expected images, got inputs of (3,)."))
        #expect(sentence { ($0.targets, $0.noise) = (.inputs, .masking(0.5)) } == "none")
        // Classes are named as they are, or numbered as one writes.
        for (name, isClass) in [("cat", true), ("1", true), ("cot", false), ("2", false), ("01", false), ("+1", false)] {
            try scratch.write("a,b\n1,cat\n2,dog\n3,cat\n4,dog\n", to: "t.csv")
            let told = sentence {
                var table = TableSpec(path: "t.csv")
                table.target = ["b"]
                $0 = DataSpec(source: .csv(table))
                $0.classWeight = .classes([name: 2])
            }
            #expect(isClass ? told == "none" : told.hasPrefix("class_weight: expected classes of cat, dog, got \(name). Correct it."), "\(told)")
            if name == "cot" { #expect(told.hasSuffix("Did you mean cat?")) }
        }
    }
}
