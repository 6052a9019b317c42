import CPlatform
import Foundation
import Lab
import Screens
import Training

/// The lab on a terminal: keys, events and signals become actions, the state becomes frames. The loop sleeps until one of them arrives.
final class LabLoop {
    private let terminal: Terminal
    private let events = EventQueue()
    private let effects: EffectRunner
    private var state = State()
    private var hasChanged = true
    /// Whether a key was pressed: the next frame is then drawn at once.
    private var isUrgent = false
    private var lastScreen: CellBuffer?
    private var nextFrame = ContinuousClock.now
    private var nextTick = ContinuousClock.now
    /// The shortest time between two frames, unless a key was pressed.
    private static let frameInterval = Duration.milliseconds(66)

    init(_ terminal: Terminal, appearance: Appearance, threads: Int) {
        self.terminal = terminal
        effects = EffectRunner(events: events, threads: threads)
        state.appearance = appearance
        state.size = terminal.size
        LogFile.start(events: events)
    }

    /// Lines to print after the lab was left: a summary of the run, and where an unsaved stack is.
    private(set) var lastWords: [String] = []

    /// Runs the lab until it is left; returns the signal that ended it, or 0.
    func run() -> UInt32 {
        draw()
        for effect in initialEffects { perform(effect) }
        while !effects.hasQuit {
            let signals = platform_signals_take()
            if signals != 0, let ending = handle(signals) {
                keepStack()
                finish()
                return ending
            }
            takeInput()
            takeEvents()
            tick()
            if hasChanged, isUrgent || ContinuousClock.now >= nextFrame, !terminal.isBusy { draw() }
            if effects.hasQuit { break }
            wait()
        }
        finish()
        return 0
    }

    private func wait() {
        let now = ContinuousClock.now
        var until = state.toast == nil ? now + .seconds(60) : nextTick
        if hasChanged, !terminal.isBusy { until = min(until, nextFrame) }
        let milliseconds = max(0, Int32(clamping: Int((now.duration(to: until).seconds * 1000).rounded(.up))))
        let ready = platform_wait(platform_terminal_input(), terminal.isBusy ? platform_terminal_output() : -1, milliseconds)
        if ready & UInt32(platform_ready_output) != 0 { terminal.flush() }
    }

    private func draw() {
        let screen = drawScreen(state, colours: terminal.colours)
        terminal.show(screen, theme: Theme(state.appearance.theme, colours: terminal.colours), first: effects.takeClipboard())
        lastScreen = screen
        hasChanged = false
        isUrgent = false
        nextFrame = .now + Self.frameInterval
    }

    private func apply(_ action: Action) {
        let found = update(&state, action)
        hasChanged = true
        for effect in found { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        effects.perform(effect) {
            (drawScreen(state, colours: .full), Theme(state.appearance.theme, colours: state.appearance.theme == .mono ? .none : .full))
        }
    }

    private func takeInput() {
        while let input = terminal.read() {
            isUrgent = true
            switch input {
            case .key(.control("z")): suspend()
            case .key(.control("l")):
                terminal.redraw()
                hasChanged = true
            case .key(let key): if let action = action(for: key, in: state) { apply(action) }
            case .mouse(let event): if let lastScreen, let action = lastScreen.action(for: event) { apply(action) }
            case .pasted(let text): if state.isTyping { apply(.edit(.insert(text))) }
            }
            if effects.hasQuit { break }
        }
    }

    private func takeEvents() {
        for event in events.takeAll() { apply(.event(event)) }
        if let snapshot = effects.trainer?.takeSnapshot() { apply(.event(.snapshot(snapshot))) }
    }

    private func tick() {
        guard state.toast != nil else {
            nextTick = .now + .seconds(1)
            return
        }
        guard .now >= nextTick else { return }
        nextTick = .now + .seconds(1)
        apply(.tick)
    }

    /// Handles signals; returns the one that ends the lab, `nil` if none does.
    private func handle(_ signals: UInt32) -> UInt32? {
        func came(_ signal: some BinaryInteger) -> Bool { signals & UInt32(signal) != 0 }
        if came(platform_signal_resize) { apply(.resize(terminal.size)) }
        if came(platform_signal_stop) { suspend() }
        if came(platform_signal_interrupt) { apply(.command(.quit)) }
        for signal in [UInt32(platform_signal_hangup), UInt32(platform_signal_terminate), UInt32(platform_signal_quit)] where came(signal) { return signal }
        return nil
    }

    private func suspend() {
        terminal.leave()
        platform_stop_here()
        terminal.resume()
        apply(.resize(terminal.size))
    }

    /// Restores the terminal first, then saves the run.
    private func finish() {
        terminal.leave()
        if state.isTraining { Output.error("Saving the run …") }
        effects.close()
        if let run = state.train.run, let snapshot = state.train.snapshot { lastWords = Self.summary(run, snapshot) + lastWords }
    }

    /// Saves an unsaved stack to a file, because a signal leaves no time to ask.
    private func keepStack() {
        guard let stack = state.unsavedStack else { return }
        do {
            lastWords.append("The unsaved stack is in \(try EffectRunner.keep(stack.recipe, stack.folder)). Open it with o in Build.")
        } catch {
            lastWords.append("The unsaved stack is lost: \(error)")
        }
    }

    private static func summary(_ run: RunFacts, _ snapshot: Snapshot) -> [String] {
        if case .failed(let sentence) = snapshot.progress.phase { return ["\(run.recipe.name): \(sentence)"] }
        guard let last = snapshot.epochs.last else { return [] }
        var line = "\(run.recipe.name): epoch \(last.epoch) of \(snapshot.progress.epochs), loss \(Figures.number(last.loss))"
        if let accuracy = last.accuracy { line += ", accuracy \(Figures.percent(accuracy))" }
        if let loss = last.validationLoss { line += ", validation loss \(Figures.number(loss))" }
        if let accuracy = last.validationAccuracy { line += ", accuracy \(Figures.percent(accuracy))" }
        let isDone = last.epoch >= snapshot.progress.epochs
        return [line, isDone ? "Saved in \(run.folder)" : "Continue with: strata train --resume \(Shell.quoted(run.folder))"]
    }
}
