import ArgumentParser
import Datasets
import Foundation
import Networks
import Recipes
import Training

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the layers of a recipe: output shapes, parameters, operations, memory.")

    @ArgumentParser.Argument(help: "A recipe's file, or the id of a shipped recipe.")
    var recipe: String

    @Flag(help: "Print one JSON object per layer.")
    var json = false

    func run() throws {
        let (recipe, path) = try RecipeLibrary().open(recipe)
        let dataset = try DatasetLoader().load(
            recipe.readData, relativeTo: (path as NSString).deletingLastPathComponent, validationSplit: recipe.fit.validationSplit)
        let check = RecipeCheck(recipe, dataset)
        json ? try printObjects(check.plan) : printTable(recipe, dataset, check)
        if let problem = check.problem { throw TrainingError(problem.sentence) }
        // Problems that only the values of the data show: symbols that an Embedding has no row for, no samples left for training.
        if recipe.compile != nil { _ = try PreparedRun(recipe, dataset) }
        for note in check.notes where note.level == .attention { Output.error(note.sentence) }
    }

    private struct Object: Encodable {
        let layer: Int
        let type: String
        let outputShape: [Int]
        let parameters, flops, outputBytes: Int
        let weights: [Weight]

        enum CodingKeys: String, CodingKey {
            case layer, type, parameters, flops, weights
            case outputShape = "output_shape", outputBytes = "output_bytes"
        }

        /// A tensor in a file of weights.
        struct Weight: Encodable {
            let name: String
            let shape: [Int]
        }
    }

    private func printObjects(_ plan: StackPlan) throws {
        let weights = Dictionary(grouping: plan.weights, by: \.layer)
        for (index, layer) in plan.layers.enumerated() {
            Output.line(
                try JSONLine.text(
                    Object(
                        layer: index + 1, type: layer.spec.kerasName, outputShape: layer.output.dimensions, parameters: layer.parameters, flops: layer.flops,
                        outputBytes: layer.outputBytes,
                        weights: (weights[index] ?? []).map { .init(name: $0.name, shape: $0.shape.dimensions) })))
        }
    }

    private func printTable(_ recipe: Recipe, _ dataset: Dataset, _ check: RecipeCheck) {
        let plan = check.plan
        Output.line(recipe.name)
        Output.line("data \(dataset.name): \(dataset.training.count) training and \(dataset.test.count) test examples of \(plan.input.tuple)\n")
        let rows = plan.layers.map { layer in
            [layer.spec.kerasName, layer.output.batchTuple, Figures.count(layer.parameters), Figures.count(layer.flops), Figures.bytes(layer.outputBytes)]
        }
        let table = [["Layer (type)", "Output Shape", "Param #", "FLOPs", "Memory"]] + rows
        let widths = (0..<5).map { column in table.map { $0[column].count }.max() ?? 0 }
        for (index, row) in table.enumerated() {
            let cells = row.enumerated().map { $0.offset < 2 ? $0.element.padded(widths[$0.offset]) : $0.element.leftPadded(widths[$0.offset]) }
            Output.line(cells.joined(separator: "  "))
            if index == 0 { Output.line(String(repeating: "─", count: widths.reduce(8, +))) }
        }
        let bytes = NetworkLayout(plan: plan, capacity: recipe.fit.batchSize).bytes(slots: recipe.compile?.optimizer.slotNames.count ?? 0, threads: 1)
        Output.line("")
        Output.line("Total params: \(Figures.count(plan.parameters))")
        Output.line("Trainable params: \(Figures.count(plan.trainableParameters))")
        Output.line("Non-trainable params: \(Figures.count(plan.parameters - plan.trainableParameters))")
        Output.line("FLOPs of the forward pass per sample: \(Figures.count(plan.flops))")
        Output.line("Memory of the network with batch size \(recipe.fit.batchSize): \(Figures.bytes(bytes))")
    }
}
