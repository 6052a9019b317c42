import Foundation
import Glibc
import TestSupport

/// The program that the build made, beside the tests.
enum Program {
    static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return ((tests as NSString).deletingLastPathComponent as NSString).appendingPathComponent("strata")
    }()

    struct Outcome {
        /// The exit code, or minus the signal.
        let code: Int32
        let output: String
        let error: String
    }

    /// Runs it in pipes to its end; its standard output goes to `device` where one is given.
    static func run(_ arguments: [String], in folder: String, to device: String? = nil, during: ((Process) -> Void)? = nil) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["XDG_DATA_HOME": folder, "HOME": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        let output = (folder as NSString).appendingPathComponent("out-\(UUID().uuidString)"), error = output + "-error"
        for path in [output, error] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: device ?? output)
        process.standardError = FileHandle(forWritingAtPath: error)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        during?(process)
        process.waitUntilExit()
        defer { for path in [output, error] { unlink(path) } }
        return Outcome(
            code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            error: try String(contentsOfFile: error, encoding: .utf8))
    }

    static func wait(_ process: pid_t) throws -> Int32 {
        var status: Int32 = 0
        for _ in 0..<2_000 {
            if waitpid(process, &status, WNOHANG) == process {
                return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
            }
            usleep(10_000)
        }
        throw PseudoTerminal.Failure(description: "the program did not end")
    }
}
