/// The threads that the kernels run on. (Skeleton: the kernels' owner replaces it.)
public final class WorkerPool: Sendable {
    public let threads: Int
    public init(threads: Int) { self.threads = max(1, threads) }
}
