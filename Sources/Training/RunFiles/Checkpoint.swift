import Foundation
import Kernels
import Networks
import Tensors

/// Weights, the optimizer's memory and the counters that an exact resume needs, as one safetensors file. Times are left out, so equal runs are
/// equal bytes.
struct Checkpoint {
    var counters: Counters
    let recipe: String
    let file: SafetensorsFile

    /// Where a run is.
    struct Counters: Hashable, Codable {
        /// Epochs done, and batches done of the next.
        var epoch = 0
        var batch = 0
        /// Optimizer steps taken.
        var steps = 0
        var learningRate: Double
        /// Sums over the batches of an epoch that is under way.
        var lossSum = 0.0
        var metricSums: [[Double]] = []
        var samples = 0
        /// The best of the figure that says which epoch is best, and that epoch: its weights are `best.safetensors`.
        var best: Double?
        var bestEpoch: Int?
        /// The epoch whose weights are `restored.safetensors`.
        var restoredEpoch: Int?
        /// What a person or a stop rule made of a schedule's rates.
        var rateScale = 1.0
        /// What the stop rules remember, in the recipe's order.
        var rules: [RuleState] = []
        /// A stop rule ended the run.
        var isStopped = false
        /// Of runs that an earlier version began, before there was `options.json`.
        var limit: Int?
    }

    init(_ network: any Trainable, counters: Counters, recipe: String) throws {
        self.counters = counters
        self.recipe = recipe
        var tensors: [(name: String, tensor: Tensor)] = network.parameters.map { ($0.name, Tensor(shape: $0.shape, copying: $0.value)) }
        for (slot, name) in network.slotNames.enumerated() {
            tensors += network.parameters.filter(\.isTrainable).map { ("\(Self.prefix)\(name).\($0.name)", Tensor(shape: $0.shape, copying: $0.slots[slot])) }
        }
        tensors += network.carried.map { (Self.carried + $0.name, Tensor(shape: $0.shape, copying: $0.numbers)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(counters), as: UTF8.self)
        file = SafetensorsFile(tensors: tensors, metadata: ["recipe": recipe, "counters": text, "format": "strata 1"])
    }

    private static let prefix = "optimizer."
    private static let carried = "carried."

    init(path: String) throws(FileError) {
        try self.init(SafetensorsFile(path: path), path: path)
    }

    /// What a file that was read from `path` says of a run.
    init(_ file: SafetensorsFile, path: String) throws(FileError) {
        self.file = file
        guard let recipe = file.metadata["recipe"], let text = file.metadata["counters"], let counters = try? JSONDecoder().decode(Counters.self, from: Data(text.utf8))
        else { throw FileError(path, "has no recipe and counters in its metadata: it is no checkpoint of a run. Give a file that strata train wrote.") }
        let counts = [counters.epoch, counters.batch, counters.steps, counters.samples, counters.limit ?? 1]
        guard counts.allSatisfy({ (0...Int(UInt32.max)).contains($0) }), counters.limit != 0, !counters.rules.contains(where: \.isDamaged) else {
            throw FileError(path, "has counters that no run leaves. It is damaged; take an earlier checkpoint.")
        }
        self.recipe = recipe
        self.counters = counters
    }

    /// The weights of a file without the optimizer's memory.
    static func weights(_ file: SafetensorsFile) -> [String: Tensor] { file.byName.filter { !$0.key.hasPrefix(prefix) && !$0.key.hasPrefix(carried) } }

    /// Puts weights, memory and counters back.
    func restore(_ network: any Trainable) throws(NetworkError) {
        try network.load(Self.weights(file))
        let tensors = file.byName
        func put(_ name: String, shape: Shape, into buffer: FloatBuffer) throws(NetworkError) {
            guard let tensor = tensors[name] else { throw .missingWeights(name: name) }
            guard tensor.shape == shape else { throw .wrongShape(name: name, expected: shape.tuple, got: tensor.shape.tuple) }
            tensor.values.withUnsafeBufferPointer { values in
                if let base = values.baseAddress { buffer.pointer.update(from: base, count: values.count) }
            }
        }
        for (slot, name) in network.slotNames.enumerated() {
            for parameter in network.parameters where parameter.isTrainable {
                try put("\(Self.prefix)\(name).\(parameter.name)", shape: parameter.shape, into: parameter.slots[slot])
            }
        }
        for carried in network.carried { try put(Self.carried + carried.name, shape: carried.shape, into: carried.numbers) }
        network.stepsTaken = counters.steps
        network.learningRate = counters.learningRate
    }
}

extension Tensor {
    /// The numbers of a buffer as they are now.
    init(shape: Shape, copying buffer: FloatBuffer) {
        self.init(shape: shape, values: Array(UnsafeBufferPointer(start: buffer.pointer, count: shape.count)))
    }
}
