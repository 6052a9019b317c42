import Exchange
import Foundation
import Networks
import Recipes
import Tensors
import Testing

/// Keras' answers to exported programs, computed by `check_with_keras.py`, against Strata's own.
struct KerasGoldenTests {
    @Test(arguments: ExchangeSubject.all)
    func kerasPredictsWhatStrataPredicts(_ subject: ExchangeSubject) throws {
        let golden = try subject.golden(), outputs = try subject.outputs(golden.inputs)
        #expect(outputs.shape == golden.outputs.shape)
        let scale = golden.outputs.values.map(abs).max() ?? 0
        let largest = zip(outputs.values, golden.outputs.values).map { abs($0 - $1) }.max() ?? 0
        #expect(scale > 1e-3, "outputs of nothing but zeros compare nothing")
        #expect(largest <= 1e-5 * max(1, scale), "\(subject.id): \(largest)")
    }

    @Test func everyShippedRecipeAndEveryLayerIsAmongThem() {
        func names(_ layer: LayerSpec) -> [String] {
            let inner = layer.arguments.flatMap { state -> [String] in
                guard case .layer(let layer) = state.value else { return [] }
                return names(layer)
            }
            return [layer.kerasName] + inner
        }
        #expect(ExchangeSubject.shipped.count >= 18 && ExchangeSubject.zoo.count >= 9)
        #expect(Set(ExchangeSubject.zoo.flatMap { $0.recipe.model.flatMap(names) }) == Set(LayerSpec.all.map(\.kerasName)))
        #expect(ExchangeSubject.goldenFiles.count == 2 * ExchangeSubject.all.count)
    }

    @Test(arguments: ExchangeSubject.all)
    func theProgramNamesEachOfItsWeightsOnce(_ subject: ExchangeSubject) throws {
        let network = try ExportedNetwork(subject.recipe, subject.plan, subject.weights, classNames: [], InputPreparation(none: subject.plan.input))
        var options = ExportOptions()
        options.asFeatures = !Family(subject.recipe).description.isNetwork
        let files = try KerasExporter().files(of: network, options: options)
        #expect(files.map(\.name) == ["model.py", "weights.safetensors"])
        let program = String(decoding: files[0].bytes, as: UTF8.self), file = try SafetensorsFile(bytes: .init(files[1].bytes), path: "weights")
        #expect(file.tensors.map(\.name) == subject.plan.weights.map(\.name))
        for name in file.tensors.map(\.name) {
            #expect(program.components(separatedBy: "\"\(name)\"").count == (name.hasSuffix("visible_bias") ? 1 : 2), "\(name)")
        }
    }
}
