import Recipes
import Training

/// All that the lab knows: what the screen is drawn from, and what `update` changes.
public struct State: Hashable, Sendable {
    public var page = PageName.gallery
    public var size = ScreenSize(columns: 80, rows: 24)
    public var appearance = Appearance()
    /// What each page holds; a page gives its own a name in an extension.
    var pages = PageStates()
    /// What lies over the page: help, palette, a question; Escape takes it away.
    public var overlay: Overlay?
    /// One sentence on what just happened; it goes by itself.
    public var toast: Toast? {
        didSet { if toast == nil { toastCause = nil } }
    }
    /// Seconds that the toast has stood.
    var toastAge = 0
    /// What the toast is about; `nil` where it goes by its time alone.
    var toastCause: ToastCause?
    /// What the log page shows, oldest first.
    public var log: [LogLine] = []
    /// The data sets that menus offer; empty until listed.
    public var datasets: [DatasetEntry] = []
    /// What the trainer was last asked to work out for the screen; `nil` when there is no trainer to ask.
    var watched: Watch?
    /// What waits for the answer whether the stack in the builder shall be saved for it.
    var pendingDeparture: Departure?
    /// The recipe in the builder whose changes may be lost.
    var abandoned: Recipe?
    /// The lab is left as soon as the run has saved.
    public internal(set) var isLeaving = false

    public init() {}
}

/// How the lab is drawn; found from the terminal at start, changed by command.
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
