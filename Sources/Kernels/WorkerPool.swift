import CPlatform
import Synchronization

/// The threads that the kernels run on: they spin briefly for the next job, then park.
///
/// A job is a number of tasks. Which thread does a task changes nothing: a kernel cuts its work by size, each task writes its own
/// outputs in a fixed order, so any number of threads leaves the same bits.
///
/// `@unchecked Sendable`: a job's closure is passed as an address that is read only after a task of that very job was claimed, and the
/// job's caller waits for every claimed task.
public final class WorkerPool: @unchecked Sendable {
    public let threads: Int
    private let shared: Shared

    public init(threads: Int) {
        self.threads = max(1, threads)
        shared = Shared()
        for worker in 1..<max(self.threads, 1) { shared.start(worker: worker) }
    }

    deinit { shared.stop() }

    /// Runs `body(task, worker)` for each task below `tasks`, on this thread and the pool's, and returns when all are done.
    ///
    /// `worker` is below `threads` and no two tasks that run at the same time share it: it picks a scratch buffer. One caller at a time.
    public func run(tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
        let saved = platform_set_flush_denormals(true)
        defer { _ = platform_set_flush_denormals(saved) }
        guard threads > 1, tasks > 1 else {
            for task in 0..<max(tasks, 0) { body(task, 0) }
            return
        }
        withoutActuallyEscaping(body) { escaping in
            withUnsafePointer(to: escaping) { address in
                shared.run(tasks: tasks, body: address)
            }
        }
    }

    /// What the threads share; the pool owns it, so that the threads can outlive the pool by the moment that they need to leave.
    private final class Shared: @unchecked Sendable {
        typealias Body = (Int, Int) -> Void

        /// High half: the job's number. Low half: the next task, or `closed`.
        private let claim = Atomic<UInt64>(Shared.closed)
        private let tasks = Atomic<Int>(0)
        private let body = Atomic<UInt>(0)
        private let finished = Atomic<Int>(0)
        /// Counts the jobs; the word that parked workers wait on.
        private let jobs = platform_wait_word_create()
        private let stopping = Atomic<Bool>(false)

        private static let closed: UInt64 = 0xFFFF_FFFF
        /// About 20 µs: as long as the gap between two kernels of a step, shorter than anyone would notice on a shared core.
        private static let spins = 20_000

        deinit { platform_wait_word_destroy(jobs) }

        func start(worker: Int) {
            let start = Unmanaged.passRetained(Start(shared: self, worker: worker))
            if !platform_start_thread({ address in
                guard let address else { return }
                let start = Unmanaged<Start>.fromOpaque(address).takeRetainedValue()
                _ = platform_set_flush_denormals(true)
                start.shared.work(as: start.worker)
            }, start.toOpaque()) {
                start.release()
            }
        }

        private final class Start {
            let shared: Shared
            let worker: Int
            init(shared: Shared, worker: Int) {
                self.shared = shared
                self.worker = worker
            }
        }

        func stop() {
            stopping.store(true, ordering: .releasing)
            platform_wait_word_advance(jobs)
        }

        func run(tasks count: Int, body address: UnsafePointer<Body>) {
            let job = (claim.load(ordering: .relaxed) >> 32 &+ 1) & 0xFFFF_FFFF
            finished.store(0, ordering: .relaxed)
            tasks.store(count, ordering: .relaxed)
            body.store(UInt(bitPattern: address), ordering: .relaxed)
            claim.store(job << 32, ordering: .releasing)
            platform_wait_word_advance(jobs)
            perform(job: job, worker: 0)
            var turns = 0
            while finished.load(ordering: .acquiring) != count {
                turns += 1
                if turns < Shared.spins { platform_relax() } else { platform_yield() }
            }
            // Closed before the next job's figures are written: a late worker can't claim with a mixture of both.
            claim.store(job << 32 | Shared.closed, ordering: .sequentiallyConsistent)
        }

        private func work(as worker: Int) {
            var seen: UInt32 = 0
            while true {
                seen = platform_wait_word_wait(jobs, seen, Int32(Shared.spins))
                if stopping.load(ordering: .acquiring) { return }
                perform(job: claim.load(ordering: .acquiring) >> 32, worker: worker)
            }
        }

        private func perform(job: UInt64, worker: Int) {
            while true {
                let word = claim.load(ordering: .acquiring)
                let task = word & 0xFFFF_FFFF
                guard word >> 32 == job, task != Shared.closed, task < UInt64(tasks.load(ordering: .acquiring)) else { return }
                let address = body.load(ordering: .acquiring)
                guard claim.compareExchange(expected: word, desired: word &+ 1, ordering: .acquiringAndReleasing).exchanged else { continue }
                if let body = UnsafePointer<Body>(bitPattern: address) { body.pointee(Int(task), worker) }
                finished.wrappingAdd(1, ordering: .acquiringAndReleasing)
            }
        }
    }
}
