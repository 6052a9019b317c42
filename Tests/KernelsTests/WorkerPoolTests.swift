import Kernels
import Synchronization
import Testing

struct WorkerPoolTests {
    @Test(arguments: [1, 2, 3, 8, 16])
    func everyTaskIsDoneOnceAndWorkersDoNotShareTheirNumber(_ threads: Int) {
        let pool = WorkerPool(threads: threads)
        for count in [0, 1, 2, 7, 100, 5_000] {
            let done = FloatBuffer(count: count), busy = (0..<threads).map { _ in Flag() }
            pool.run(tasks: count) { task, worker in
                precondition(!busy[worker].value.exchange(true, ordering: .acquiringAndReleasing), "two tasks on worker \(worker) at once")
                done.pointer[task] += 1
                busy[worker].value.store(false, ordering: .releasing)
            }
            for task in 0..<count { #expect(done.pointer[task] == 1) }
        }
    }

    /// Jobs of other sizes and closures, one close behind the other: a thread that comes late does the new one's tasks, each once.
    @Test(arguments: [2, 4, 16])
    func manySmallJobsAfterEachOther(_ threads: Int) {
        let pool = WorkerPool(threads: threads), largest = 9
        let numbers = FloatBuffer(count: largest), times = FloatBuffer(count: largest)
        var isRight = true
        for job in 1...(threads > 4 ? 2_000 : 20_000) {
            let count = 2 + job % (largest - 1)
            for task in 0..<largest { (numbers.pointer[task], times.pointer[task]) = (0, 0) }
            if job % 2 == 0 {
                pool.run(tasks: count) { task, _ in (numbers.pointer[task], times.pointer[task]) = (Float(job), times.pointer[task] + 1) }
            } else {
                pool.run(tasks: count) { task, _ in (numbers.pointer[task], times.pointer[task]) = (Float(-job), times.pointer[task] + 1) }
            }
            let number = Float(job % 2 == 0 ? job : -job)
            for task in 0..<largest { isRight = isRight && numbers.pointer[task] == (task < count ? number : 0) && times.pointer[task] == (task < count ? 1 : 0) }
        }
        #expect(isRight)
    }

    private final class Flag: Sendable { let value = Atomic<Bool>(false) }
}
