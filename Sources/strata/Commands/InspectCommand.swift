import ArgumentParser
import Foundation
import Networks
import Tensors
import Training

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Print a layer of a run: activations, weights or gradients for a sample; or which inputs an output depends on.")

    @ArgumentParser.Argument(help: ArgumentHelp("A run's folder.", valueName: "run"))
    var folder: String

    @Option(help: "The layer, counted from 1.")
    var layer = 1

    @Option(help: "The validation sample, counted from 0.")
    var sample = 0

    enum Matter: String, CaseIterable, ExpressibleByArgument { case activations, weights, gradients, saliency }

    @Option(help: "activations, weights or gradients of the layer, or saliency: the gradient of an output by the inputs.")
    var what = Matter.activations

    @Option(
        help: ArgumentHelp(
            "For saliency: the class, or the number of the output, from 1; the predicted one where not given. Of classes it is the gradient of the score before softmax or sigmoid.",
            valueName: "output"))
    var output: String?

    @Flag(help: "Draw with ASCII characters instead of blocks.")
    var ascii = false

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    func run() throws {
        let threads = try ThreadCount.checked(threads)
        guard layer >= 1, sample >= 0 else { throw ValidationError("--layer counts from 1 and --sample from 0, got \(layer) and \(sample).") }
        let saved = try SavedRun(folder)
        saved.remarks.forEach(Output.error)
        guard what == .saliency || output == nil else { throw ValidationError("--output chooses the output of --what saliency. Add that, or leave it out.") }
        switch what {
        case .activations:
            let (probe, _) = try probe(saved, threads)
            statistics("activations over \(probe.units) outputs, \(probe.deadUnits) of them always 0", probe.activationStatistics)
            pictures("map", probe.output)
            for row in probe.tape {
                Output.line("\(row.name) over time, one row for each step \(row.tensor.shape.tuple)")
                pictures(row.name, Tensor(shape: Shape(row.tensor.shape.dimensions + [1]), values: row.tensor.values))
            }
        case .weights:
            let (probe, _) = try probe(saved, threads)
            show(probe.weights, probe.weightStatistics, name: "weights")
        case .gradients:
            let (probe, plan) = try probe(saved, threads)
            let norms = probe.gradientNorms.enumerated().compactMap { index, norm in norm.map { "\(index + 1) \(plan.layers[index].spec.kerasName) \(Figures.number(Double($0)))" }
            }
            Output.line("norm of the gradient by layer: " + norms.joined(separator: ", "))
            show(probe.gradients, probe.gradientStatistics, name: "gradients")
        case .saliency: show(try saved.look(through: SaliencyLens(sample: sample, output: output.map { .named($0) } ?? .predicted), threads: threads).view)
        }
    }

    /// Looks into the layer, and says which it is.
    private func probe(_ saved: SavedRun, _ threads: Int) throws -> (Probe, StackPlan) {
        let (probe, plan) = try saved.look(through: ProbeLens(layer: layer - 1, sample: sample), threads: threads), planned = plan.layers[layer - 1]
        Output.line("layer \(layer) \(planned.spec.kerasName), output \(planned.output.tuple), \(planned.spec.formula)")
        verdict(probe.prediction)
        return (probe, plan)
    }

    /// The true class or target beside the prediction.
    private func verdict(_ prediction: Prediction) {
        if let truth = prediction.truth, prediction.classNames.indices.contains(truth),
            let best = prediction.probabilities.indices.max(by: { prediction.probabilities[$0] < prediction.probabilities[$1] }), prediction.classNames.indices.contains(best)
        {
            Output.line(
                "sample \(sample): true \(prediction.classNames[truth]), predicted \(prediction.classNames[best]) "
                    + String(format: "%.1f %%", prediction.probabilities[best] * 100))
        }
        if prediction.classNames.isEmpty, let target = prediction.target {
            func text(_ numbers: [Float]) -> String { numbers.prefix(20).map { Figures.number(Double($0), digits: 4) }.joined(separator: "  ") }
            Output.line("sample \(sample): target \(text(target)), predicted \(text(prediction.probabilities))")
        }
    }

    private func show(_ saliency: Saliency) {
        verdict(saliency.prediction)
        let of = saliency.isOfScore ? "the score of \(saliency.outputName), the sum before the last activation" : saliency.outputName
        let strength = saliency.strength, isOfSymbols = saliency.gradient == nil
        let kind = saliency.isOfTable ? "gradient" : "absolute gradient"
        Output.line("saliency: the \(kind) of \(of), by each input" + (isOfSymbols ? ", the norm over the vector that stands for it" : ""))
        switch (strength.shape.rank, saliency.gradient) {
        case (2, let gradient?) where gradient.shape.rank == 3: pictures("saliency", Tensor(shape: Shape(strength.shape.dimensions + [1]), values: strength.values))
        case (2, _): pictures("saliency, a row a step", Tensor(shape: Shape(strength.shape.dimensions + [1]), values: strength.values))
        case (_, let gradient):
            for (index, value) in strength.values.enumerated() {
                let name = isOfSymbols ? "step \(index + 1)" : saliency.inputName(index)
                let input = saliency.prediction.input.values.indices.contains(index) ? Figures.number(Double(saliency.prediction.input.values[index])) : ""
                Output.line("  \(name)  \(input)  \(String(format: "%.4g", gradient?.values[index] ?? value))")
            }
        }
    }

    private func show(_ tensors: [NamedTensor], _ values: Statistics?, name: String) {
        guard let values else { return Output.line("This layer has no \(name).") }
        statistics(name, values)
        for named in tensors {
            Output.line("\(named.name) \(named.tensor.shape.tuple)")
            pictures("filter", named.tensor.asMaps)
        }
    }

    private func statistics(_ name: String, _ values: Statistics) {
        Output.line(
            "\(name): "
                + String(
                    format: "minimum %.4g, maximum %.4g, mean %.4g, deviation %.4g, norm %.4g, zeros %.1f %%", values.minimum, values.maximum, values.mean,
                    values.deviation, values.norm, values.zeroShare * 100))
    }

    /// Draws maps with characters, each with its range; prints other tensors as numbers.
    private func pictures(_ name: String, _ tensor: Tensor) {
        guard tensor.shape.rank == 3 else {
            let numbers = tensor.values.prefix(2_000).map { String(format: "%.4g", $0) }
            for start in stride(from: 0, to: numbers.count, by: 10) { Output.line("  " + numbers[start..<min(numbers.count, start + 10)].joined(separator: "  ")) }
            return
        }
        let ramp = Array(ascii ? " .:-=+*#%@" : " ░▒▓█")
        let rows = tensor.shape[0], columns = tensor.shape[1], channels = tensor.shape[2]
        for channel in 0..<channels {
            let values = (0..<rows * columns).map { tensor.values[$0 * channels + channel] }
            let low = values.min() ?? 0, high = values.max() ?? 0
            Output.line("\(name) \(channel + 1)  \(Figures.number(Double(low))) to \(Figures.number(Double(high)))")
            for row in 0..<rows {
                let line = (0..<columns).map { column -> String in
                    let share = high > low ? (values[row * columns + column] - low) / (high - low) : 0
                    let step = share.isFinite ? min(ramp.count - 1, max(0, Int(share * Float(ramp.count)))) : 0
                    return String(repeating: ramp[step], count: 2)
                }
                Output.line("  " + line.joined())
            }
        }
    }
}

extension Tensor {
    /// A kernel (rows, columns, in, filters) as one map for each filter, with its input channels below each other.
    fileprivate var asMaps: Tensor {
        guard shape.rank == 4 else { return self }
        let (rows, columns, channels, filters) = (shape[0], shape[1], shape[2], shape[3])
        var result = Tensor(zeros: [rows * channels, columns, filters])
        for row in 0..<rows {
            for column in 0..<columns {
                for channel in 0..<channels {
                    for filter in 0..<filters {
                        result.values[((channel * rows + row) * columns + column) * filters + filter] =
                            values[((row * columns + column) * channels + channel) * filters + filter]
                    }
                }
            }
        }
        return result
    }
}
