import Foundation
import Kernels
import Networks
import Tensors

/// The weights, the optimizer's state and the counters that an exact resume needs, as one safetensors file. It holds no times, so that equal runs have
/// equal bytes.
struct Checkpoint {
    var counters: Counters
    let recipe: String
    let file: SafetensorsFile

    /// The progress of a run.
    struct Counters: Hashable, Codable {
        /// The finished epochs, and the finished batches of the next one.
        var epoch = 0
        var batch = 0
        /// The steps of the optimizer.
        var steps = 0
        var learningRate: Double
        /// The sums over the batches of the current epoch.
        var lossSum = 0.0
        var metricSums: [[Double]] = []
        /// The part of `lossSum` that is penalties; `nil` where the loss includes none.
        var penaltySum: Double?
        var samples = 0
        /// The best epoch and the value that made it so; its weights are `best.safetensors`.
        var best: Double?
        var bestEpoch: Int?
        /// The epoch whose weights are `restored.safetensors`.
        var restoredEpoch: Int?
        /// The factor by which a person or a stop rule has changed the schedule's rates.
        var rateScale = 1.0
        /// The states of the stop rules, in the recipe's order.
        var rules: [RuleState] = []
        /// Whether a stop rule ended the run.
        var isStopped = false
        /// The limit of training samples; only in runs of an earlier version, which had no `options.json`.
        var limit: Int?

        init(learningRate: Double) { self.learningRate = learningRate }

        /// What an earlier version did not count yet is as at the start of a run; without where it is and its rate no run goes on.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            func value<Value: Decodable>(_ key: CodingKeys, _ standard: Value) throws -> Value { try container.decodeIfPresent(Value.self, forKey: key) ?? standard }
            epoch = try container.decode(Int.self, forKey: .epoch)
            batch = try container.decode(Int.self, forKey: .batch)
            steps = try container.decode(Int.self, forKey: .steps)
            learningRate = try container.decode(Double.self, forKey: .learningRate)
            lossSum = try value(.lossSum, 0)
            penaltySum = try container.decodeIfPresent(Double.self, forKey: .penaltySum)
            metricSums = try value(.metricSums, [])
            samples = try value(.samples, 0)
            best = try value(.best, nil)
            bestEpoch = try value(.bestEpoch, nil)
            restoredEpoch = try value(.restoredEpoch, nil)
            rateScale = try value(.rateScale, 1)
            rules = try value(.rules, [])
            isStopped = try value(.isStopped, false)
            limit = try value(.limit, nil)
        }
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

    /// The checkpoint in a file that was read from `path`.
    init(_ file: SafetensorsFile, path: String) throws(FileError) {
        self.file = file
        guard let recipe = file.metadata["recipe"], let text = file.metadata["counters"], let counters = try? JSONDecoder().decode(Counters.self, from: Data(text.utf8))
        else { throw FileError(path, "has no recipe and counters in its metadata, so it is not a checkpoint of a run. Give a file that strata train wrote.") }
        let counts = [counters.epoch, counters.batch, counters.steps, counters.samples, counters.limit ?? 1]
        guard counts.allSatisfy({ (0...Int(UInt32.max)).contains($0) }), counters.limit != 0, !counters.rules.contains(where: \.isDamaged) else {
            throw FileError(path, "has counters that no run writes. It is damaged; use an earlier checkpoint.")
        }
        self.recipe = recipe
        self.counters = counters
    }

    /// The weights of a file, without the optimizer's state.
    static func weights(_ file: SafetensorsFile) -> [String: Tensor] { file.byName.filter { !$0.key.hasPrefix(prefix) && !$0.key.hasPrefix(carried) } }

    /// Restores weights, the optimizer's state and counters.
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
    /// A copy of a buffer's numbers.
    init(shape: Shape, copying buffer: FloatBuffer) {
        self.init(shape: shape, values: Array(UnsafeBufferPointer(start: buffer.pointer, count: shape.count)))
    }
}
