import CPlatform
import Foundation
import Lab
import Screens

/// The terminal of the lab: it reads keys and clicks, and writes frames. There is one at a time, used on the main thread.
final class Terminal {
    private var traits = platform_terminal_traits()
    private var encoder = FrameEncoder(scrollsAtCorner: false, colours: 0)
    private var pending: [UInt8] = []
    private var written = 0
    private var isPasting = false
    let colours: ColourLevel
    let glyphs: Appearance.Glyphs

    /// Why the lab can't run on this terminal, in one sentence with what to do instead.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Prepares the terminal; `glyphs`: those that were asked for, `nil` to detect them.
    init(mouse: Bool, glyphs: Appearance.Glyphs?) throws {
        let environment = ProcessInfo.processInfo.environment
        switch Int(platform_terminal_open(mouse, &traits)) {
        case Int(platform_terminal_opened): break
        case Int(platform_terminal_no_terminal):
            throw Refusal(description: "the lab needs a terminal, and this isn't one. The commands work in pipes: strata list, strata train RECIPE.")
        case Int(platform_terminal_unknown):
            throw Refusal(description: "the terminal type TERM=\(environment["TERM"] ?? "") is not known here. Set TERM=xterm-256color, or use the commands: strata --help.")
        case Int(platform_terminal_too_simple):
            throw Refusal(description: "the terminal type TERM=\(environment["TERM"] ?? "") can't position its cursor. Use the commands: strata --help.")
        default: throw Refusal(description: "the terminal could not be opened. Use the commands: strata --help.")
        }
        let noColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let isDirect = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
        colours =
            noColour || traits.colours < 8
            ? .none : isDirect || traits.colours > 256 ? .full : traits.colours >= 256 ? .palette : .sixteen
        self.glyphs = glyphs ?? (traits.is_utf8 ? environment["TERM"] == "linux" ? .blocks : .braille : .ascii)
        encoder = FrameEncoder(scrollsAtCorner: traits.scrolls_at_corner, colours: Int(traits.colours))
    }

    var size: ScreenSize {
        var columns: Int32 = 80, rows: Int32 = 24
        platform_terminal_size(&columns, &rows)
        return ScreenSize(columns: Int(columns), rows: Int(rows))
    }

    /// Whether the last frame has not been written completely: a slow connection gets fewer frames, not a queue of them.
    var isBusy: Bool { written < pending.count }

    /// Draws a screen, after another control sequence.
    func show(_ screen: CellBuffer, theme: Theme, first: String? = nil) {
        pending = Array((first ?? "").utf8) + encoder.encode(screen, theme: theme)
        written = 0
        flush()
    }

    /// Writes as much as the terminal accepts now; returns `false` if it is closed.
    @discardableResult
    func flush() -> Bool {
        while written < pending.count {
            let taken = pending[written...].withUnsafeBufferPointer { platform_terminal_write($0.baseAddress, UInt64($0.count)) }
            if taken < 0 { return false }
            if taken == 0 { return true }
            written += Int(taken)
        }
        return true
    }

    func redraw() { encoder.forget() }
    func leave() { platform_terminal_leave() }

    func resume() {
        platform_terminal_resume()
        pending = []
        written = 0
        encoder.forget()
    }

    enum Input {
        case key(Key)
        case mouse(MouseEvent)
        /// Pasted text: it goes into a field and is never a command.
        case pasted(String)
    }

    /// The next key, click or part of a paste; `nil` where none has arrived.
    func read() -> Input? {
        var event = platform_terminal_event()
        var pasted = ""
        while platform_terminal_read(&event) {
            switch Int(event.kind) {
            case Int(platform_event_paste_start): isPasting = true
            case Int(platform_event_paste_end):
                isPasting = false
                if !pasted.isEmpty { return .pasted(pasted) }
            case Int(platform_event_character):
                guard let scalar = Unicode.Scalar(event.code) else { continue }
                if isPasting {
                    if pasted.utf8.count < Self.longestPaste { pasted.unicodeScalars.append(scalar) }
                    continue
                }
                if let key = Self.key(scalar) { return .key(key) }
            case Int(platform_event_key):
                if isPasting { continue }
                if let key = Self.named[Int(event.code)] { return .key(key) }
            case Int(platform_event_function): return .key(.function(Int(event.code)))
            case Int(platform_event_press): return .mouse(MouseEvent(column: Int(event.column), row: Int(event.row), kind: .press))
            case Int(platform_event_wheel_up): return .mouse(MouseEvent(column: Int(event.column), row: Int(event.row), kind: .wheelUp))
            case Int(platform_event_wheel_down): return .mouse(MouseEvent(column: Int(event.column), row: Int(event.row), kind: .wheelDown))
            default: continue
            }
        }
        return pasted.isEmpty ? nil : .pasted(pasted)
    }

    /// The most bytes of a paste, more than any field takes.
    private static let longestPaste = 4_096

    private static func key(_ scalar: Unicode.Scalar) -> Key? {
        switch scalar.value {
        case 9: .tab
        case 1...26: .control(Character(Unicode.Scalar(UInt8(scalar.value + 96))))
        case 0..<32: nil
        default: .character(Character(scalar))
        }
    }

    private static let named: [Int: Key] = [
        Int(platform_key_escape): .escape, Int(platform_key_enter): .enter, Int(platform_key_backspace): .backspace, Int(platform_key_delete): .delete,
        Int(platform_key_insert): .insert, Int(platform_key_back_tab): .backTab, Int(platform_key_up): .up, Int(platform_key_down): .down,
        Int(platform_key_left): .left, Int(platform_key_right): .right, Int(platform_key_home): .home, Int(platform_key_end): .end,
        Int(platform_key_page_up): .pageUp, Int(platform_key_page_down): .pageDown,
    ]
}
