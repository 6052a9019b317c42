import CPlatform
import Synchronization

/// The threads that the kernels run on: they spin for the next job, then park.
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
        shared = Shared(threads: self.threads)
        for worker in 1..<self.threads { shared.start(worker: worker) }
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

        private let threads: Int
        /// Each thread's share of the job's tasks, those that nobody has taken: low half the first, high half the end. Behind them the number of finished
        /// tasks. All two cache lines apart, for processors that fetch lines in pairs.
        private let shares: UnsafeMutablePointer<Atomic<UInt64>>
        private static let apart = 16
        private var finished: UnsafeMutablePointer<Atomic<UInt64>> { shares + threads * Self.apart }
        private let body = Atomic<UInt>(0)
        /// Counts the jobs; the word that parked workers wait on.
        private let jobs = platform_wait_word_create()
        private let stopping = Atomic<Bool>(false)

        /// Turns (a processor's pause instruction each) that a thread waits awake. Long enough for the gap between two steps, where each thread has a core: to
        /// wake one that sleeps takes as long as many a kernel. Short where threads share cores, and one that waits keeps one that works from its core.
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

        /// A thread's own share from the front, so that it meets the samples again whose numbers lie in its cache; then what is left of the others' from the back.
        private func perform(worker: Int) {
            for next in 0..<threads {
                let owner = (worker + next) % threads
                while let task = take(from: owner, isFirst: next == 0) {
                    if let body = UnsafePointer<Body>(bitPattern: body.load(ordering: .acquiring)) { body.pointee(task, worker) }
                    finished.pointee.wrappingAdd(1, ordering: .acquiringAndReleasing)
                }
            }
        }

        /// One task of a share; `nil` where none is left. It is of the job that runs now, even for a thread that comes late: only then is the body read.
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
