import Networks
import Tensors
import TestSupport
import Testing

/// What a stack is told where a name leads nowhere, or a merge can't be.
struct StackLinksTests {
    private func problem(_ model: [LayerSpec], input: Shape = [8, 8, 2]) -> StackProblem? { StackPlan(model: model, input: input, classes: nil).problem }

    private let convolution = LayerSpec.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3), padding: .same))
    private let smaller = LayerSpec.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3)))

    @Test func anUnknownNameIsAnsweredWithTheNearest() throws {
        let wrong = try #require(problem([convolution.named("block"), convolution, .add(Add(with: ["blok"]))]))
        #expect(wrong.description == "Layer 3 (Add): with: expected the name of a layer above, got blok. Did you mean block?")
        #expect(wrong.problem.repairs == [.refer(argument: "with", insteadOf: "blok", to: LinkCandidate(layer: 0, isListed: false)), .remove])
        #expect(problem([convolution, convolution.reading("block")])?.description.contains("No layer above has a name") ?? false)
    }

    @Test func aReferenceDownwardsIsRefused() throws {
        let wrong = try #require(problem([convolution, convolution.reading("late"), convolution.named("late")]))
        #expect(wrong.description.hasPrefix("Layer 2 (Conv2D): from: late is layer 3 (Conv2D), which is below"))
        #expect(wrong.problem.repairs == [.moveBelow(2), .leaveOut(argument: "from", name: "late")])
        #expect(problem([convolution, convolution.named("x").reading("x")])?.description.contains("is this layer itself") ?? false)
    }

    @Test func aNameIsOneLayers() throws {
        let wrong = try #require(problem([convolution.named("x"), convolution.named("x")]))
        #expect(wrong.description == "Layer 2 (Conv2D): name: x is the name of layer 1 (Conv2D). Choose another.")
        #expect(wrong.problem.repairs == [.leaveOut(argument: "name", name: "x")])
    }

    @Test func aBranchThatNothingUsesIsRefused() throws {
        let wrong = try #require(problem([convolution.named("x"), convolution, smaller.reading("x")]))
        #expect(wrong.layer == 1 && wrong.description.contains("is not used, since layer 3 (Conv2D) reads x"))
        #expect(wrong.problem.repairs == [.remove])
        #expect(problem([convolution, .input(InputLayer()), convolution])?.description.contains("layer 2 (Input) reads the data") ?? false)
    }

    @Test func shapesThatCannotBeMergedSayWhose() throws {
        let added = try #require(problem([convolution.named("x"), smaller, .add(Add(with: ["x"]))]))
        #expect(added.description.hasPrefix("Layer 3 (Add): can't combine (8, 8, 4) of layer 1 (Conv2D) with (6, 6, 4) of layer 2 (Conv2D)"))
        let beside = try #require(problem([convolution.named("x"), smaller, .concatenate(Concatenate(with: ["x"]))]))
        #expect(beside.description.contains("can't concatenate (8, 8, 4) of layer 1 (Conv2D) to (6, 6, 4) of layer 2 (Conv2D)"))
        #expect(problem([convolution.named("x"), convolution, .concatenate(Concatenate(with: ["x"], axis: 4))])?.description.contains("axis: expected one of the 3 axes") ?? false)
        #expect(problem([convolution, .multiply(Multiply())])?.description.contains("has nothing to combine") ?? false)
    }

    @Test func inputsReadTheDataAlone() throws {
        let wrong = try #require(problem([convolution.named("x"), .input(InputLayer()).reading("x")]))
        #expect(wrong.problem.repairs == [.leaveOut(argument: "from", name: "x")])
    }

    /// Past that many layers two of them would draw the same random numbers.
    @Test func aStackHasALimit() {
        let model = [LayerSpec](repeating: .activation(ActivationLayer(.relu)), count: 4_096)
        #expect(problem(model)?.layer == 4_095)
        #expect(problem(Array(model.dropLast())) == nil)
    }

    /// Layers 1 and 257 draw numbers of their own.
    @Test func everyLayerDrawsItsOwnNumbers() throws {
        var model = [LayerSpec](repeating: .reshape(Reshape([60])), count: 258)
        (model[0], model[256]) = (.dropout(Dropout(rate: 0.5)), .dropout(Dropout(rate: 0.5)))
        model[257] = .dense(Dense(units: .count(1)))
        let bench = try NetworkBench(model, input: [60], loss: .meanSquaredError, optimizer: .sgd(SGD()), count: 1, joins: false)
        try bench.network.train(bench.batch)
        let first = try #require(bench.network.activation(ofLayer: 0)), second = try #require(bench.network.activation(ofLayer: 256))
        let dropped = (0..<60).filter { first[$0] == 0 }, droppedNext = (0..<60).filter { second[$0] == 0 }
        // Of the thirty that the first one leaves, the second one takes about half: not none, as with the same numbers.
        #expect(droppedNext.count > dropped.count + 5)
    }

    @Test func namesArePassedOnToWhoeverRefersToThem() {
        let merge = LayerSpec.add(Add(with: ["a", "b"])).reading("a")
        #expect(merge.referring(to: "c", insteadOf: "a") == LayerSpec.add(Add(with: ["c", "b"])).reading("c"))
    }
}
