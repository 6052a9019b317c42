import Networks
import Recipes
import Testing

@testable import Training

/// What the rules find in the figures of epochs.
@Suite struct HealthTests {
    /// Epochs with these losses and accuracies, of training and of validation.
    private func epochs(_ loss: [Double], accuracy: [Double] = [], validation: [Double] = [], validationAccuracy: [Double] = []) -> [EpochRecord] {
        loss.indices.map { place in
            EpochRecord(
                epoch: place + 1, loss: loss[place], accuracy: accuracy.indices.contains(place) ? accuracy[place] : nil,
                validationLoss: validation.indices.contains(place) ? validation[place] : nil,
                validationAccuracy: validationAccuracy.indices.contains(place) ? validationAccuracy[place] : nil, learningRate: 0.001, seconds: 1, samplesPerSecond: 100)
        }
    }

    private func notes(_ epochs: [EpochRecord], classes: Int? = nil) -> [HealthNote] {
        Health.notes(HealthEvidence(epochs: epochs, classes: classes, probe: nil, learningRate: 0.001))
    }

    @Test func everyRuleHasANameOfItsOwn() {
        #expect(Set(Health.rules.map(\.name)).count == Health.rules.count)
    }

    @Test func aGapBetweenTrainingAndValidationIsOverFitting() {
        let found = notes(
            epochs([1, 0.5, 0.2, 0.1], accuracy: [0.5, 0.8, 0.9, 0.99], validation: [1, 0.7, 0.8, 0.9], validationAccuracy: [0.5, 0.7, 0.7, 0.7]), classes: 3)
        #expect(found.map(\.rule) == ["over_fitting"])
        #expect(found.first?.sentence == "It over-fits: accuracy 99.0 % on training, 70.0 % on validation; its loss was best at epoch 2.")
    }

    @Test func aLossThatRisesThreeTimesIsToldWithASlowerRate() {
        let found = notes(epochs([1, 2, 3]))
        #expect(found.map(\.rule) == ["rising_loss"])
        #expect(found.first?.remedies.first == .command(.setLearningRate(0.0005)))
    }

    @Test func whereNothingIsWrongItSaysHowFarItIs() {
        #expect(notes(epochs([1, 0.5, 0.25], validation: [1, 0.6, 0.5])).map(\.sentence) == ["Validation loss is 0.5, its best yet."])
    }

    @Test func anEditOfARecipeChangesWhatItNames() throws {
        var recipe = Recipe(name: "A", data: .init(source: .catalogue("x")), model: [])
        recipe.apply(.learningRate(0.25))
        recipe.apply(.scaling(.standardise))
        recipe.apply(.stopEarly(patience: 7))
        recipe.apply(.stopEarly(patience: 4))
        #expect(recipe.compile?.optimizer.learningRate == 0.25)
        #expect(recipe.data.scaling == .standardise)
        let rule = try #require(recipe.fit.callbacks.first)
        #expect(recipe.fit.callbacks.count == 1 && rule.kind == .earlyStopping && rule["patience"] == 4 && rule.flag("restore_best_weights"))
    }
}
