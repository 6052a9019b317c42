import Datasets
import Kernels
import Networks
import Recipes
import Tensors

/// Looks at what is trained: a replica of it with every layer apart, the examples that can be watched, and what lenses keep from look to look.
///
/// Its weights come from the run under way, a checkpoint or a file, and are copied once a look, however many lenses look.
public final class Looker {
    public let plan: StackPlan
    let replica: Replica
    /// The examples: the validation part, or the training part where there is none.
    let examples: Examples
    let buffers: BatchBuffers
    let classNames: [String]
    let family: Family
    private var memories: [ObjectIdentifier: AnyObject] = [:]

    /// It looks beside a run that has the other cores.
    static let threads = 1
    /// Samples that statistics and gradients are taken over.
    private static let mostSamples = 16

    init(_ run: PreparedRun, pool: WorkerPool) throws(NetworkError) {
        (plan, family) = (run.check.plan, run.family)
        (examples, classNames) = (run.parts.watched, run.parts.classNames)
        replica = try Replica(Self.blueprint(run), of: run.family, layersApart: true, pool: pool)
        buffers = BatchBuffers(for: replica.network, examples, pool: nil)
    }

    private static func blueprint(_ run: PreparedRun) -> TrainableBlueprint { run.blueprint(capacity: max(1, min(mostSamples, run.parts.watched.count))) }

    /// Bytes that looking takes.
    static func bytes(_ run: PreparedRun) -> Int { Replica.bytes(blueprint(run), of: run.family, layersApart: true, threads: threads) }

    /// The layers as a network, each apart.
    var network: Network { replica.network }
    /// Whether gradients are of a loss: there is one to train by.
    var hasLoss: Bool { network.loss != nil }

    /// What is seen through each lens that has no problem.
    func look(_ watch: Watch) -> Views {
        var views = Views()
        for lens in watch.lenses { look(through: lens, &views) }
        return views
    }

    private func look<L: Lens>(through lens: L, _ views: inout Views) {
        if lens.problem(self) == nil { views[lens] = lens.view(self) }
    }

    /// What a lens keeps from look to look, made at the first.
    func memory<Memory: AnyObject>(_ make: () -> Memory) -> Memory {
        if let kept = memories[ObjectIdentifier(Memory.self)] as? Memory { return kept }
        let made = make()
        memories[ObjectIdentifier(Memory.self)] = made
        return made
    }

    /// Gathers examples, no more than a batch holds, and hands them on.
    func with<Result>(_ samples: [Int], _ body: (Batch) -> Result) -> Result { buffers.with(examples, samples[...], body) }

    /// As many samples as a batch holds, from `first` on and round the end.
    func samples(from first: Int) -> [Int] { (0..<buffers.capacity).map { (first + $0) % examples.count } }

    /// Why there is no such sample, as the commands say it.
    func problem(ofSample sample: Int) -> String? {
        (0..<examples.count).contains(sample) ? nil : "--sample: expected a sample from 0 to \(examples.count - 1), got \(sample)."
    }
}
