import Networks
import Tensors
import Testing

struct StackPlanTests {
    @Test func theCoursesNetworkHasKerasFigures() {
        let model: [LayerSpec] = [
            .conv2D(Conv2D(filters: 16, kernelSize: Pair(2, 2), activation: .relu)), .maxPooling2D(MaxPooling2D()),
            .conv2D(Conv2D(filters: 32, kernelSize: Pair(2, 2), activation: .relu)), .maxPooling2D(MaxPooling2D()), .flatten(Flatten()),
            .dense(Dense(units: .count(100), activation: .relu)), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
        ]
        let plan = StackPlan(model: model, input: [128, 128, 3], classes: 8)
        #expect(plan.problem == nil)
        #expect(plan.layers.map(\.output.dimensions) == [[127, 127, 16], [63, 63, 16], [62, 62, 32], [31, 31, 32], [30_752], [100], [8]])
        #expect(plan.layers.map(\.parameters) == [208, 0, 2_080, 0, 0, 3_075_300, 808])
    }

    @Test func anIllegalStackSaysWhichLayerWhyAndWhatRepairsIt() {
        let unflattened = StackPlan(
            model: [.conv2D(Conv2D(filters: 4, kernelSize: Pair(2, 2))), .dense(Dense(units: .count(3)))], input: [8, 8, 1], classes: nil)
        #expect(unflattened.problem?.description == "Layer 2 (Dense): expects a flat input, got (7, 7, 4). Put a Flatten before it.")
        #expect(unflattened.problem?.problem.repairs == [.insertBefore(.flatten(Flatten()))])
        let large = StackPlan(model: [.conv2D(Conv2D(filters: 4, kernelSize: Pair(9, 3)))], input: [8, 8, 1], classes: nil)
        #expect(large.problem?.description == "Layer 1 (Conv2D): kernel_size 9×3 is larger than its input, 8×8. Reduce it to 8×3 or less.")
        let repaired = StackPlan(model: [.conv2D(Conv2D(filters: 4, kernelSize: Pair(8, 3)))], input: [8, 8, 1], classes: nil)
        #expect(large.problem?.problem.repairs.first == .replace(.conv2D(Conv2D(filters: 4, kernelSize: Pair(8, 3)))) && repaired.problem == nil)
        let noClasses = StackPlan(model: [.dense(Dense(units: .numberOfClasses))], input: [8], classes: nil)
        #expect(noClasses.problem?.description.contains("num_classes") ?? false)
    }

    @Test func aStackThatCannotBeCountedIsRefused() {
        let model: [LayerSpec] = [.dense(Dense(units: .count(1 << 20))), .dense(Dense(units: .count(1 << 20))), .dense(Dense(units: .count(1 << 20)))]
        #expect(StackPlan(model: model, input: [1 << 20], classes: nil).problem != nil)
    }

    @Test func aStackWhoseOperationsCannotBeCountedIsRefused() {
        let model: [LayerSpec] = [
            .conv2D(Conv2D(filters: 65_536, kernelSize: Pair(1, 1))), .conv2D(Conv2D(filters: 65_536, kernelSize: Pair(1_024, 1_024), padding: .same)),
        ]
        #expect(StackPlan(model: model, input: [128, 128, 3], classes: nil).problem?.layer == 1)
        #expect(StackPlan(model: [.flatten(Flatten())], input: [1 << 62, 1, 0], classes: nil).problem != nil)
        #expect(StackPlan(model: [.conv2D(Conv2D())], input: [1 << 62, 1 << 62, 4], classes: nil).problem != nil)
    }

    @Test func argumentsAreReadAndWrittenByTheirNames() {
        for spec in LayerSpec.all {
            var copy = spec
            for argument in spec.arguments {
                let isTaken = copy.set(argument.name, to: argument.value)
                #expect(isTaken, "\(spec.kerasName) \(argument.name)")
                #expect(argument.domain.value(parsing: "\(argument.value)") != nil)
            }
            #expect(copy == spec)
            let isTaken = copy.set("no_such_argument", to: .integer(1))
            #expect(!isTaken)
        }
        var dropout = LayerSpec.dropout(Dropout())
        let takesOne = dropout.set("rate", to: .real(1)), takesZero = dropout.set("rate", to: .integer(0))
        #expect(!takesOne && takesZero)
        #expect(LayerSpec(kerasName: "conv2d") == nil)
    }
}
