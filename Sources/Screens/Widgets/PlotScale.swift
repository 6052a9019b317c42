import Training
import Foundation

/// An axis: which value stands where, and which values get a label.
struct PlotScale: Sendable {
    let low: Double
    let high: Double
    let isLogarithmic: Bool
    let isPercent: Bool
    private(set) var ticks: [Double] = []
    private var decimals = 0

    /// - Parameters:
    ///   - isWhole: ticks are whole numbers, and both ends have one: epochs.
    ///   - atMost: how many ticks there is room for.
    init(low: Double, high: Double, isLogarithmic: Bool, isPercent: Bool, isWhole: Bool, atMost: Int) {
        self.low = low
        self.high = high
        self.isLogarithmic = isLogarithmic
        self.isPercent = isPercent
        if isLogarithmic {
            ticks = Self.logarithmicTicks(low, high, atMost: atMost)
        } else {
            var step = Self.step(low, high, atMost: atMost, isWhole: isWhole)
            ticks = Self.linearTicks(low, high, step: step)
            // One tick gives no scale: the next finer step has two at least.
            if ticks.count < 2, !isWhole {
                step = Self.step(low, high, atMost: 2 * atMost, isWhole: false)
                ticks = Self.linearTicks(low, high, step: step)
            }
            if isWhole { ticks = Self.withEnds(ticks, low: low, high: high, step: step) }
            let shown = isPercent ? step * 100 : step
            decimals = max(0, min(9, -Int(floor(log10(shown) + 1e-9))))
        }
    }

    /// The share of the axis at which a value stands; `nil` outside.
    func share(_ value: Double) -> Double? {
        guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
        let share = isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
        return share >= -1e-9 && share <= 1 + 1e-9 ? min(1, max(0, share)) : nil
    }

    /// The same without the ends of the axis, for lines that come in from outside.
    func unboundedShare(_ value: Double) -> Double? {
        guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
        let share = isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
        return min(4, max(-3, share))
    }

    /// Which of `count` places a value falls on, the first at the low end.
    func cell(_ value: Double, count: Int) -> Int? {
        share(value).map { min(count - 1, Int($0 * Double(count - 1) + 0.5)) }
    }

    func label(_ value: Double) -> String {
        if isPercent { return Figures.fixed(value * 100, decimals: decimals) }
        if isLogarithmic || abs(value) >= 10_000 { return Figures.number(value, digits: 3) }
        return Figures.fixed(value, decimals: decimals)
    }

    /// 1, 2 or 5 times a power of ten, so that there are at most so many ticks.
    private static func step(_ low: Double, _ high: Double, atMost: Int, isWhole: Bool) -> Double {
        let rough = (high - low) / Double(max(1, atMost))
        let power = pow(10, floor(log10(rough)))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * (1 - 1e-9) } ?? 10 * power
        return isWhole ? max(1, step.rounded()) : step
    }

    private static func linearTicks(_ low: Double, _ high: Double, step: Double) -> [Double] {
        let first = (low / step - 1e-9).rounded(.up)
        let last = (high / step + 1e-9).rounded(.down)
        guard last >= first, last - first < 100 else { return [low, high] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// Both ends, and between them the ticks that stand clear of them.
    private static func withEnds(_ ticks: [Double], low: Double, high: Double, step: Double) -> [Double] {
        [low] + ticks.filter { $0 - low > step * 0.6 && high - $0 > step * 0.6 } + [high]
    }

    /// Powers of ten; with 2 and 5 between them while there is room.
    private static func logarithmicTicks(_ low: Double, _ high: Double, atMost: Int) -> [Double] {
        let first = Int(floor(log10(low)))
        let last = Int(ceil(log10(high)))
        for factors in [[1.0, 2, 5], [1.0, 3], [1.0]] {
            let all: [Double] = (first...max(first, last)).flatMap { power -> [Double] in
                let decade = pow(10, Double(power))
                return factors.map { $0 * decade }
            }
            let ticks = all.filter { $0 >= low * 0.999 && $0 <= high * 1.001 }
            if ticks.count >= 2, ticks.count <= max(2, atMost) { return ticks }
        }
        let decades = (first...max(first, last)).map { pow(10, Double($0)) }.filter { $0 >= low && $0 <= high }
        guard decades.count >= 2 else { return [low, high] }
        let every = (decades.count + max(2, atMost) - 1) / max(2, atMost)
        return decades.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    }
}
