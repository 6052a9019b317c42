import Datasets
import Networks
import Recipes
import Tensors
import Testing

/// What a recipe is, found from what it says and from the targets of its data.
struct FamilyTests {
    private func recipe(_ model: [LayerSpec] = [.dense(Dense())], loss: LossSpec? = .categoricalCrossentropy, targets: DataSpec.TargetChoice = .automatic) -> Recipe {
        var data = DataSpec(source: .npy(.init(inputs: "x.npy", targets: "y.npy"))), compile: CompileSpec?
        data.targets = targets
        if let loss {
            compile = CompileSpec()
            compile?.loss = loss
        }
        return Recipe(name: "a", data: data, model: model, compile: compile)
    }

    @Test func theTargetsOfTheDataDecide() {
        func family(_ kind: TargetKind, classes: Int?) -> Family { Family(recipe(), TargetFacts(kind: kind, classes: classes)) }
        #expect(family(.classes(3), classes: 3) == .classifier)
        #expect(family(.values([3]), classes: 3) == .classifier, "rows with a one")
        #expect(family(.classes(3, perSample: 7), classes: 3) == .sequenceLabelling)
        #expect(family(.values([7, 3]), classes: 3) == .sequenceLabelling)
        #expect(family(.values([2]), classes: nil) == .regression)
        #expect(family(.inputs([8, 8, 1]), classes: nil) == .autoencoder)
    }

    @Test func whatTheRecipeSaysDecidesBeforeItsDataIsKnown() {
        #expect(Family(recipe()) == .classifier)
        #expect(Family(recipe(targets: .inputs)) == .autoencoder)
        #expect(Family(recipe(targets: .values)) == .regression)
    }

    @Test func contrastiveDivergenceMakesAMachineOfAnyTargets() {
        for kind in [TargetKind.classes(3), .values([1]), .inputs([4])] {
            #expect(Family(recipe(loss: .contrastiveDivergence), TargetFacts(kind: kind, classes: nil)) == .boltzmannMachine)
        }
        #expect(Family(recipe([.rbm(RBM())], loss: nil)) == .boltzmannMachine, "nothing says otherwise")
        #expect(Family(recipe([.rbm(RBM())], loss: .meanSquaredError)) == .classifier, "its hidden means, as a network's layer")
    }

    @Test func everyFamilyHasACompileThatSuitsItsData() {
        for family in Family.allCases {
            for data in [DataSpec(source: .npy(.init(inputs: "x.npy"))), DataSpec(source: .text(path: "a.txt", testPath: nil))] {
                let description = family.description
                #expect(description.suits(description.defaults(data).compile, data), "\(family)")
            }
        }
    }

    @Test func shippedRecipesOfEveryKindAreRecognised() throws {
        let families = try RecipeLibrary().entries.map { try Family($0.recipe.get()) }
        #expect(families.filter { $0 == .boltzmannMachine }.count == 2)
        #expect(families.contains(.autoencoder) && families.contains(.classifier))
    }
}
