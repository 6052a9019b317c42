import Foundation
import Glibc
import Tensors
import TestSupport
import Testing

/// The commands as scripts use them.
struct CommandTests {
    private let scratch = Scratch()

    private func strata(_ words: String..., during: ((Process) -> Void)? = nil) throws -> Program.Outcome {
        try Program.run(words, in: scratch.path, during: during)
    }

    @Test func theVersionIsTold() throws {
        let version = try Program.run(["--version"], in: scratch.path)
        #expect(version.code == 0 && version.output.contains(/^strata \d+\.\d+\.\d+\n$/) && version.error.isEmpty)
    }

    @Test func outputThatCouldNotBeWrittenIsAnError() throws {
        for words in ["list", "--version"] {
            let outcome = try Program.run([words], in: scratch.path, to: "/dev/full")
            #expect(outcome.code == 1 && outcome.error.contains("No space left on device"), "\(words): \(outcome.error)")
        }
    }

    @Test func listNamesEveryRecipeAsObjects() throws {
        let lines = try strata("list", "--json").output.split(separator: "\n")
        #expect(lines.count >= 6)
        for line in lines {
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(Set(object.keys) == ["id", "name", "family", "data", "available", "description"])
        }
    }

    @Test func showPrintsKerasSummary() throws {
        let output = try strata("show", "course-cnn").output
        #expect(output.contains("Conv2D        (None, 127, 127, 16)        208"))
        #expect(output.contains("Total params: 3,078,396"))
    }

    @Test func trainPrintsALineAnEpochAndObjectsAndThenEvaluatesAndPredicts() throws {
        let lines = try strata("train", "digits", "--epochs", "3", "--out", "run").output.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("epoch ") }.count == 3)
        #expect(lines.last == "Saved in run" && lines.dropLast().last?.hasPrefix("Peak memory") ?? false)
        let objects = try strata("train", "digits", "--epochs", "2", "--limit", "100", "--threads", "1", "--seed", "5", "--json", "--out", "json").output.split(separator: "\n")
        #expect(objects.count == 2)
        let first = try #require(JSONSerialization.jsonObject(with: Data(objects[0].utf8)) as? [String: Any])
        #expect(Set(first.keys).isSuperset(of: ["epoch", "loss", "accuracy", "val_loss", "val_accuracy", "samples_per_s"]))
        let again = try strata("train", "--resume", "run")
        #expect(again.code == 0 && again.error.contains("The run is finished: all 3 epochs are done. Train it longer with: strata train --resume run --epochs 13"))
        #expect(!again.output.contains("Saved in"))
        let evaluation = try strata("evaluate", "run").output
        #expect(evaluation.hasPrefix("test loss 0.") && evaluation.contains(/class +precision +recall +F1 +examples/))
        #expect(evaluation.contains(/mean +0\.\d{4} +0\.\d{4} +0\.\d{4} +\d+/))
        let scored = try strata("evaluate", "run", "--json").output
        #expect(scored.contains(/"classes": \[\{"examples":\d+,"f1":[\d.]+,"name":"0","precision":[\d.]+,"recall":[\d.]+\}/), "\(scored)")
        try NpyFile.write(Tensor(zeros: [5, 8, 8, 1]), to: scratch.file("x.npy"))
        #expect(try strata("predict", "run", "--input", "x.npy", "--output", "y.npy").code == 0)
        try NpyFile.write(Tensor(zeros: [5, 7, 7, 1]), to: scratch.file("small.npy"))
        let refused = try strata("predict", "run", "--input", "small.npy", "--output", "z.npy").error
        #expect(refused.contains("expected examples of shape (8, 8, 1), as in training, got (7, 7, 1)") && !refused.contains("Layer"))
        for (shape, told) in [([5, 64], "(64,)"), ([5, 4, 16], "(4, 16)")] {  // as many numbers, but other pictures
            try NpyFile.write(Tensor(zeros: Shape(shape)), to: scratch.file("other.npy"))
            #expect(try strata("predict", "run", "--input", "other.npy", "--output", "z.npy").error.contains("expected examples of shape (8, 8, 1), as in training, got \(told)"))
        }
        #expect(try strata("evaluate", "rum").error.contains("Did you mean run?"))
        let outputs = try NpyFile(path: scratch.file("y.npy")).tensor
        #expect(outputs.shape == [5, 10] && abs(outputs.values[0..<10].reduce(0, +) - 1) < 1e-5)
        #expect(try strata("inspect", "run", "--layer", "1", "--ascii").output.contains("map 16 "))
        #expect(try strata("inspect", "run", "--layer", "1", "--what", "gradients").output.contains("kernel (3, 3, 1, 16)"))
    }

    /// A gap between training and validation alone, where both losses still fall side by side, is no over-fitting.
    @Test func aNetworkThatHasNotLearntEnoughDoesNotOverFit() throws {
        let recipe = """
            name: Flowers
            data:
              source: iris
            model:
              - Dense: {units: 8, activation: relu}
              - Dense: {units: 3, activation: softmax}
            compile:
              loss: categorical_crossentropy
              metrics: [accuracy]
            fit:
              epochs: 20
              validation_split: 0.2
            """
        try Data(recipe.utf8).write(to: URL(fileURLWithPath: scratch.file("iris.yaml")))
        let said = try strata("train", "iris.yaml", "--epochs", "60", "--seed", "1", "--out", "iris")
        #expect(said.code == 0 && !(said.output + said.error).contains("over-fits"), "\(said.output) \(said.error)")
    }

    private func hash(_ run: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: scratch.file(run + "/final.safetensors"))) }

    /// Interrupted, killed, resumed: the bits of a run that was never stopped.
    @Test func whatIsInterruptedOrKilledGoesOnToTheSameBits() throws {
        #expect(try strata("train", "digits", "--epochs", "12", "--out", "whole").code == 0)
        let stopped = try strata("train", "digits", "--epochs", "12", "--out", "stopped") { process in
            waitForLine(process, "stopped")
            kill(process.processIdentifier, SIGINT)
        }
        if stopped.code != 0 {
            #expect(stopped.error.contains("Continue with: strata train --resume stopped"))
            #expect(try strata("train", "--resume", "stopped").code == 0)
        }
        #expect(try hash("stopped") == hash("whole"))
        var tries = 0
        var killed = try strata("train", "digits", "--epochs", "12", "--out", "killed") { process in
            waitForLine(process, "killed")
            kill(process.processIdentifier, SIGKILL)
        }
        while killed.code != 0, tries < 50 {
            tries += 1
            killed = try strata("train", "--resume", "killed", "--threads", "\(1 + tries % 3)") { process in
                usleep(UInt32(30_000 + 20_000 * tries))
                kill(process.processIdentifier, SIGKILL)
            }
        }
        #expect(killed.code == 0)
        #expect(try hash("killed") == hash("whole"))
    }

    /// What was done before counts, though its lines are gone.
    @Test func aRunWithoutItsFirstLinesTellsTheLaterOnes() throws {
        #expect(try strata("train", "digits", "--epochs", "2", "--out", "run").code == 0)
        unlink(scratch.file("run/metrics.csv"))
        let longer = try strata("train", "--resume", "run", "--epochs", "4")
        #expect(longer.output.split(separator: "\n").filter { $0.hasPrefix("epoch ") }.map { $0.prefix(9) } == ["epoch 3/4", "epoch 4/4"], "\(longer)")
        #expect(longer.output.hasSuffix("Saved in run\n") && longer.error.isEmpty)
        let finished = try strata("train", "--resume", "run")
        #expect(finished.code == 0 && finished.error.hasPrefix("The run is finished: all 4 epochs are done."), "\(finished)")
    }

    /// Fewer epochs than are done are none that a run could end after: its recipe stays as it is.
    @Test func aRunIsNotMadeShorterThanItIs() throws {
        #expect(try strata("train", "digits", "--epochs", "3", "--out", "run").code == 0)
        let before = try String(contentsOfFile: scratch.file("run/recipe.yaml"), encoding: .utf8)
        let shorter = try strata("train", "--resume", "run", "--epochs", "2")
        #expect(shorter.code == 1 && shorter.error == "strata: --epochs: expected at least the 3 epochs that are done, got 2. Give more, or train the recipe anew.\n", "\(shorter)")
        #expect(try String(contentsOfFile: scratch.file("run/recipe.yaml"), encoding: .utf8) == before)
    }

    @Test func aRunThatDoesNotBeginLeavesNoFolder() throws {
        try scratch.write("name: x\ndata: {source: npy, inputs: gone.npy}\nmodel: [Dense: {units: 2}]\ncompile: {optimizer: adam, loss: mse}\n", to: "x.yaml")
        let runs = scratch.file("strata/runs")
        #expect(try strata("train", "x.yaml").code == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: runs).isEmpty)
        // A folder that a person made stays.
        try FileManager.default.createDirectory(atPath: scratch.file("mine"), withIntermediateDirectories: true)
        #expect(try strata("train", "x.yaml", "--out", "mine").code == 1)
        #expect(FileManager.default.fileExists(atPath: scratch.file("mine")))
    }

    /// Until the run has its first checkpoint, or has ended.
    private func waitForLine(_ process: Process, _ run: String) {
        while process.isRunning,
            (try? FileManager.default.contentsOfDirectory(atPath: scratch.file(run)))?.contains(where: { $0.hasPrefix("checkpoint-") && $0.hasSuffix(".safetensors") }) != true
        {
            usleep(2_000)
        }
    }

    @Test func wrongUsageIsTwoAndFailureIsOneEachWithOneSentence() throws {
        let usage: [[String]] = [
            ["train"], ["train", "digits", "--resume", "x"], ["train", "digits", "--epochs", "0"], ["train", "digits", "--threads", "0"], ["train", "digits", "--limit", "-3"],
            ["bench", "--only", "no-such"], ["no-such-command"], ["train", "digits", "--no-such-option"],
        ]
        for words in usage {
            let result = try Program.run(words, in: scratch.path)
            #expect(result.code == 2 && !result.error.isEmpty && result.output.isEmpty, "\(words): \(result)")
        }
        try scratch.write("name: x\ndata: {source: mnist-5k}\nmodel:\n  - Conv2d\n", to: "bad.yaml")
        try scratch.write("not a tensor", to: "bad.safetensors")
        try scratch.write("not an array", to: "bad.npy")
        let failures: [([String], String)] = [
            (["show", "bad.yaml"], "bad.yaml:4: expected a layer, got Conv2d. Did you mean Conv2D?"), (["show", "digts"], "Did you mean digits?"),
            (["train", "digits", "--initial-weights", "bad.safetensors", "--out", "r1"], "bad.safetensors"), (["evaluate", "nothing"], "is not the folder of a run"),
            (["train", "--resume", "nothing"], "is not the folder of a run"),
            (["predict", "digits", "--weights", "bad.safetensors", "--input", "bad.npy", "--output", "y.npy"], "is not an npy file"),
            (["train", "digits", "--out", "/proc/nowhere/run"], "can't be made as the run's folder"),
        ]
        for (words, sentence) in failures {
            let result = try Program.run(words, in: scratch.path)
            #expect(result.code == 1 && result.error.contains(sentence) && result.error.split(separator: "\n").count == 1, "\(words): \(result)")
        }
        let unknown = try Program.run(["trian", "digits"], in: scratch.path)
        #expect(unknown.code == 2 && unknown.error.contains("There is no command trian. Did you mean train?"))
    }

    @Test(.disabled(if: getuid() == 0, "root may write to any folder"))
    func aReadOnlyFolderStopsTheRunWithASentenceAndLosesNothing() throws {
        try FileManager.default.createDirectory(atPath: scratch.file("locked"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
        let result = try strata("train", "digits", "--out", "locked/run")
        #expect(result.code == 1 && result.error.contains("can't be made"))
    }

    @Test func benchPrintsWhatTheComparisonReads() throws {
        let line = try strata("bench", "--only", "mlp", "--seconds", "0.01", "--threads", "1").output
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(Set(object.keys).isSuperset(of: ["workload", "batch", "threads", "ms_per_step", "samples_per_s", "share"]))
        let table = try strata("bench", "--only", "rnn_rows,rbm", "--seconds", "0.01", "--threads", "2", "--scaling").output.split(separator: "\n")
        #expect(table.count == 3 && table[1].hasPrefix("rnn_rows") && table[2].hasPrefix("rbm"))
    }
}

/// Where predictions go, and where they never go.
struct PredictOutputTests {
    private let scratch = Scratch()

    private func strata(_ words: String...) throws -> Program.Outcome { try Program.run(words, in: scratch.path) }

    @Test func outputsReplaceNothingThatMustStay() throws {
        try scratch.write("a,y\n" + (0..<20).map { "\($0),\($0 < 10 ? "low" : "high")\n" }.joined(), to: "x.csv")
        try scratch.write(
            "name: x\ndata: {source: csv, path: x.csv, target: y}\nmodel: [Dense: {units: num_classes, activation: softmax}]\n"
                + "compile: {optimizer: adam, loss: sparse_categorical_crossentropy}\n", to: "r.yaml")
        #expect(try strata("train", "r.yaml", "--out", "run").code == 0)
        let printed = try strata("predict", "run", "--input", "x.csv")
        #expect(printed.output.hasPrefix("a,y,predicted,p_high,p_low\n0,low,") && printed.output.split(separator: "\n").count == 21)
        #expect(try strata("predict", "run", "--input", "x.csv", "--output", "-").output == printed.output)
        #expect(try strata("predict", "run", "--input", "x.csv", "--output", "p.csv").error.isEmpty)
        #expect(try String(contentsOfFile: scratch.file("p.csv"), encoding: .utf8) == printed.output)
        #expect(try strata("predict", "run", "--input", "x.csv", "--output", "p.csv").error == "p.csv was there before and has been replaced.\n")
        try FileManager.default.createSymbolicLink(atPath: scratch.file("link.csv"), withDestinationPath: "p.csv")
        try FileManager.default.createDirectory(atPath: scratch.file("folder.csv"), withIntermediateDirectories: true)
        #expect(mkfifo(scratch.file("pipe.csv"), 0o644) == 0)
        let before = try Data(contentsOf: URL(fileURLWithPath: scratch.file("x.csv")))
        for (path, reason) in [
            ("x.csv", "x.csv is --input"), ("./x.csv", "is --input"), ("link.csv", "is a link"), ("folder.csv", "is a folder"), ("pipe.csv", "is a device"),
            ("run/metrics.csv", "is a file of the run"), ("/dev/null", "expected a name that ends in"),
        ] {
            let refused = try strata("predict", "run", "--input", "x.csv", "--output", path)
            #expect(refused.code != 0 && refused.error.contains(reason), "\(path): \(refused.error)")
        }
        try scratch.write("a\n3\n", to: "n.csv")
        #expect(try strata("predict", "run", "--input", "n.csv", "--output", "x.csv").error.contains("x.csv is data of the run, which would be lost. Give another name."))
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.file("x.csv"))) == before)
        #expect(try strata("predict", "run", "--input", "n.csv", "--output", "o.npy").code == 0)
        #expect(try NpyFile(path: scratch.file("o.npy")).tensor.shape == [1, 2])
    }
}
