import Foundation
import Training

/// An axis: which value stands where, and which values get a label.
struct PlotScale: Sendable {
    let low: Double
    let high: Double
    let isLogarithmic: Bool
    let isPercent: Bool
    let ticks: [Double]
    /// From one tick to the next, and the decimals that tell them apart.
    private let step: Double
    private let decimals: Int

    private init(low: Double, high: Double, isLogarithmic: Bool = false, isPercent: Bool = false, ticks: [Double], step: Double = 1) {
        self.low = low
        self.high = high
        self.isLogarithmic = isLogarithmic
        self.isPercent = isPercent
        self.ticks = ticks
        self.step = step
        let shown = isPercent ? step * 100 : step
        // 2.5 has a decimal more than its power of ten.
        decimals =
            (0...9).first { place in
                let scaled = shown * pow(10, Double(place))
                return abs(scaled - scaled.rounded()) < 1e-6 * scaled
            } ?? 9
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

    /// Which of `count` cells a value falls on, the first at the low end.
    func cell(_ value: Double, count: Int) -> Int? {
        share(value).map { min(count - 1, Int($0 * Double(count - 1) + 0.5)) }
    }

    func label(_ value: Double) -> String {
        if isPercent { return Figures.fixed(value * 100, decimals: decimals) }
        guard isLogarithmic || abs(value) >= 10_000 || decimals > 6 else { return Figures.fixed(value, decimals: decimals) }
        let digits = isLogarithmic || value == 0 ? 3 : max(3, min(9, Int(log10(abs(value) / step).rounded(.up)) + 1))
        return Figures.number(value, digits: digits)
    }
}

// MARK: Axes

extension PlotScale {
    /// Whole numbers, such as epochs: ticks at multiples of one step.
    static func whole(low: Double, high: Double, atMost: Int) -> PlotScale {
        let step = steps(from: (high - low) / Double(max(1, atMost))).first { $0 >= 1 && $0 == $0.rounded() && (high - low) / $0 <= Double(atMost) } ?? high - low
        return PlotScale(low: low, high: high, ticks: multiples(of: step, from: low, through: high), step: step)
    }

    /// Ticks that stand as many rows apart from each other: the axis reaches from a multiple of the step as far up as the rows do, so that every tick lies on a row.
    static func even(low: Double, high: Double, rows: Int, isPercent: Bool) -> PlotScale {
        let last = max(1, rows - 1)
        var best: (waste: Double, scale: PlotScale)?
        for step in steps(from: (high - low) / Double(last)) {
            let base = floor(low / step + 1e-9) * step
            let intervals = max(1, ((high - base) / step - 1e-9).rounded(.up)), apart = last / Int(intervals)
            // A share is never more than 1, nor is a scale of one tick any.
            guard intervals <= Double(last), apart >= min(last, fewestRows(last)) else { continue }
            let top = base + step * Double(last) / Double(apart), waste = 1 - (high - low) / (top - base)
            guard intervals >= 2 || best == nil else { break }
            let ticks = multiples(of: step, from: base, through: isPercent ? min(1, top) : top)
            if best.map({ waste < $0.waste - 1e-9 }) ?? true {
                best = (waste, PlotScale(low: base, high: top, isPercent: isPercent, ticks: ticks, step: step))
            }
        }
        return best?.scale ?? PlotScale(low: low, high: high, isPercent: isPercent, ticks: [low, high], step: high - low)
    }

    /// Rows between two ticks at least, so that labels do not crowd.
    private static func fewestRows(_ last: Int) -> Int { last >= 12 ? 3 : 2 }

    /// Powers of ten; with 2 and 5, or with 3, between them while there is room.
    static func logarithmic(low: Double, high: Double, rows: Int) -> PlotScale {
        PlotScale(low: low, high: high, isLogarithmic: true, ticks: logarithmicTicks(low, high, atMost: max(3, rows / 3)))
    }

    /// 1, 2, 2.5 and 5 times powers of ten, from the largest below `least` on.
    private static func steps(from least: Double) -> [Double] {
        let power = pow(10, floor(log10(max(least, 1e-300))))
        return (0..<4).flatMap { decade in [1, 2, 2.5, 5].map { $0 * power * pow(10, Double(decade)) } }.filter { $0 >= least * (1 - 1e-9) }
    }

    private static func multiples(of step: Double, from low: Double, through high: Double) -> [Double] {
        let first = (low / step - 1e-9).rounded(.up), last = (high / step + 1e-9).rounded(.down)
        guard last >= first, last - first < 100 else { return [low, high] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

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
