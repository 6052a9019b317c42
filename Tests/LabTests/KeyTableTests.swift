import Lab
import Screens
import TestSupport
import Testing
import Training

/// The key table: what it says of a key is what the key does.
struct KeyTableTests {
    /// A lab that has just started, one in which every page has something to show, and one whose run is over.
    private static let states: [State] = {
        var over = LabBench()
        over.state = SampleStates.full(page: .train)
        over.send(.snapshot(SampleStates.snapshot(phase: .finished)))
        return [State(), SampleStates.full(page: .gallery), over.state]
    }()

    /// Every row works, or says why it doesn't and does nothing.
    @Test(arguments: PageName.allCases) func everyRowWorksOrSaysWhy(_ page: PageName) {
        for start in Self.states {
            var bench = LabBench()
            bench.state = start
            bench.send(.command(.show(page)))
            bench.state.toast = nil
            let shown = bench.state
            for row in page.type.bindings + KeyMap.everywhere {
                bench.state = shown
                _ = bench.takeEffects()
                let reason = row.command.unavailable(in: shown)
                bench.send(.command(row.command))
                if let reason {
                    #expect(reason.hasSuffix(".") && bench.state.toast == Toast(.attention, reason), "\(page): \(row.label)")
                    bench.state.toast = nil
                    #expect(bench.state == shown && bench.takeEffects().isEmpty, "\(page): \(row.label)")
                }
                #expect(drawScreen(bench.state).rows == shown.size.rows)
            }
        }
    }

    /// The first row that has a key is the one that the key means.
    @Test(arguments: PageName.allCases) func aKeyMeansItsRow(_ page: PageName) {
        let state = SampleStates.full(page: page)
        var taken: Set<Key> = [.control("c")]  // which asks to leave, on every page
        for row in page.type.bindings + KeyMap.everywhere {
            for key in row.keys where taken.insert(key).inserted { #expect(action(for: key, in: state) == .command(row.command), "\(page): \(key.name)") }
        }
        let keys = page.type.bindings.flatMap(\.keys)
        #expect(Set(keys).count == keys.count, "\(page): two rows have one key")
    }

    @Test func pagesAreToldApart() {
        #expect(Set(PageName.allCases.map(\.description)).count == PageName.allCases.count)
        for (number, page) in zip("123456789", PageName.allCases) { #expect(action(for: .character(number), in: State()) == .command(.show(page))) }
    }

    /// The help and the log scroll to their last line and no further, also after the screen has become larger.
    @Test(arguments: ["?", "L"]) func textOverAPageScrollsToItsEnd(_ key: Character) {
        var bench = LabBench(columns: 80, rows: 24)
        for number in 1...60 { bench.send(.noted(LogLine(time: "12:00:00", level: .good, text: "line \(number) of the log"))) }
        bench.press(.character(key))
        let first = bench.screen
        bench.press(.end)
        let last = bench.screen
        #expect(first != last)
        bench.press(.down, .pageDown)
        #expect(bench.screen == last)
        bench.press(.up, .down)
        #expect(bench.screen == last)
        bench.press(.home, .up)
        #expect(bench.screen == first)
        bench.press(.end)
        bench.send(.resize(ScreenSize(columns: 200, rows: 100)))
        #expect(bench.state.overlay == (key == "?" ? .help(scroll: 0) : .log(scroll: 0)))
    }

    /// The palette's selection is one of its matches, whatever is typed and however far is gone.
    @Test func thePaletteSelectsOneOfItsMatches() {
        var bench = LabBench()
        func palette() -> CommandPalette? { if case .palette(let palette) = bench.state.overlay { palette } else { nil } }
        bench.press(.character(":"))
        for _ in 0..<200 { bench.press(.down) }
        let count = palette()?.matches(in: bench.state).count ?? 0
        #expect(count > 10 && palette()?.selection == count - 1)
        bench.type("log")
        #expect(palette()?.selection == 0 && palette()?.selected(in: bench.state) != nil)
        for _ in 0..<200 { bench.press(.up) }
        #expect(palette()?.selection == 0)
        bench.type("xyzzy")
        #expect(palette()?.selected(in: bench.state) == nil)
        bench.press(.enter)
        #expect(palette() != nil && bench.takeEffects().isEmpty)
    }

    /// A run with fewer layers and maps than were selected of leaves nothing selected that is not there.
    @Test func theInspectorSelectsWhatIsThere() {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .inspect, layer: 2)
        bench.press(.end, .enter, .character("c"), .down, .down, .right)
        #expect(bench.state.inspect.map == 31 && bench.state.inspect.cursor != nil)
        var snapshot = SampleStates.snapshot(layer: 0)
        guard var probe = snapshot.views[ProbeLens.self], let shown = bench.state.shownMaps else { return #expect(Bool(false)) }
        // The same layer with the sixteen maps of the first.
        probe.layer = 2
        snapshot.show(probe)
        bench.send(.snapshot(snapshot))
        #expect(shown.count == 32 && bench.state.inspect.map == 15)
    }
}
