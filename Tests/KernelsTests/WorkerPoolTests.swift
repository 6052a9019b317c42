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

    @Test func manySmallJobsAfterEachOther() {
        let pool = WorkerPool(threads: 4)
        let sums = FloatBuffer(count: 4)
        for _ in 0..<20_000 { pool.run(tasks: 4) { task, _ in sums.pointer[task] += 1 } }
        for task in 0..<4 { #expect(sums.pointer[task] == 20_000) }
    }

    private final class Flag: Sendable { let value = Atomic<Bool>(false) }
}
