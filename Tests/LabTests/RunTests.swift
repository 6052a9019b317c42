import Lab
import Recipes
import Screens
import TestSupport
import Testing
import Training

struct RunTests {
    private func training() -> LabBench {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .train)
        return bench
    }

    @Test func theGalleryIsFilteredAndItsRecipeTrained() {
        var bench = LabBench()
        bench.send(.galleryLoaded(SampleStates.gallery))
        #expect(bench.state.gallery.shown.first?.recipe.shows == "Start here")
        bench.press(.character("/"))
        bench.type("hidden")
        #expect(bench.state.gallery.shown.count == 1 && bench.screen.contains("1 of 4 recipes"))
        bench.press(.enter, .enter)
        #expect(bench.takeEffects().last == .trainRecipe(id: "recipe-2"))
        bench.press(.escape)
        #expect(bench.state.gallery.shown.count == 4)
        // The one whose data is missing can't be trained, and says which command brings it.
        bench.press(.home, .down)
        #expect(bench.state.gallery.selected?.dataset.missing != nil)
        bench.press(.enter)
        #expect(bench.state.toast?.sentence.contains("apt-get install") ?? false)
        #expect(!bench.takeEffects().contains { if case .trainRecipe = $0 { true } else { false } })
    }

    @Test func keysSpeakToTheTrainer() {
        var bench = training()
        bench.press(.character(" "), .character("s"), .character("S"), .character(">"), .character("<"), .character("x"))
        #expect(
            bench.takeEffects() == [
                .tellTrainer(.pause), .tellTrainer(.stepBatch), .tellTrainer(.stepEpoch), .tellTrainer(.setLearningRate(0.002)), .tellTrainer(.setLearningRate(0.0005)),
                .tellTrainer(.stop),
            ])
        bench.send(.snapshot(SampleStates.snapshot(phase: .paused)))
        _ = bench.takeEffects()
        bench.press(.character(" "))
        #expect(bench.takeEffects() == [.tellTrainer(.goOn)])
    }

    @Test func onlyWhatIsOnTheScreenIsWatched() {
        var bench = training()
        bench.press(.character("1"))
        #expect(bench.takeEffects().contains(.tellTrainer(.watch(Watch()))))
        bench.press(.character("4"), .down, .down)
        #expect(bench.takeEffects().last == .tellTrainer(.watch(Watch(ProbeLens(layer: 2, sample: 0)))))
        bench.press(.character("."))
        #expect(bench.takeEffects().last == .tellTrainer(.watch(Watch(ProbeLens(layer: 2, sample: 1)))))
    }

    @Test func whatAnOutputHangsOnIsAskedForWhileItIsShown() {
        var bench = training()
        bench.press(.character("4"), .character("x"))
        #expect(bench.takeEffects().last == .tellTrainer(.watch(Watch(ProbeLens(layer: 0, sample: 0), SaliencyLens(sample: 0)))))
        #expect(bench.screen.contains("comes with the next batch"))
        bench.press(.right, .right)
        #expect(bench.takeEffects().last == .tellTrainer(.watch(Watch(ProbeLens(layer: 0, sample: 0), SaliencyLens(sample: 0, output: .index(1))))))
        bench.press(.left, .left, .left, .character("."))
        #expect(bench.takeEffects().last == .tellTrainer(.watch(Watch(ProbeLens(layer: 0, sample: 1), SaliencyLens(sample: 1)))))
        bench.press(.escape)
        #expect(bench.takeEffects().last == .tellTrainer(.watch(Watch(ProbeLens(layer: 0, sample: 1)))) && !bench.state.inspect.showsSaliency)
        // A machine learns no output.
        bench.show(SampleStates.machine, SampleStates.machineSnapshot)
        bench.press(.character("x"))
        #expect(!bench.state.inspect.showsSaliency && bench.state.toast?.sentence.contains("Boltzmann machine") ?? false)
    }

    @Test func leavingWhileItTrainsAsksAndWaitsUntilItIsSaved() {
        var bench = training()
        bench.press(.character("q"))
        #expect(bench.screen.contains("Finish the epoch and save, then leave."))
        bench.press(.escape)
        #expect(bench.state.overlay == nil)
        bench.press(.character("q"), .character("e"))
        #expect(bench.takeEffects() == [.tellTrainer(.stopAfterEpoch)])
        bench.send(.snapshot(SampleStates.snapshot()))
        #expect(!bench.takeEffects().contains(.quit))
        bench.send(.snapshot(SampleStates.snapshot(phase: .stopped)))
        #expect(bench.takeEffects().contains(.quit))
    }

    @Test func anotherRunWaitsForAnAnswer() {
        var bench = training()
        bench.press(.character("R"))
        guard case .question = bench.state.overlay else { return #expect(Bool(false)) }
        bench.press(.character("g"))
        #expect(bench.takeEffects().isEmpty)
        bench.press(.character("R"), .character("s"))
        guard case .startRun(let recipe, _, _)? = bench.takeEffects().last else { return #expect(Bool(false)) }
        #expect(recipe.fit.seed == SampleStates.recipe.fit.seed + 1)
    }

    @Test func aMapIsZoomedAndItsValuesReadWithACursor() {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .inspect)
        bench.press(.right, .enter)
        #expect(bench.state.inspect.isZoomed && bench.state.inspect.map == 1)
        bench.press(.character("c"), .up, .left)
        #expect(bench.state.inspect.cursor == .init(row: 12, column: 12))
        let value = bench.state.shownMaps?.value(1, row: 12, column: 12) ?? .nan
        #expect(bench.screen.contains("row 13, column 13: \(Figures.number(Double(value), digits: 5))"))
        bench.press(.escape, .escape)
        #expect(!bench.state.inspect.isZoomed && bench.state.inspect.cursor == nil)
        bench.press(.character("f"))
        #expect(bench.screen.contains("16 filters 3×3"))
    }

    @Test func slowMotionHasSteps() {
        var bench = training()
        bench.press(.character("w"), .character("w"), .character("W"), .character("W"), .character("W"))
        #expect(bench.takeEffects() == [30, 10, 30, nil, nil].map { .tellTrainer(.setPace($0)) })
        bench.press(.character("w"))
        var snapshot = SampleStates.snapshot()
        snapshot.progress.pace = 30
        bench.send(.snapshot(snapshot))
        #expect(bench.screen.contains("30 batches/s"))
        // The next run begins as slowly.
        _ = bench.takeEffects()
        bench.send(.runStarted(RunFacts(recipe: SampleStates.recipe, folder: "/runs/2", recipeFolder: nil)))
        #expect(bench.takeEffects() == [.tellTrainer(.setPace(30))])
    }

    @Test func aRunBeginsPausedByAKey() {
        var bench = LabBench()
        bench.send(.galleryLoaded(SampleStates.gallery))
        bench.press(.character("T"))
        guard case .trainRecipe(_, true)? = bench.takeEffects().last else { return #expect(Bool(false)) }
        bench.send(.recipeToTrain(SampleStates.recipe, folder: nil, isPaused: true))
        #expect(bench.takeEffects().last == .startRun(SampleStates.recipe, recipeFolder: nil, isPaused: true))
    }

    /// More epochs for a run that is over, on its page and in Runs.
    @Test func aRunThatIsOverGoesOnToMoreEpochs() {
        var bench = training()
        bench.press(.character("e"))
        #expect(bench.state.overlay == nil && bench.state.toast?.sentence.contains("not finished yet") ?? false)
        bench.send(.snapshot(SampleStates.snapshot(phase: .finished)))
        _ = bench.takeEffects()
        bench.press(.character("e"))
        bench.type("8")
        bench.press(.enter)
        #expect(bench.takeEffects().isEmpty && bench.screen.contains("Expected a whole number from 9"))
        bench.press(.control("u"))
        bench.type("20")
        bench.press(.enter)
        #expect(bench.takeEffects() == [.resumeRun(folder: "/runs/1", epochs: 20)])
        bench.press(.character("5"), .home, .character("e"), .enter)
        #expect(bench.takeEffects().contains(.resumeRun(folder: SampleStates.runs[0].folder, epochs: 14)))
    }

    /// The test part is asked for when the run is over, and shown from then on beside validation.
    @Test func aRunIsTestedWhenItIsOver() {
        var bench = training()
        bench.press(.character("t"))
        #expect(bench.takeEffects().isEmpty && bench.state.toast?.sentence.contains("Wait until the run is over") ?? false)
        bench.send(.snapshot(SampleStates.snapshot(phase: .finished)))
        _ = bench.takeEffects()
        bench.press(.character("t"))
        #expect(bench.takeEffects() == [.testRun(folder: "/runs/1")])
        let confusion = Confusion(classNames: SampleStates.classNames, counts: (0..<100).map { $0 % 11 == 0 ? 7 : 0 })
        let result = Evaluation(loss: 0.5, penalty: 0.1, metrics: [MetricValue(name: "accuracy", value: 0.8125)], confusion: confusion)
        bench.send(.runTested(folder: "/runs/other", result))
        #expect(!bench.state.train.showsTest && bench.state.train.test == nil)
        bench.send(.runTested(folder: "/runs/1", result))
        #expect(bench.screen.contains("confusion, test") && bench.screen.contains("0.400  81.2 %"))
        bench.press(.character("t"))
        #expect(bench.screen.contains("confusion, validation") && bench.takeEffects().isEmpty)
    }

    @Test func runsAreOverlaidAndDeletedOnlyAfterAQuestion() {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .runs)
        bench.press(.down, .character(" "))
        #expect(bench.takeEffects() == [.loadCurves(run: 1)])
        bench.press(.character("d"))
        #expect(bench.screen.contains("Delete Tiny digits, 5 epochs, with its weights?"))
        bench.press(.character("k"))
        #expect(bench.takeEffects().isEmpty)
        bench.press(.character("d"), .character("d"))
        #expect(bench.takeEffects() == [.deleteRun(1)])
    }

    @Test func aFailedRunSaysWhy() {
        var bench = training()
        bench.send(.snapshot(SampleStates.snapshot(phase: .failed("The loss is not finite: layer 2."))))
        #expect(bench.state.toast == Toast(.wrong, "The loss is not finite: layer 2."))
        #expect(bench.screen.contains("✗ The loss is not finite"))
    }

    /// Stopping waits for the data, and says so; nothing else works before the first batch.
    @Test func aRunThatIsBeingPreparedCanBeStopped() {
        var bench = LabBench()
        bench.send(.runStarted(RunFacts(recipe: SampleStates.recipe, folder: "/runs/9", recipeFolder: nil)))
        bench.press(.character("3"), .character(" "))
        #expect(bench.state.toast?.sentence == "The run is being prepared.")
        bench.press(.character("x"))
        #expect(bench.takeEffects().last == .tellTrainer(.stop) && bench.state.toast?.sentence.contains("as soon as its data is read") ?? false)
    }

    /// A run that is only opened has nothing to stop, and nothing that is lost when it is left.
    @Test func aRunThatIsOpenedDoesNotTrain() {
        var bench = LabBench()
        let facts = RunFacts(recipe: SampleStates.recipe, folder: "/runs/9", recipeFolder: "/runs/9", trains: false)
        bench.send(.runRead(facts))
        #expect(bench.takeEffects() == [.beginRun(facts)])
        bench.send(.runStarted(facts))
        bench.press(.character("3"), .character("x"))
        #expect(bench.takeEffects().isEmpty && bench.state.toast?.sentence == "The run is only being opened: it does not train.")
        bench.press(.character("q"))
        #expect(bench.takeEffects() == [.quit])
    }

    @Test func theToastGoesAfterItsTime() {
        var bench = training()
        bench.send(.pictureSaved(path: "x.svg"))
        for _ in 0..<5 { bench.send(.tick) }
        #expect(bench.state.toast == nil)
    }

    /// Any key in any order at any page leaves a state that can be drawn.
    @Test func randomKeysNeverTrap() {
        let keys: [Key] =
            [
                .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .function(1), .control("r"),
            ] + "123456789qwertzuiopasdfghjklyxcvbnmQWERTZUIOPASDFGHJKLYXCVBNM/:?.,<>[] ".map { Key.character($0) }
        var random = SystemlessGenerator(state: 7)
        for page in PageName.allCases {
            var bench = LabBench(columns: 90, rows: 28)
            bench.state = SampleStates.full(page: page)
            for step in 0..<1_500 {
                bench.press(keys[random.next(below: keys.count)])
                if step % 7 == 0 { bench.send(.snapshot(SampleStates.snapshot(layer: min(6, max(0, bench.state.inspect.layer))))) }
                if step % 50 == 0 { bench.send(.resize(ScreenSize(columns: random.next(below: 200), rows: random.next(below: 70)))) }
                if step % 10 == 0 { #expect(drawScreen(bench.state).cells.count == bench.state.size.columns * bench.state.size.rows) }
            }
        }
    }

    private struct SystemlessGenerator {
        var state: UInt64
        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
    }
}
