import Datasets
import Kernels
import Networks
import Recipes
import Tensors

/// Answers lenses: it has a replica of the model without fused layers, the examples that can be shown, and what lenses keep from one look to the next.
///
/// Its weights come from the current run, a checkpoint or a file. They are copied once for each look, however many lenses it has.
public final class Looker {
    /// The layers with their shapes.
    public let plan: StackPlan
    let replica: Replica
    /// The examples: the validation part, or the training part where there is none.
    let examples: Examples
    let buffers: BatchBuffers
    let classNames: [String]
    /// What the numbers along the last axis of an input are, of a table or a series.
    let inputNames: [String]?
    let family: Family
    /// How targets were scaled; `nil` where they were not.
    let targetScaling: ChannelScaling?
    private var memories: [ObjectIdentifier: AnyObject] = [:]

    /// The number of threads: the other cores belong to the run.
    static let threads = 1
    /// The most samples over which statistics and gradients are computed.
    private static let maxSamples = 16

    init(_ run: PreparedRun, pool: WorkerPool) throws(NetworkError) {
        (plan, family) = (run.check.plan, run.family)
        (examples, classNames, targetScaling) = (run.parts.watched, run.parts.classNames, run.parts.targetScaling)
        inputNames = run.columnNames
        replica = try Replica(Self.blueprint(run), of: run.family, layersApart: true, pool: pool)
        buffers = BatchBuffers(for: replica.network, examples, pool: nil)
    }

    private static func blueprint(_ run: PreparedRun) -> TrainableBlueprint { run.blueprint(capacity: max(1, min(maxSamples, run.parts.watched.count))) }

    /// The bytes of memory that a looker takes.
    static func bytes(_ run: PreparedRun) -> Int { Replica.bytes(blueprint(run), of: run.family, layersApart: true, threads: threads) }

    /// The layers as a network, none of them fused.
    var network: Network { replica.network }
    /// Whether there is a loss, and so gradients.
    var hasLoss: Bool { network.loss != nil }

    /// The views of all lenses that apply.
    func look(_ watch: Watch) -> Views {
        var views = Views()
        for lens in watch.lenses { look(through: lens, &views) }
        return views
    }

    private func look<L: Lens>(through lens: L, _ views: inout Views) {
        if lens.problem(self) == nil { views[lens] = lens.view(self) }
    }

    /// What a lens keeps from one look to the next, created at the first.
    func memory<Memory: AnyObject>(_ make: () -> Memory) -> Memory {
        if let kept = memories[ObjectIdentifier(Memory.self)] as? Memory { return kept }
        let made = make()
        memories[ObjectIdentifier(Memory.self)] = made
        return made
    }

    /// Gathers examples, at most a batch, and passes them to `body`.
    func with<Result>(_ samples: [Int], _ body: (Batch) -> Result) -> Result { buffers.with(examples, samples[...], body) }

    /// The indices of as many samples as a batch holds, from `first` on, continued at the beginning after the last.
    func samples(from first: Int) -> [Int] { (0..<buffers.capacity).map { (first + $0) % examples.count } }

    /// The error of a sample that doesn't exist, in the words of the commands; `nil` where it exists.
    func problem(ofSample sample: Int) -> String? {
        (0..<examples.count).contains(sample) ? nil : "--sample: expected a sample from 0 to \(examples.count - 1), got \(sample)."
    }
}
