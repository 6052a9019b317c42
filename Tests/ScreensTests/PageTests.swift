import Lab
import Networks
import Recipes
import Screens
import Tensors
import TestSupport
import Testing
import Training

/// What a page must show of its run, at the sizes where there is hardly room for it.
struct PageTests {
    private func screen(_ scene: SampleScene, _ columns: Int, _ rows: Int, _ keys: [Key] = []) -> String {
        var bench = LabBench()
        bench.state = scene.state(columns: columns, rows: rows)
        for key in keys { bench.press(key) }
        return bench.screen
    }

    private func lines(_ screen: String) -> [Substring] { screen.split(separator: "\n", omittingEmptySubsequences: false) }

    @Test func theTopLineSaysWhereTheRunIsAtTheLeastWidth() {
        let narrow = lines(screen(.train, 60, 20))[0]
        #expect(narrow.contains("epoch 9/14") && narrow.contains("3 Train") && narrow.contains(" 5 "))
        let medium = lines(screen(.train, 80, 24))[0]
        #expect(medium.contains("Gallery  Build  Train  Inspect  Runs") && medium.contains("epoch 9/14  batch 41/71"))
    }

    /// While a large network is laid out every page says so, whatever is pressed.
    @Test func aRunThatIsBeingPreparedSaysSoOnEveryPage() {
        var bench = LabBench(columns: 80, rows: 24)
        bench.state = SampleScene.train.state(columns: 80, rows: 24)
        bench.send(.runStarted(RunFacts(recipe: SampleStates.recipe, folder: "/runs/9", recipeFolder: nil)))
        bench.send(.snapshot(Snapshot(progress: Training.Progress(phase: .preparing, epochs: 0, learningRate: 0))))
        for key in "3 sSxim4.c5f4".map({ Key.character($0) }) {
            bench.press(key)
            #expect(!bench.screen.contains("Nothing has been trained yet") && !bench.screen.contains("0/0") && bench.screen.contains("preparing"))
        }
        #expect(bench.screen.contains("laying out the network"))
    }

    /// What is no picture shows how much each input counts too: by name and bar, in strips, below its symbols.
    @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)], [Appearance.Glyphs.braille, .ascii])
    func whatAnOutputHangsOnIsShownOfEveryKindOfInput(_ size: (Int, Int), _ glyphs: Appearance.Glyphs) {
        let marks = [
            "table": ["malignant", "measure 2", "input, its value"], "series": ["output 1", "temperature", "rain", "24 steps"], "text": ["yes", "the cat sat on the mat"],
        ]
        for (name, symbols, saliency) in SampleStates.otherSaliencies {
            var state = SampleScene.inspectSaliency.state(columns: size.0, rows: size.1), snapshot = SampleStates.saliencySnapshot
            state.appearance = Appearance(theme: glyphs == .ascii ? .mono : .dark, glyphs: glyphs)
            if let subject = snapshot.subject {
                snapshot.subject = Snapshot.Subject(
                    plan: subject.plan, dataset: name, classNames: subject.classNames, trainingCount: 10, validationCount: 10, watchedCount: 10, watchesValidation: true,
                    symbols: symbols)
            }
            snapshot.views[SaliencyLens(sample: 0)] = saliency
            var bench = LabBench()
            bench.state = state
            bench.send(.snapshot(snapshot))
            let screen = drawScreen(bench.state, colours: glyphs == .ascii ? .none : .full).text()
            for mark in marks[name] ?? [] where size.0 >= 80 { #expect(screen.contains(mark) || mark == "input, its value" && size.1 < 60, "\(name), \(mark):\n\(screen)") }
        }
    }

    @Test func legendsAndFiguresAreWholeOrNotThere() {
        for scene in SampleScene.allCases where scene.page == .train || scene == .inspect {
            for (columns, rows) in [(80, 24), (100, 30), (120, 36)] {
                let screen = screen(scene, columns, rows)
                #expect(!screen.contains("best 0…") && !screen.contains("valida…") && !screen.contains("sd …"), "\(scene) \(columns)×\(rows):\n\(screen)")
            }
        }
    }

    /// The ends of a ramp tell what it means: they are never cut, in no character set.
    @Test func legendsInASCIIAreWhole() {
        for scene in SampleScene.allCases {
            for (columns, rows) in [(60, 20), (80, 24), (100, 30), (120, 36)] {
                var state = scene.state(columns: columns, rows: rows)
                state.appearance = Appearance(theme: .mono, glyphs: .ascii)
                let screen = drawScreen(state, colours: .none).text()
                #expect(!screen.contains(/[0-9.]~ -\+/), "\(scene) \(columns)×\(rows):\n\(screen)")
                if scene == .inspectTape, columns >= 80 { #expect(screen.contains("+-0.97")) }
            }
        }
    }

    /// A pane too small for all maps says which of them it has.
    @Test func theMapsInViewAreCounted() {
        func screen(_ layer: Int, _ columns: Int, _ rows: Int, _ keys: [Key] = []) -> String {
            var bench = LabBench()
            bench.state = SampleStates.full(page: .inspect, layer: layer)
            bench.send(.resize(ScreenSize(columns: columns, rows: rows)))
            for key in keys { bench.press(key) }
            return bench.screen
        }
        #expect(screen(2, 80, 24).contains(/maps 1–\d+ of 32/))
        #expect(screen(2, 80, 24, [.end]).contains(/maps \d+–32 of 32/))
        #expect(screen(2, 80, 24, [.character("f")]).contains(/filters 1–\d+ of 32/))
        #expect(screen(2, 60, 20).contains(/1–\d+ of 32/))
        #expect(screen(0, 200, 60).contains("16 feature maps 26×26"))
    }

    /// What a network says that ends without softmax is a number, and no share of a hundred.
    @Test func outputsThatAreNoSharesAreNumbers() {
        for page in [PageName.train, .inspect] {
            var bench = LabBench()
            bench.state = SampleStates.full(page: page)
            var snapshot = SampleStates.snapshot()
            func linear(_ prediction: Prediction) -> Prediction {
                Prediction(
                    sample: prediction.sample, input: prediction.input, truth: prediction.truth, probabilities: prediction.probabilities.map { $0 > 0.5 ? 532 : -0.3 },
                    classNames: prediction.classNames)
            }
            snapshot.views[SampleStates.predictionLens] = snapshot.views[PredictionLens.self]?.map(linear)
            if var probe = snapshot.views[ProbeLens.self] {
                probe.prediction = linear(probe.prediction)
                snapshot.show(probe)
            }
            bench.send(.snapshot(snapshot))
            #expect(bench.screen.contains("532") || bench.screen.contains("530"), "\(bench.screen)")
            // A bar is of a share.
            let row = bench.screen.split(separator: "\n").first { $0.contains("532") || $0.contains("530") }
            #expect(row.map { !$0.contains(/53[02] *━/) } ?? false, "\(bench.screen)")
            #expect(!bench.screen.contains("53200") && !bench.screen.contains("53,200") && !bench.screen.contains("−30 %") && !bench.screen.contains("-30 %"))
        }
    }

    /// One strong filter does not make the others grey: each has its own range, and the page says so.
    @Test func filtersHaveTheirOwnRanges() {
        func inks(_ strength: Float) -> [Style] {
            var bench = LabBench()
            bench.state = SampleStates.full(page: .inspect)
            var snapshot = SampleStates.snapshot()
            guard var probe = snapshot.views[ProbeLens.self], let kernel = probe.weights.first?.tensor else { return [] }
            // The last filter is far stronger than the others.
            let values = kernel.values.enumerated().map { $0.offset % 16 == 15 ? strength * $0.element : $0.element }
            probe.weights = [NamedTensor(name: "kernel", tensor: Tensor(shape: kernel.shape, values: values))]
            snapshot.show(probe)
            bench.send(.snapshot(snapshot))
            bench.press(.character("f"))
            #expect(bench.screen.contains("each its own range"))
            let screen = drawScreen(bench.state), row = lines(screen.text()).firstIndex { $0.contains("filters 3×3") } ?? 0
            return (29..<36).map { screen[$0, row + 1].style }
        }
        let alike = inks(1)
        #expect(alike == inks(100) && Set(alike).count > 1, "the first filter changed")
    }

    /// What is told for a while moves nothing and hides no part of a page: it has a line that is always there; where it needs a second, that is the keys'.
    @Test func aToastHasALineOfItsOwn() {
        let sentence = "The loss is not finite: layer 2 (Conv2D) gives numbers that are none. Lower the learning rate, or put a BatchNormalization behind it."
        for (columns, rows) in [(60, 20), (80, 24), (120, 36), (160, 50)] {
            for page in PageName.allCases {
                var state = SampleStates.full(page: page)
                state.size = ScreenSize(columns: columns, rows: rows)
                let quiet = lines(drawScreen(state).text())
                state.toast = Toast(.wrong, sentence)
                let told = lines(drawScreen(state).text())
                #expect(told.prefix(rows - 2) == quiet.prefix(rows - 2), "\(page) \(columns)×\(rows)")
                #expect(quiet[rows - 2].allSatisfy { $0 == " " } && told[rows - 2].hasPrefix(" ✗ The loss is not finite"))
                #expect((told[rows - 1] == quiet[rows - 1]) == (columns >= 140))
            }
        }
    }

    /// At 120 columns the matrix has its numbers, its classes' whole names, and the scores of each.
    @Test func confusionIsReadAsNumbersAtAHundredAndTwentyColumns() {
        let rows = lines(screen(.train, 120, 36))
        for name in SampleStates.classNames { #expect(rows.contains { $0.contains(" \(name) ") }, "\(name)") }
        #expect(rows.contains { $0.contains(/prec +rec +F1/) })
        #expect(rows.contains { $0.contains(/Ankle boot.* \d\d\b.*0\.\d\d +0\.\d\d +0\.\d\d/) }, "\(rows.joined(separator: "\n"))")
    }

    /// More classes than rows are scrolled, and what is not defined is no number.
    @Test func aLargeConfusionMatrixIsScrolled() {
        let names = (0..<26).map { "class \($0)" }
        var counts = [Int](repeating: 0, count: 26 * 26)
        for index in 0..<25 { counts[index * 27] = 4 }
        var bench = LabBench(columns: 120, rows: 36)
        bench.state = SampleScene.train.state(columns: 120, rows: 36)
        var snapshot = SampleStates.snapshot()
        snapshot.confusion = Confusion(classNames: names, counts: counts)
        bench.send(.snapshot(snapshot))
        #expect(bench.screen.contains("class 0 ") && !bench.screen.contains("class 25"))
        for _ in 0..<40 { bench.press(.down) }
        #expect(bench.state.train.selectedClass == 25)
        let row = lines(bench.screen).first { $0.contains("class 25") } ?? ""
        #expect(row.contains(/– +– +–/) || row.contains(/– *│$/), "\(bench.screen)")
        bench.press(.escape)
        #expect(bench.state.train.selectedClass == nil && bench.screen.contains("class 0 "))
    }

    /// A run that ended within its first epoch has no curve, and says so instead of waiting for one.
    @Test func aRunWithoutAnEpochSaysWhyThereIsNoCurve() {
        var bench = LabBench(columns: 120, rows: 36)
        bench.state = SampleScene.train.state(columns: 120, rows: 36)
        for phase in [Training.Progress.Phase.stopped, .failed("The loss is not finite.")] {
            var snapshot = SampleStates.snapshot(phase: phase)
            (snapshot.batches, snapshot.epochs) = ([], [])
            bench.send(.snapshot(snapshot))
            #expect(bench.screen.contains("no epoch was finished: no curve is kept") && !bench.screen.contains("on their way"))
        }
        let stopped = RunSummary(
            id: 9, recipeName: "Brief", folder: "/runs/9", started: SampleStates.runs[0].started, status: .stopped, epochsDone: 0, epochsPlanned: 14, seed: 1, parameters: 10,
            dataset: "digits-8x8", bestLoss: nil, bestValidationLoss: nil, bestValidationAccuracy: nil, seconds: 0)
        bench.send(.runsListed([stopped]))
        bench.press(.character("5"))
        #expect(bench.screen.contains("The first epoch was not finished"))
        bench.press(.character(" "))
        bench.send(.curvesLoaded(run: 9, []))
        #expect(bench.screen.contains("no epoch was finished: there is no curve"))
    }

    /// A figure keeps its digits while it moves, and two beside each other have the same.
    @Test func lossesKeepTheirDigits() {
        var bench = LabBench()
        bench.state = SampleScene.train.state(columns: 120, rows: 36)
        var snapshot = SampleStates.snapshot()
        snapshot.progress.loss = 0.4
        bench.send(.snapshot(snapshot))
        #expect(bench.screen.contains("0.400 train"))
        snapshot.progress.loss = 0.02
        bench.send(.snapshot(snapshot))
        #expect(bench.screen.contains("0.0200 train"))
    }

    /// Pictures that fill their frames stand apart.
    @Test func rowsOfReconstructionsStandApart() {
        let rows = lines(screen(.trainAutoencoder, 120, 36))
        let names = ["given", "made", "original"].compactMap { name in rows.firstIndex { $0.contains(name) } }
        #expect(names.count == 3)
        let blank = rows.indices.filter { row in names.first.map { row > $0 } ?? false && names.last.map { row < $0 } ?? false && !rows[row].suffix(65).contains("▀") }
        #expect(blank.count == 2, "\(rows.joined(separator: "\n"))")
    }

    /// Two pictures side by side tell more than one.
    @Test func aClassifierShowsTwoSamplesInEightyColumns() {
        #expect(lines(screen(.train, 80, 24)).contains { $0.matches(of: #/\d+ % /#).count >= 2 })
    }

    @Test func anAutoencoderShowsAllThreePicturesAtTheLeastSize() {
        let screen = screen(.trainAutoencoder, 60, 20)
        #expect(lines(screen).contains { $0.contains("given") && $0.contains("made") && $0.contains("original") }, "\(screen)")
    }

    @Test func aMachineSaysHowManyOfItsFiltersAreSeen() {
        #expect(screen(.trainMachine, 80, 24).contains(/\d+\/48 filters/))
        #expect(screen(.trainMachine, 200, 60).contains("filters of 48 hidden units"))
        #expect(screen(.trainMachine, 80, 24).contains("error"))
    }

    /// A row of the tape is a unit: those that have none are scrolled to, by the cursor.
    @Test func theTapeScrollsThroughItsUnits() {
        let first = screen(.inspectTape, 80, 24, [.escape])
        #expect(first.contains(/units 1–\d of 32/), "\(first)")
        let last = screen(.inspectTape, 80, 24, [Key](repeating: .down, count: 40))
        #expect(last.contains("unit 32 of 32"))
        // Steps count from 1, as units do: the last of 28 is the 28th.
        let end = screen(.inspectTape, 80, 24, [Key](repeating: .right, count: 40))
        #expect(end.contains("step 28 of 28") && end.contains("t = 28"))
        #expect(screen(.inspectTape, 80, 24, [.escape]).contains("t = 1 "))
        // All of them where there is room.
        #expect(screen(.inspectTape, 200, 200, [.escape]).contains("32 units"))
        // What a cell comes to is never cut.
        for (columns, rows) in [(60, 20), (64, 22), (80, 24)] {
            let screen = screen(.inspectTape, columns, rows)
            #expect(screen.contains(/h = 0\.\d\d·tanh\(0\.\d\d\) = −?0\.\d\d/) && screen.contains(/c = .*= 0\.\d\d/), "\(screen)")
        }
        // Each band says its range.
        #expect(screen(.inspectTape, 120, 36).matches(of: /0 to 1/).count == 3)
    }

    /// One number that is far out leaves the others their colours.
    @Test func theCommonRangeLeavesFewOut() {
        var values = (0..<1_000).map { Float($0 % 100) / 100 }
        values[7] = -50
        #expect(MapView.commonRange(of: values) == -0.98...0.98)
        #expect(MapView.commonRange(of: [0, 0, 0, 3]) == -3...3)
        #expect(MapView.commonRange(of: [.nan, .infinity]) == 0...0)
        #expect(MapView.commonRange(of: []) == 0...0)
    }

    /// An axis has two labels at least: one alone gives no scale.
    @Test func aLowPlotHasAScale() {
        var plot = LinePlot([.validation((1...20).map { PlotPoint(Double($0), -21.5 + 2.8 * Double($0 % 3) / 2) })])
        plot.hasLegend = false
        var canvas = Canvas(columns: 50, rows: 7)
        plot.draw(in: canvas.bounds, &canvas)
        #expect(lines(canvas.buffer.text()).filter { $0.contains("┤") }.count >= 2)
    }
}
