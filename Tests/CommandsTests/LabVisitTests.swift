import Foundation
import Glibc
import TestSupport
import Testing

/// Visits of the lab on a real terminal.
@Suite(.serialized) struct LabVisitTests {
    private let scratch = Scratch()

    private func lab(_ arguments: [String] = [], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws -> PseudoTerminal {
        try PseudoTerminal(["lab"] + arguments, columns: columns, rows: rows, environment: ["XDG_DATA_HOME": scratch.path, "HOME": scratch.path].merging(environment) { $1 })
    }

    /// Gallery, an empty stack, a CNN, train, inspect, save, runs, leave.
    private func visit(_ terminal: PseudoTerminal) throws {
        try terminal.wait(for: "Tiny digits")
        terminal.type("n")
        try terminal.wait(for: "The stack is empty")
        terminal.type("g")
        try terminal.wait(for: "Fashion-MNIST, small")
        // The fourth data set: the tiny digits.
        terminal.type("gjjj\r")
        try terminal.wait(for: "Handwritten digits, tiny")
        // The palette has the focus: Conv2D is its sixth; then the first repair until nothing is wrong.
        terminal.type("lllll\r")
        try terminal.wait(for: "r insert Flatten")
        terminal.type("r")
        try terminal.wait(for: "r insert Dense")
        terminal.type("r")
        try terminal.wait(for: "The stack fits the data")
        terminal.type("w")
        try terminal.wait(for: "save as")
        terminal.type("\u{15}" + String(repeating: "\u{7F}", count: 30) + scratch.file("mine.yaml") + "\r")
        try terminal.wait(for: "Saved")
        terminal.type("t")
        try terminal.wait(for: "10/10  done")
        terminal.type("i")
        try terminal.wait(for: "maps")
        terminal.type("5")
        try terminal.wait(for: "10/10")
        terminal.type("q")
    }

    @Test(arguments: [(80, 24), (160, 50)], [true, false])
    func aWholeVisitLeavesTheTerminalAsItWas(_ size: (Int, Int), _ isPlain: Bool) throws {
        let terminal = try lab(
            columns: size.0, rows: size.1, environment: isPlain ? ["LC_ALL": "C", "NO_COLOR": "1"] : ["COLORTERM": "truecolor"])
        try visit(terminal)
        #expect(try terminal.end() == 0)
        #expect(terminal.isRestored && terminal.isScreenGivenBack)
        let recipe = try String(contentsOfFile: scratch.file("mine.yaml"), encoding: .utf8)
        #expect(recipe.contains("- Conv2D: {filters: 32, kernel_size: [3, 3]}\n  - Flatten\n  - Dense: {units: num_classes, activation: softmax}"))
        // What was trained in the lab goes on headless, and is as good there.
        let runs = try FileManager.default.contentsOfDirectory(atPath: scratch.file("strata/runs"))
        #expect(runs.count == 1)
        let result = try Program.run(["evaluate", scratch.file("strata/runs/\(runs[0])"), "--json"], in: scratch.path)
        #expect(result.code == 0 && result.output.contains(/"accuracy": 0\.[89]/))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT, SIGILL])
    func theTerminalIsGivenBackWhenASignalEndsTheLab(_ signal: Int32) throws {
        let terminal = try lab()
        try terminal.wait(for: "Tiny digits")
        kill(terminal.process, signal)
        #expect(try terminal.end() == -signal)
        #expect(terminal.isRestored && terminal.isScreenGivenBack)
    }

    @Test func aRunThatIsUnderWayIsSavedWhenTheLineIsCut() throws {
        let terminal = try lab()
        try terminal.wait(for: "Tiny digits")
        // LeNet-5, the second recipe: about a second an epoch.
        terminal.type("j\r")
        try terminal.wait(for: "epoch 2/12")
        kill(terminal.process, SIGHUP)
        #expect(try terminal.end() == -SIGHUP)
        let run = try #require(FileManager.default.contentsOfDirectory(atPath: scratch.file("strata/runs")).first)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.file("strata/runs/\(run)"))
        #expect(names.contains { $0.hasPrefix("checkpoint-") })
    }

    /// There is nobody to ask: what was built lies in a file, and the last line says where.
    @Test func aStackThatIsNotSavedIsKeptWhenASignalEndsTheLab() throws {
        let terminal = try lab()
        try terminal.wait(for: "Tiny digits")
        terminal.type("n")
        try terminal.wait(for: "The stack is empty")
        terminal.type("\r")
        try terminal.wait(for: "Dense 64")
        kill(terminal.process, SIGTERM)
        try terminal.wait(for: "The unsaved stack is in")
        #expect(try terminal.end() == -SIGTERM)
        #expect(terminal.isRestored)
        #expect(try String(contentsOfFile: scratch.file("strata/unsaved.yaml"), encoding: .utf8).contains("- Dense: {units: 64}"))
    }

    /// The question at `q`, saving to a new file, and that a file that is there is asked about.
    @Test func leavingSavesWhatIsAskedForAndReplacesNothingUnasked() throws {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: scratch.file("there.yaml")))
        let terminal = try lab()
        try terminal.wait(for: "Tiny digits")
        terminal.type("n")
        try terminal.wait(for: "The stack is empty")
        terminal.type("\r")
        try terminal.wait(for: "Dense 64")
        terminal.type("q")
        try terminal.wait(for: "is not saved.")
        terminal.type("s")
        try terminal.wait(for: "save as")
        terminal.type("\u{15}" + scratch.file("there.yaml") + "\r")
        try terminal.wait(for: "Replace it.")
        terminal.type("r")
        #expect(try terminal.end() == 0)
        #expect(try String(contentsOfFile: scratch.file("there.yaml"), encoding: .utf8).contains("- Dense"))
    }

    @Test func aTerminalThatIsGoneEndsTheLab() throws {
        let terminal = try lab()
        try terminal.wait(for: "Tiny digits")
        terminal.hangUp()
        #expect(try terminal.end() == -SIGHUP)
    }

    @Test func aStormOfSizesDoesNoHarm() throws {
        let terminal = try lab()
        try terminal.wait(for: "Tiny digits")
        for step in 0..<200 { terminal.resize(columns: 1 + step * 37 % 300, rows: 1 + step * 11 % 100) }
        for size in [(1, 1), (2, 1), (1, 50), (300, 100), (59, 20)] { terminal.resize(columns: size.0, rows: size.1) }
        try terminal.wait(for: "Strata needs 60×20")
        terminal.resize(columns: 100, rows: 30)
        try terminal.wait(for: "Tiny digits")
        terminal.type("q")
        #expect(try terminal.end() == 0)
        #expect(terminal.isRestored)
    }

    /// In a shell with job control: Ctrl-Z gives the terminal back to it, `fg` takes it again.
    @Test func stoppedAndContinuedItDrawsItselfAgain() throws {
        let terminal = try PseudoTerminal(
            ["--norc", "-i"], program: "/bin/bash", environment: ["XDG_DATA_HOME": scratch.path, "HOME": scratch.path, "PS1": "ready> ", "PATH": "/usr/bin:/bin"])
        try terminal.wait(for: "ready>")
        terminal.type("stty -a > before; \(Program.path)\r".replacing("before", with: scratch.file("before")))
        try terminal.wait(for: "Tiny digits")
        terminal.type("\u{1A}")
        try terminal.wait(for: "Stopped")
        terminal.type("stty -a > \(scratch.file("stopped")); echo o''k\r")
        try terminal.wait(for: "ok")
        terminal.type("fg\r")
        try terminal.wait(for: "Tiny digits")
        terminal.type("5")
        try terminal.wait(for: "There is no run yet")
        terminal.type("q")
        try terminal.wait(for: "ready>")
        terminal.type("stty -a > \(scratch.file("after")); echo do''ne\r")
        try terminal.wait(for: "done")
        let before = try String(contentsOfFile: scratch.file("before"), encoding: .utf8)
        #expect(try String(contentsOfFile: scratch.file("stopped"), encoding: .utf8) == before)
        #expect(try String(contentsOfFile: scratch.file("after"), encoding: .utf8) == before)
    }

    @Test func aTerminalThatIsNoneOrUnknownIsToldWhatToDoInstead() throws {
        let pipe = try Program.run([], in: scratch.path)
        #expect(pipe.code == 1 && pipe.error == "strata: the lab needs a terminal, and this isn't one. The commands work in pipes: strata list, strata train RECIPE.\n")
        let dumb = try lab(environment: ["TERM": "dumb"])
        #expect(try dumb.end() == 1)
        try dumb.wait(for: "can't position its cursor")
        let unknown = try lab(environment: ["TERM": "no-such-terminal"])
        #expect(try unknown.end() == 1)
        try unknown.wait(for: "not known here")
    }
}
