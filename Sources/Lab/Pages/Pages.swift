/// The pages of the lab: a closed list, in the order of the top line.
public enum Pages {
    public static let all: [any Page.Type] = [
        GalleryState.self,
        BuilderState.self,
        TrainState.self,
        InspectState.self,
        RunsState.self,
    ]
}

/// Identifies a page.
public struct PageName: Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// The page's rules and texts.
    public let type: any Page.Type

    init(_ type: any Page.Type) { self.type = type }

    public static var allCases: [PageName] { Pages.all.map(PageName.init) }

    /// The page's word: `runs`.
    public var description: String { type.word }
    /// The title of its tab: `Runs`.
    public var title: String { type.word.prefix(1).uppercased() + type.word.dropFirst() }

    public static func == (one: PageName, other: PageName) -> Bool { one.type == other.type }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}

/// The values of all pages of the list, so that reading one never fails.
struct PageStates: Hashable, Sendable {
    private var pages = Pages.all.map { AnyPage(page: $0.init()) }

    subscript<P: Page>(_ type: P.Type) -> P {
        get {
            guard let page = pages.lazy.compactMap({ $0.page as? P }).first else { preconditionFailure("\(type) is missing in the list of pages") }
            return page
        }
        set {
            guard let index = pages.firstIndex(where: { $0.page is P }) else { preconditionFailure("\(type) is missing in the list of pages") }
            pages[index].page = newValue
        }
    }
}

/// A page of any type, compared by its own type's equality.
private struct AnyPage: Hashable, Sendable {
    var page: any Page

    static func == (one: AnyPage, other: AnyPage) -> Bool { AnyHashable(one.page) == AnyHashable(other.page) }
    func hash(into hasher: inout Hasher) { page.hash(into: &hasher) }
}
