import Recipes
import Training

/// The whole state of the lab: the screen is drawn from it, and `update` changes it.
public struct State: Hashable, Sendable {
    public var page = PageName.gallery
    public var size = ScreenSize(columns: 80, rows: 24)
    public var appearance = Appearance()
    /// The values of the pages; each page has a property for its own in an extension.
    var pages = PageStates()
    /// The window over the page: help, palette, a question; Escape closes it.
    public var overlay: Overlay?
    /// One sentence about what just happened; it disappears by itself.
    public var toast: Toast? {
        didSet { if toast == nil { toastCause = nil } }
    }
    /// The seconds for which the toast has been shown.
    var toastAge = 0
    /// The condition for which the toast is shown; `nil` where it only depends on the time.
    var toastCause: ToastCause?
    /// The log, the oldest line first.
    public var log: [LogLine] = []
    /// The data sets that menus offer; empty until listed.
    public var datasets: [DatasetEntry] = []
    /// The lenses that the trainer was last asked to compute; `nil` before the first request.
    var watched: Watch?
    /// What happens after the question whether to save the stack in the builder.
    var pendingDeparture: Departure?
    /// The recipe in the builder whose changes may be discarded.
    var abandoned: Recipe?
    /// Whether the lab closes as soon as the run is saved.
    public internal(set) var isLeaving = false

    public init() {}
}

/// How the lab is drawn; detected from the terminal at the start, and changed by commands.
public struct Appearance: Hashable, Sendable {
    public enum Theme: String, CaseIterable, Hashable, Sendable { case dark, light, mono }
    public enum Glyphs: String, CaseIterable, Hashable, Sendable { case braille, blocks, ascii }

    public var theme = Theme.dark
    public var glyphs = Glyphs.braille

    public init(theme: Theme = .dark, glyphs: Glyphs = .braille) {
        self.theme = theme
        self.glyphs = glyphs
    }
}

public struct LogLine: Hashable, Sendable {
    /// `12:03:44`
    public let time: String
    public let level: Toast.Level
    public let text: String

    public init(time: String, level: Toast.Level, text: String) {
        self.time = time
        self.level = level
        self.text = text
    }
}
