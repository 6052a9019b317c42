import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// A folder is a whole run or none, whatever moment a program dies at: the states that a death leaves are laid out by hand, and the run goes on from them.
struct RunBirthTests {
    private let scratch = Scratch()

    /// Dropout and a last batch that is smaller; the best epoch's weights are wanted back.
    private func recipe(epochs: Int = 3) throws -> Recipe {
        let random = RandomGenerator(seed: 5, purpose: .sampling)
        var inputs = Tensor(zeros: [61, 6]), targets = Tensor(zeros: [61, 3])
        for index in inputs.values.indices { inputs.values[index] = random.uniform(stream: 0, index: index) }
        for row in 0..<61 { targets.values[3 * row + (inputs.values[6 * row] > 0.5 ? 0 : 1)] = 1 }
        try NpyFile.write(inputs, to: scratch.file("x.npy"))
        try NpyFile.write(targets, to: scratch.file("y.npy"))
        return try Recipe(
            yaml: """
                name: small
                data: {source: npy, inputs: x.npy, targets: y.npy}
                model: [Dense: {units: 9, activation: relu}, Dropout: {rate: 0.1}, Dense: {units: num_classes, activation: softmax}]
                compile: {optimizer: adam, loss: categorical_crossentropy}
                fit: {epochs: \(epochs), batch_size: 8, validation_split: 0.2, seed: 1, callbacks: [EarlyStopping: {patience: 9, restore_best_weights: true}]}
                """, file: "small.yaml")
    }

    private func path(_ name: String) -> String { scratch.file(name) }
    private func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }
    private func names(_ folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted() }
    private func copy(_ name: String, _ other: String) throws {
        unlink(path(other))
        try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
    }

    @discardableResult
    private func train(_ recipe: Recipe, _ name: String, limit: Int? = nil, weights: String? = nil, orders: [TrainerCommand] = []) throws -> Snapshot {
        let options = RunOptions(threads: 1, limit: limit, folder: path(name), initialWeights: weights.map(path))
        return try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options), orders: orders)
    }

    @discardableResult
    private func resume(_ name: String, epochs: Int? = nil) throws -> Snapshot { try TrainerBench.run(.resume(folder: path(name), threads: 1, epochs: epochs)) }

    private func sentence(_ snapshot: Snapshot) -> String { if case .failed(let sentence) = snapshot.progress.phase { sentence } else { "\(snapshot.progress.phase)" } }

    @Test func aRunThatDiesBeforeItsFirstStepIsTheSameRunWhenItGoesOn() throws {
        let recipe = try recipe()
        try train(recipe, "other", orders: [.stop])
        try copy("other/checkpoint-000000.safetensors", "start.safetensors")
        var other = try SafetensorsFile(path: path("start.safetensors"))
        for index in other.tensors.indices { other.tensors[index].tensor.values = other.tensors[index].tensor.values.map { $0 + 0.25 } }
        unlink(path("start.safetensors"))
        try other.write(to: path("start.safetensors"))

        try train(recipe, "plain")
        try train(recipe, "whole", limit: 30, weights: "start.safetensors")
        #expect(try bytes("whole/final.safetensors") != bytes("plain/final.safetensors"))
        let born = try train(recipe, "cut", limit: 30, weights: "start.safetensors", orders: [.stop])
        #expect(born.progress.phase == .stopped && born.batches.isEmpty)
        #expect(try names("cut") == ["checkpoint-000000.safetensors", "fitted.json", "options.json", "recipe.yaml"])
        unlink(path("start.safetensors"))
        #expect(try resume("cut").subject?.trainingCount == 30)
        #expect(try bytes("cut/final.safetensors") == bytes("whole/final.safetensors"))
        // Without its start it would silently be another run.
        for name in try names("cut") where name.hasPrefix("checkpoint") || name.hasPrefix("final") { unlink(path("cut/" + name)) }
        #expect(sentence(try resume("cut")).contains("has no checkpoint left, and it started from the weights in"))
        #expect(throws: TrainingError.self) { try SavedRun(path("cut")).evaluate(.training, threads: 1) }
    }

    /// A birth that dies leaves a folder beside the run's; the next birth of that name takes it away.
    @Test(arguments: [
        [], ["options.json"], ["options.json", "checkpoint-000000.safetensors"], ["options.json", "checkpoint-000000.safetensors", "recipe.yaml", "recipe.yaml.4.new"],
    ])
    func aDeathDuringBirthLeavesNoRunAndNoTrace(_ written: [String]) throws {
        let recipe = try recipe(epochs: 1)
        try train(recipe, "whole")
        try FileManager.default.createDirectory(atPath: path("run.999999.new"), withIntermediateDirectories: true)
        for name in written { try scratch.write("half", to: "run.999999.new/" + name) }
        #expect(sentence(try resume("run")).contains("is not the folder of a run"))
        try train(recipe, "run")
        #expect(try bytes("run/final.safetensors") == bytes("whole/final.safetensors"))
        #expect(try names("") == ["run", "whole", "x.npy", "y.npy"])
    }

    /// A folder that holds other files becomes the run's without a move: the recipe, which makes it one, comes last.
    @Test(arguments: [[], ["options.json"], ["options.json", "checkpoint-000000.safetensors", "recipe.yaml.999999.new"], ["recipe.yaml"]])
    func aFolderThatIsThereBecomesTheRuns(_ written: [String]) throws {
        let recipe = try recipe(epochs: 1)
        try train(recipe, "whole")
        try scratch.write("mine", to: "run/notes.txt")
        for name in written { try scratch.write(name == "recipe.yaml" ? "" : "half", to: "run/" + name) }
        #expect(sentence(try resume("run")).contains(written == ["recipe.yaml"] ? "holds no run: its recipe.yaml is empty" : "is not the folder of a run"))
        try train(recipe, "run")
        #expect(try bytes("run/final.safetensors") == bytes("whole/final.safetensors"))
        #expect(try names("run") == names("whole").appending("notes.txt").sorted() && names("").count == 4)
    }

    @Test func whatARunLeftIsNotWrittenOver() throws {
        let recipe = try recipe(epochs: 1)
        try train(recipe, "run")
        #expect(sentence(try train(recipe, "run")).contains("holds a run already"))
        unlink(path("run/recipe.yaml"))
        #expect(sentence(try train(recipe, "run")).contains("has no recipe.yaml, but checkpoint-000001.safetensors of a run"))
        #expect(try FileManager.default.attributesOfItem(atPath: path("run/final.safetensors"))[.size] as? Int ?? 0 > 0)
        try scratch.write("a file", to: "file")
        #expect(sentence(try train(recipe, "file")).contains("file can't be made as the run's folder"))
        #expect(try names("") == ["file", "run", "x.npy", "y.npy"])
    }

    @Test func aLinkToAnEmptyFolderStaysALink() throws {
        try FileManager.default.createDirectory(atPath: path("far"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path("run"), withDestinationPath: path("far"))
        try train(try recipe(epochs: 1), "run")
        #expect(try names("far").contains("final.safetensors") && names("") == ["far", "run", "x.npy", "y.npy"])
    }

    /// The states that a death in the last epoch's saving leaves: before and after the checkpoint has its name, between the names that it earns, before the old one goes.
    @Test(arguments: ["metrics", "checkpoint", "best", "restored"])
    func aDeathWhileAnEpochIsSavedIsMended(_ last: String) throws {
        try train(try recipe(), "whole")
        let newest = try bytes("whole/checkpoint-000003.safetensors")
        #expect(try bytes("whole/best.safetensors") == newest && bytes("whole/restored.safetensors") == newest, "the last epoch has to be the best, or nothing is tried")
        try FileManager.default.copyItem(atPath: path("whole"), toPath: path("run"))
        unlink(path("run/final.safetensors"))
        let steps = ["metrics", "checkpoint", "best", "restored"], done = Set(steps.prefix(through: steps.firstIndex(of: last) ?? 0))
        if !done.contains("checkpoint") {
            unlink(path("run/checkpoint-000003.safetensors"))
            try scratch.write("half", to: "run/checkpoint-000003.safetensors.999999.new")
        }
        try copy("whole/checkpoint-000002.safetensors", "run/checkpoint-000001.safetensors")
        if !done.contains("best") { try copy("whole/checkpoint-000002.safetensors", "run/best.safetensors") }
        if !done.contains("restored") { try copy("whole/checkpoint-000002.safetensors", "run/restored.safetensors") }
        try copy("whole/checkpoint-000003.safetensors", "run/best.safetensors.999999.new")
        try scratch.write("mine", to: "run/notes.txt.1.new")
        try resume("run")
        for name in ["final", "best", "restored", "checkpoint-000003"] { #expect(try bytes("run/\(name).safetensors") == bytes("whole/\(name).safetensors"), "\(name)") }
        #expect(try names("run") == names("whole").appending("notes.txt.1.new").sorted())
    }

    /// The states that a damaged newest checkpoint leaves: of the last epoch, and of a place that the run will not be at again.
    @Test(arguments: ["checkpoint-000003.safetensors", "checkpoint-000002-000003.safetensors"])
    func aDamagedNewestCheckpointIsSaidAndGoes(_ name: String) throws {
        try train(try recipe(), "whole")
        try FileManager.default.copyItem(atPath: path("whole"), toPath: path("run"))
        for other in ["final.safetensors", "checkpoint-000003.safetensors"] { unlink(path("run/" + other)) }
        try scratch.write("half", to: "run/" + name)
        let resumed = try resume("run")
        let said = resumed.health.map(\.sentence)
        #expect(said.contains { $0.contains("\(name) can't be read; the run continues from the checkpoint before, after 2 epochs.") }, "\(said)")
        #expect(try bytes("run/final.safetensors") == bytes("whole/final.safetensors"))
        #expect(try names("run") == names("whole").map { $0 == "checkpoint-000001.safetensors" ? "checkpoint-000002.safetensors" : $0 })
        for name in try names("run") where name.hasPrefix("checkpoint") { try scratch.write("half", to: "run/" + name) }
        #expect(sentence(try resume("run")).contains("checkpoint-000003.safetensors"))
    }

    /// Nothing of a run changes until everything that it needs was read.
    @Test func aRunThatCannotGoOnStaysAsItIs() throws {
        try train(try recipe(), "run")
        try scratch.write("half", to: "run/best.safetensors.999999.new")
        try scratch.write("epoch,loss\n1,x\n", to: "run/metrics.csv")
        let before = try names("run").map { try bytes("run/" + $0) }
        #expect(sentence(try resume("run", epochs: 5)).contains("metrics.csv: line 2: loss: expected a number, got x."))
        #expect(try names("run").map { try bytes("run/" + $0) } == before)
    }

    /// What later versions count beside is as it was at the start of a run.
    @Test func countersOfAnEarlierVersionAreRead() throws {
        try train(try recipe(), "whole")
        try train(try recipe(), "run", orders: [.stopAfterEpoch])
        let newest = path("run/checkpoint-000001.safetensors")
        var file = try SafetensorsFile(path: newest)
        let text = try #require(file.metadata["counters"])
        var counters = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        for name in ["rateScale", "metricSums", "isStopped", "lossSum", "samples"] { #expect(counters.removeValue(forKey: name) != nil, "\(name)") }
        file.metadata["counters"] = String(decoding: try JSONSerialization.data(withJSONObject: counters), as: UTF8.self)
        unlink(newest)
        try file.write(to: newest)
        try resume("run")
        #expect(try SafetensorsFile(path: path("run/final.safetensors")).byName == SafetensorsFile(path: path("whole/final.safetensors")).byName)
    }

    @Test func anEpochUnderWayKeepsItsMetrics() throws {
        let recipe = try recipe()
        let options = RunOptions(threads: 1, folder: path("run"))
        let stopped = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options), orders: [.stepBatch]) { trainer, snapshot in
            if snapshot.progress.phase == .paused { trainer.send(.stop) }
        }
        #expect(stopped.progress.phase == .stopped && stopped.batches.count == 1)
        var other = try Recipe(path: path("run/recipe.yaml"))
        other.compile?.metrics = [MetricSpec(.meanSquaredError)]
        try other.write(to: path("run/recipe.yaml"))
        #expect(sentence(try resume("run")).contains("has other metrics than the current epoch was begun with"))
    }

    /// Runs of before there was options.json kept their limit in the checkpoints, and began with none.
    @Test func aRunOfAnEarlierVersionGoesOnWithItsLimit() throws {
        let recipe = try recipe(epochs: 2)
        try train(recipe, "whole", limit: 30)
        try train(recipe, "run", limit: 30)
        for name in ["options.json", "final.safetensors", "checkpoint-000002.safetensors"] { unlink(path("run/" + name)) }
        var file = try SafetensorsFile(path: path("run/checkpoint-000001.safetensors"))
        file.metadata["counters"] = file.metadata["counters"]?.replacing("{", with: "{\"limit\":30,", maxReplacements: 1)
        unlink(path("run/checkpoint-000001.safetensors"))
        try file.write(to: path("run/checkpoint-000001.safetensors"))
        #expect(try resume("run").subject?.trainingCount == 30)
        let tensors = { (name: String) in try SafetensorsFile(path: self.path(name)).byName }
        #expect(try tensors("run/final.safetensors") == tensors("whole/final.safetensors"))
        #expect(try SavedRun(path("run")).evaluate(.validation, threads: 1).loss > 0)
    }
}

extension [String] {
    fileprivate func appending(_ name: String) -> [String] { self + [name] }
}
