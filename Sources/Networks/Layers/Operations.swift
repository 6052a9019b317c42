/// Counts of operations that can't overflow: they stop at `limit`, which `StackPlan` refuses.
enum Operations {
    static let limit = 1 << 60

    static func product(_ factors: Int...) -> Int {
        factors.reduce(1) { product, factor in
            let (next, overflow) = product.multipliedReportingOverflow(by: factor)
            return overflow || next > limit ? limit : next
        }
    }

    static func sum(_ counts: some Sequence<Int>) -> Int { counts.reduce(0) { min(limit, $0 + min(limit, $1)) } }
}
