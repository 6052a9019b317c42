import CPseudoTerminal
import Foundation
import Glibc
import Synchronization

/// The built program on a terminal of its own: keys in, a screen out, and the terminal's settings before and after.
final class PseudoTerminal: Sendable {
    private let master: Int32
    private let slave: Int32
    let process: pid_t
    private let before: termios
    private let screen: Screen

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(_ arguments: [String], program: String = Program.path, columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws {
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
        let values = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + values { free(word) } }
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        process = pseudo_terminal_start(program, words, values, Int32(columns), Int32(rows), &ends.master, &ends.slave)
        (master, slave) = ends
        guard process > 0 else { throw Failure(description: "no pseudo-terminal, or no \(program)") }
        screen = Screen(ScreenModel(columns: columns, rows: rows))
        var settings = termios()
        tcgetattr(slave, &settings)
        before = settings
        // The thread holds the screen, not the terminal: a test that ends early still takes its program along.
        let reader = Thread { [screen, master] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while !screen.isClosed.load(ordering: .acquiring) {
                var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
                guard poll(&ready, 1, 20) > 0 else { continue }
                let count = Glibc.read(master, &buffer, buffer.count)
                if count <= 0 { break }
                screen.model.withLock { $0.feed(buffer[0..<count]) }
            }
            close(master)
        }
        reader.start()
    }

    private final class Screen: Sendable {
        let model: Mutex<ScreenModel>
        /// Nobody looks any more: the reader closes the terminal.
        let isClosed = Atomic<Bool>(false)
        init(_ model: ScreenModel) { self.model = Mutex(model) }
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        screen.isClosed.store(true, ordering: .releasing)
        close(slave)
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = Glibc.write(master, bytes, bytes.count)
    }

    func resize(columns: Int, rows: Int) {
        screen.model.withLock { $0.resize(columns: columns, rows: rows) }
        pseudo_terminal_resize(master, Int32(columns), Int32(rows))
    }

    var text: String { screen.model.withLock { $0.text } }

    /// Waits until everything that the program ever wrote holds this; false after twenty seconds.
    func wrote(_ sequence: String) -> Bool {
        for _ in 0..<2_000 {
            if screen.model.withLock({ $0.raw.contains(sequence) }) { return true }
            usleep(10_000)
        }
        return false
    }

    /// Takes the terminal away, as a broken connection does.
    func hangUp() {
        close(slave)
        screen.isClosed.store(true, ordering: .releasing)
    }

    /// Waits until the screen shows it; twenty seconds at most.
    func wait(for wanted: String) throws {
        for _ in 0..<2_000 {
            if text.contains(wanted) { return }
            usleep(10_000)
        }
        throw Failure(description: "waited in vain for \(wanted):\n\(text)")
    }

    /// Waits for the end: the exit code, or minus the signal.
    func end() throws -> Int32 { try Program.wait(process) }

    /// Whether the terminal is as it was before.
    var isRestored: Bool {
        var after = termios()
        tcgetattr(slave, &after)
        return after.c_iflag == before.c_iflag && after.c_oflag == before.c_oflag && after.c_cflag == before.c_cflag && after.c_lflag == before.c_lflag
    }

    /// Whether cursor, alternate screen, mouse and paste were given back.
    var isScreenGivenBack: Bool { wrote("\u{1B}[?1049l") && wrote("\u{1B}[?2004l") }
}

/// The little of a terminal that the lab uses: text, places, clearing.
private struct ScreenModel {
    private var cells: [[Character]]
    private var row = 0, column = 0
    private var pending: [UInt8] = []
    private(set) var raw = ""

    init(columns: Int, rows: Int) {
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    mutating func resize(columns: Int, rows: Int) {
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        (row, column) = (0, 0)
    }

    var text: String { cells.map { String($0) }.joined(separator: "\n") }

    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        pending += bytes
        // A sequence or character that is cut at the end waits for the rest.
        var end = pending.count
        if let escape = pending.lastIndex(of: 0x1B), !pending[escape...].dropFirst(2).contains(where: { (0x40...0x7E).contains($0) }) { end = escape }
        let lead = pending[..<end].lastIndex { $0 & 0xC0 != 0x80 }
        if let lead, pending[lead] >= 0xC0, end - lead < (pending[lead] >= 0xF0 ? 4 : pending[lead] >= 0xE0 ? 3 : 2) { end = lead }
        let text = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end)
        raw += text
        var characters = text.unicodeScalars.makeIterator()
        while let scalar = characters.next() {
            switch scalar {
            case "\u{1B}": escape(&characters)
            case "\r": column = 0
            case "\n" where row + 1 < cells.count: row += 1
            case "\n":
                cells.append(cells.removeFirst().map { _ in " " })
            default:
                guard scalar.value >= 0x20 else { continue }
                if cells.indices.contains(row), cells[row].indices.contains(column) { cells[row][column] = Character(scalar) }
                column += 1
            }
        }
    }

    private mutating func escape(_ characters: inout String.UnicodeScalarView.Iterator) {
        guard let kind = characters.next(), kind == "[" else { return }
        var parameters = ""
        while let scalar = characters.next() {
            guard (0x40...0x7E).contains(scalar.value) else {
                parameters.unicodeScalars.append(scalar)
                continue
            }
            let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
            switch scalar {
            case "H":
                row = (numbers.first ?? 1) - 1
                column = (numbers.count > 1 ? numbers[1] : 1) - 1
            case "J": cells = cells.map { $0.map { _ in " " } }
            default: break
            }
            return
        }
    }
}
