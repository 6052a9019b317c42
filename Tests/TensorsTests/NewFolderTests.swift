import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Tensors

struct NewFolderTests {
    private let scratch = Scratch()

    private static func names(_ path: String) -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["gone"]).sorted() }

    @discardableResult
    private static func make(_ path: String, check: () throws -> Void = {}, write: (String) throws -> Void = { try FileBytes.write(Data("a".utf8), to: $0 + "/a") }) throws
        -> FolderLock
    {
        try NewFolder.make(path, check: check, clear: { unlink($0 + "/a") }, write: write)
    }

    @Test func aFolderIsThereWholeOrNotAtAll() throws {
        struct Stop: Error {}
        try Self.make(scratch.file("deep/er/new/"))
        #expect(Self.names(scratch.file("deep/er")) == ["new"] && Self.names(scratch.file("deep/er/new")) == ["a"])
        #expect(throws: Stop.self) {
            try Self.make(
                scratch.file("half"),
                write: {
                    try FileBytes.write(Data("a".utf8), to: $0 + "/a")
                    #expect(!FileManager.default.fileExists(atPath: scratch.file("half")))
                    throw Stop()
                })
        }
        #expect(Self.names(scratch.path) == ["deep"])
        try scratch.write("", to: "file")
        #expect(throws: NewFolder.Problem.isFile) { try Self.make(scratch.file("file")) }
        #expect(throws: NewFolder.Problem.self) { try Self.make("/proc/strata/new") }
    }

    /// What is there already stays: other files, a link, and what `check` refuses.
    @Test func aFolderThatIsThereIsWrittenInto() throws {
        struct Taken: Error {}
        try scratch.write("mine", to: "full/b")
        try Self.make(scratch.file("full"))
        #expect(Self.names(scratch.file("full")) == ["a", "b"])
        #expect(throws: Taken.self) { try Self.make(scratch.file("full"), check: { throw Taken() }) }
        #expect(Self.names(scratch.file("full")) == ["a", "b"])
        try FileManager.default.createDirectory(atPath: scratch.file("far"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: scratch.file("link"), withDestinationPath: scratch.file("far"))
        try Self.make(scratch.file("link"))
        #expect(Self.names(scratch.file("far")) == ["a"] && Self.names(scratch.path) == ["far", "full", "link"])
    }

    @Test func aLockIsTakenOnceAndFailsWithItsReason() throws {
        let lock = try Self.make(scratch.file("one"))
        withExtendedLifetime(lock) {
            #expect(throws: FolderLock.Problem.isTaken) { try FolderLock(scratch.file("one")) }
            #expect(throws: NewFolder.Problem.isTaken) { try Self.make(scratch.file("one")) }
        }
        #expect(throws: FolderLock.Problem.impossible("no such file or directory")) { try FolderLock(scratch.file("none")) }
    }

    /// What is taken away and made again while its lock is waited for is locked as it is then.
    @Test func aLockIsOnTheFolderOfThatName() throws {
        let path = scratch.file("run.1.new")
        try scratch.write("half", to: "run.1.new/a")
        var turns = 0
        let lock = try FolderLock(path) {
            turns += 1
            guard turns == 1 else { return }
            NewFolder.removeDead(in: scratch.path) { unlink($0 + "/a") }
            mkdir(path, 0o755)
        }
        withExtendedLifetime(lock) { _ = #expect(throws: FolderLock.Problem.isTaken) { try FolderLock(path) } }
        #expect(turns == 2 && Self.names(path) == [])
        let gone = scratch.file("gone")
        mkdir(gone, 0o755)
        #expect(throws: FolderLock.Problem.impossible("no such file or directory")) { try FolderLock(gone) { rmdir(gone) } }
    }

    /// Whoever clears away after the dead never takes a folder that another is just making.
    @Test func nothingThatIsBeingMadeIsTakenAway() throws {
        let isDone = Atomic(false), problems = Mutex([String]())
        let folder = scratch.path
        DispatchQueue.concurrentPerform(iterations: 2) { turn in
            if turn == 0 {
                for number in 0..<100 {
                    let path = folder + "/run-\(number)"
                    do { try Self.make(path) } catch { problems.withLock { $0.append("\(number): \(error)") } }
                    if Self.names(path) != ["a"] { problems.withLock { $0.append("\(number): \(Self.names(path))") } }
                }
                isDone.store(true, ordering: .releasing)
            } else {
                while !isDone.load(ordering: .acquiring) { NewFolder.removeDead(in: folder) { unlink($0 + "/a") } }
            }
        }
        #expect(problems.withLock { $0 } == [] && Self.names(folder).count == 100)
    }

    @Test func whatTheDeadLeftGoes() throws {
        for name in ["run.999999.new", "other.5.new"] { try scratch.write("half", to: name + "/a") }
        try scratch.write("mine", to: "run.7.new/notes")
        try scratch.write("half", to: "run.8.new/a")
        let living = try FolderLock(scratch.file("run.8.new"))
        _ = try withExtendedLifetime(living) { try Self.make(scratch.file("run")) }
        #expect(Self.names(scratch.path) == ["other.5.new", "run", "run.7.new", "run.8.new"] && Self.names(scratch.file("run.7.new")) == ["notes"])
    }
}
