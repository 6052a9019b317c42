import CPlatform
import Synchronization

/// The threads on which the kernels run. Idle threads spin for a while, then sleep.
///
/// A job consists of tasks. It does not matter which thread runs a task: a kernel cuts its work by size, and each task writes its own outputs in a fixed
/// order, so the bits are the same at any number of threads.
///
/// `@unchecked Sendable`: a job's closure is passed as an address, which is read only after a task of that job was claimed, and the job's caller waits for
/// every claimed task.
public final class WorkerPool: @unchecked Sendable {
    /// How many threads there are, including the caller's.
    public let threads: Int
    private let shared: Shared

    /// Starts threads − 1 threads; the caller of `run` is the other one.
    public init(threads: Int) {
        self.threads = max(1, threads)
        shared = Shared(threads: self.threads)
        for worker in 1..<self.threads { shared.start(worker: worker) }
    }

    deinit { shared.stop() }

    /// Runs `body(task, worker)` for each task from 0 to tasks − 1, on this thread and the pool's, and returns when all are done.
    ///
    /// `worker`, below `threads`, identifies the thread, so that it can select a scratch buffer. Only one thread may call this at a time.
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

    /// The state that the threads share. It is separate from the pool, so that threads can finish after the pool is gone.
    private final class Shared: @unchecked Sendable {
        typealias Body = (Int, Int) -> Void

        private let threads: Int
        /// Each thread's share of the job's tasks that nobody has taken yet: the first in the lower half, the end in the upper half. After them the number of finished
        /// tasks. All are two cache lines apart, for processors that fetch lines in pairs.
        private let shares: UnsafeMutablePointer<Atomic<UInt64>>
        private static let apart = 16
        private var finished: UnsafeMutablePointer<Atomic<UInt64>> { shares + threads * Self.apart }
        private let body = Atomic<UInt>(0)
        /// The number of jobs so far; sleeping threads wait on this word.
        private let jobs = platform_wait_word_create()
        private let stopping = Atomic<Bool>(false)

        /// How many times (each a pause instruction) a thread spins before it sleeps. Long enough for the gap between two steps where each thread has its own core, because
        /// waking a sleeping thread takes as long as a small kernel. Short where threads share cores, because a spinning thread keeps a working one from its core.
        private let spins: Int

        init(threads: Int) {
            self.threads = threads
            spins = threads > Int(platform_processors()) ? 2_000 : 20_000
            shares = .allocate(capacity: (threads + 1) * Self.apart)
            for place in 0..<(threads + 1) * Self.apart { (shares + place).initialize(to: Atomic(0)) }
        }

        deinit {
            platform_wait_word_destroy(jobs)
            shares.deinitialize(count: (threads + 1) * Self.apart)
            shares.deallocate()
        }

        func start(worker: Int) {
            let start = Unmanaged.passRetained(Start(shared: self, worker: worker))
            if !platform_start_thread(
                { address in
                    guard let address else { return }
                    let start = Unmanaged<Start>.fromOpaque(address).takeRetainedValue()
                    _ = platform_set_flush_denormals(true)
                    start.shared.work(as: start.worker)
                }, start.toOpaque())
            {
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
            finished.pointee.store(0, ordering: .relaxed)
            body.store(UInt(bitPattern: address), ordering: .relaxed)
            for thread in 0..<threads {
                let first = count * thread / threads, end = count * (thread + 1) / threads
                shares[thread * Self.apart].store(UInt64(end) << 32 | UInt64(first), ordering: .releasing)
            }
            platform_wait_word_advance(jobs)
            perform(worker: 0)
            var turns = 0
            while finished.pointee.load(ordering: .acquiring) != UInt64(count) {
                turns += 1
                if turns < spins { platform_relax() } else { platform_yield() }
            }
        }

        private func work(as worker: Int) {
            var seen: UInt32 = 0
            while true {
                seen = platform_wait_word_wait(jobs, seen, Int32(spins))
                if stopping.load(ordering: .acquiring) { return }
                perform(worker: worker)
            }
        }

        /// Takes the thread's own share from the front, so that it gets the same samples as in the last job, whose values are in its cache; then the rest of the others' shares from
        /// the back.
        private func perform(worker: Int) {
            for next in 0..<threads {
                let owner = (worker + next) % threads
                while let task = take(from: owner, isFirst: next == 0) {
                    if let body = UnsafePointer<Body>(bitPattern: body.load(ordering: .acquiring)) { body.pointee(task, worker) }
                    finished.pointee.wrappingAdd(1, ordering: .acquiringAndReleasing)
                }
            }
        }

        /// Takes one task of a share; `nil` where none is left. A claimed task always belongs to the current job, even on a late thread, as the body is read only after the claim.
        private func take(from owner: Int, isFirst: Bool) -> Int? {
            let share = shares + owner * Self.apart
            var word = share.pointee.load(ordering: .acquiring)
            while true {
                let first = word & 0xFFFF_FFFF, end = word >> 32
                guard first < end else { return nil }
                let rest = isFirst ? word + 1 : word - 1 << 32
                let (exchanged, original) = share.pointee.compareExchange(expected: word, desired: rest, ordering: .acquiringAndReleasing)
                if exchanged { return Int(isFirst ? first : end - 1) }
                word = original
            }
        }
    }
}
