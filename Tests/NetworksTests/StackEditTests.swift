import Networks
import Tensors
import TestSupport
import Testing

/// Stacks whose layers name each other, changed by a person: references stay right, and what broke one is repaired.
struct StackEditTests {
    private let convolution = LayerSpec.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3), padding: .same))
    private let smaller = LayerSpec.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3)))

    private func plan(_ model: [LayerSpec]) -> StackPlan { StackPlan(model: model, input: [8, 8, 2], classes: nil) }

    /// The stack after the first repair of its problem, again and again until it has none.
    private func repaired(_ model: [LayerSpec]) -> [LayerSpec] {
        var model = model
        for _ in 0..<10 {
            guard let problem = plan(model).problem, let repair = problem.problem.repairs.first else { break }
            _ = model.apply(repair, at: problem.layer)
        }
        return model
    }

    @Test func aNewNameIsTakenOnByThoseWhoReadTheLayer() {
        var model = [convolution.named("a"), convolution, .add(Add(with: ["a"])), convolution.reading("a"), .concatenate(Concatenate(with: ["a", "a"]))]
        model.rename(0, to: "b")
        #expect(model == [convolution.named("b"), convolution, .add(Add(with: ["b"])), convolution.reading("b"), .concatenate(Concatenate(with: ["b", "b"]))])
        #expect(model.readers(of: 0) == [2, 3, 4] && model.readers(of: 1) == [])
        // A second layer of the same name has no readers: they name the first.
        model[1].links.name = "b"
        model.rename(1, to: "c")
        #expect(model[2] == .add(Add(with: ["b"])))
    }

    @Test func layersWithoutANameGetOneThatIsFree() {
        var model = [convolution, convolution.named("skip"), .input(InputLayer()), .lstm(LSTM())]
        #expect(model.name(0, for: "with") == "skip-2" && model.name(1, for: "with") == "skip")
        #expect(model.name(2, for: "with") == "data" && model.name(3, for: "initial_state") == "state")
        #expect(model[0].links.name == "skip-2")
    }

    @Test func candidatesAreTheNearestThatSuit() {
        let model = [convolution, smaller, convolution, convolution, LayerSpec.add(Add())]
        let candidates = plan(model).candidates(for: "with", at: 4, of: model)
        #expect(candidates.map(\.layer) == [2, 1, 0] && candidates.map { $0.problem == nil } == [true, true, false])
        #expect(candidates[2].problem?.contains("can't combine (8, 8, 4) of layer 1 (Conv2D)") ?? false)
        // What it reads anyway, the layer above, is none of them.
        let readers = plan(model).candidates(for: "from", at: 3, of: model)
        #expect(readers.map(\.layer) == [1, 0])
    }

    @Test func statesAreGivenByLayersOfTheSameKindOrByFlatOutputs() {
        let model: [LayerSpec] = [
            .gru(GRU(units: 5, returnsSequences: true)), .lstm(LSTM(units: 5, returnsSequences: true)), .gru(GRU(units: 5)), .dense(Dense(units: .count(5))),
            .repeatVector(RepeatVector()), .gru(GRU(units: 5)),
        ]
        let plan = StackPlan(model: model, input: [6, 2], classes: nil)
        let candidates = plan.candidates(for: "initial_state", at: 5, of: model).filter { $0.problem == nil }
        #expect(candidates == [LinkCandidate(layer: 3, isListed: true), LinkCandidate(layer: 2, isListed: false), LinkCandidate(layer: 0, isListed: false)])
    }

    /// A layer that others read was deleted, called otherwise, moved below them; a merge joins nothing: the first repair makes each legal.
    @Test func whatBrokeAReferenceIsRepairedByAKey() {
        let whole = [convolution.named("skip"), convolution, convolution, .add(Add(with: ["skip"]))]
        #expect(plan(whole).problem == nil)
        var renamed = whole, moved = whole
        renamed[0].links.name = nil
        moved.swapAt(0, 3)
        #expect(repaired(renamed) == [convolution, convolution.named("skip"), convolution, .add(Add(with: ["skip"]))])
        #expect(repaired(Array(whole.dropFirst())) == [convolution.named("skip"), convolution, .add(Add(with: ["skip"]))])
        #expect(repaired(moved) == [convolution, convolution, convolution.named("skip"), .add(Add(with: ["skip"]))] || plan(repaired(moved)).problem == nil)
        let joining = repaired([convolution, convolution, .multiply(Multiply())])
        #expect(joining == [convolution.named("skip"), convolution, .multiply(Multiply(with: ["skip"]))])
        let reading = repaired([convolution, convolution.reading("gone"), convolution])
        #expect(plan(reading).problem == nil)
    }

    /// Of several names the wrong one is left out, or another one takes its place; the others stay.
    @Test func repairsTouchTheWrongNameAlone() {
        let model = [convolution.named("a"), convolution.named("b"), convolution, .add(Add(with: ["a", "gone", "b"]))]
        var taken = model, left = model
        let problem = plan(model).problem?.problem
        guard let repairs = problem?.repairs, repairs.count == 2 else { return #expect(Bool(false), "\(String(describing: problem))") }
        #expect(taken.apply(repairs[0], at: 3) == 3 && taken[3] == .add(Add(with: ["a", "b", "b"])))
        #expect(left.apply(repairs[1], at: 3) == 3 && left[3] == .add(Add(with: ["a", "b"])))
    }

    @Test func linesLeadFromASourceToItsReaders() {
        let residual = [convolution.named("a"), convolution, LayerSpec.add(Add(with: ["a"])).named("b"), convolution, .add(Add(with: ["b"]))]
        let flow = StackFlow(residual)
        // The lines meet at layer 3, which ends one and begins the other, so that they need two columns.
        #expect(flow.lines == [.init(source: 0, readers: [2], column: 1), .init(source: 2, readers: [4], column: 0)] && flow.columns == 2 && flow.apart.isEmpty)
        let nested = [convolution.named("a"), convolution.named("b"), convolution, .add(Add(with: ["b"])), .add(Add(with: ["a"])), convolution.reading("a")]
        let inner = StackFlow(nested)
        #expect(inner.lines == [.init(source: 0, readers: [4, 5], column: 1), .init(source: 1, readers: [3], column: 0)] && inner.apart == [5])
        // Reading the layer above by its name is reading the layer above.
        #expect(StackFlow([convolution.named("a"), convolution.reading("a")]).lines.isEmpty)
        #expect(StackFlow([convolution, convolution]).columns == 0 && StackFlow([]).columns == 0)
    }

    /// As many lines as there are rows: none shares a column with another in a row, and names that lead nowhere draw none.
    @Test func linesOfAColumnNeverMeet() {
        let random = RandomGenerator(seed: 7, purpose: .sampling)
        for stack in 0..<200 {
            func pick(_ bound: Int, _ place: Int) -> Int { random.integer(below: bound, stream: UInt64(stack), index: place) }
            let model = (0..<12).map { index in
                let layer = index % 3 == 2 ? LayerSpec.add(Add(with: ["n\(pick(14, 4 * index))", "n\(pick(14, 4 * index + 1))"])) : convolution
                return pick(4, 4 * index + 2) == 0 ? layer.named("n\(index)").reading("n\(pick(14, 4 * index + 3))") : layer.named("n\(index)")
            }
            let flow = StackFlow(model)
            for (place, line) in flow.lines.enumerated() {
                #expect(line.readers.allSatisfy { $0 > line.source } && line.column < flow.columns)
                #expect(flow.lines[(place + 1)...].allSatisfy { $0.column != line.column || !$0.rows.overlaps(line.rows) })
            }
        }
    }
}
