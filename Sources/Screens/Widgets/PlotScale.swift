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

    /// Any numbers, such as seconds: ticks at multiples of one step.
    static func real(low: Double, high: Double, atMost: Int) -> PlotScale {
        let high = high > low ? high : low + 1
        let step = steps(from: (high - low) / Double(max(1, atMost))).first { (high - low) / $0 <= Double(atMost) } ?? high - low
        return PlotScale(low: low, high: high, ticks: multiples(of: step, from: low, through: high), step: step)
    }

    /// Ticks at round numbers that stand as many rows apart from each other: a row is a round part of the step, and the axis begins with a row, so that every tick
    /// lies on one.
    static func even(low: Double, high: Double, rows: Int, isPercent: Bool) -> PlotScale {
        let last = max(1, rows - 1), least = (high - low) / Double(last)
        var best: (cost: Double, scale: PlotScale)?
        for apart in max(1, min(last / 2, fewestRows(last)))...max(1, min(last, mostRows)) {
            for step in steps(from: least * Double(apart)).prefix(6) {
                let row = step / Double(apart), base = floor(low / row + 1e-9) * row, top = base + row * Double(last)
                guard top >= high - 1e-9 * abs(high - low) else { continue }
                // A share is never more than 1, nor is a scale of one tick any.
                let ticks = multiples(of: step, from: base, through: isPercent ? min(1, top) : top)
                guard ticks.count >= 2 else { continue }
                // What of the axis stays empty, and a little for ticks that stand far apart.
                let cost = 1 - (high - low) / (top - base) + 0.02 * Double(apart)
                if best.map({ cost < $0.cost - 1e-9 }) ?? true { best = (cost, PlotScale(low: base, high: top, isPercent: isPercent, ticks: ticks, step: step)) }
                break
            }
        }
        return best?.scale ?? PlotScale(low: low, high: high, isPercent: isPercent, ticks: [low, high], step: high - low)
    }

    /// Rows between two ticks: so many at least that labels do not crowd, and so few at most that a line can be read off.
    private static func fewestRows(_ last: Int) -> Int { last >= 12 ? 3 : 2 }
    private static let mostRows = 8

    /// Powers of ten; with 2 and 5, or with 3, between them while there is room.
    /// - Parameter apart: cells of `count` between two ticks at least.
    static func logarithmic(low: Double, high: Double, count: Int, apart: Int) -> PlotScale {
        PlotScale(low: low, high: high, isLogarithmic: true, ticks: logarithmicTicks(low, high, decade: Double(max(1, count - 1)) / log10(high / low), apart: Double(apart)))
    }

    /// 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten, not below a positive number.
    static func roundNumber(from least: Double) -> Double {
        let power = pow(10, floor(log10(max(least, 1e-300))))
        return ([1, 1.5, 2, 3, 4, 5, 6, 8].first { $0 * power >= least * (1 - 1e-9) } ?? 10) * power
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

    /// - Parameter decade: the cells of a power of ten.
    private static func logarithmicTicks(_ low: Double, _ high: Double, decade: Double, apart: Double) -> [Double] {
        let powers = Int(floor(log10(low)))...max(Int(floor(log10(low))), Int(ceil(log10(high))))
        func ticks(_ factors: [Double]) -> [Double] {
            powers.flatMap { power -> [Double] in factors.map { $0 * pow(10, Double(power)) } }.filter { $0 >= low * 0.999 && $0 <= high * 1.001 }
        }
        // The factors within a power of ten, and the least quotient of neighbours.
        let choices: [(factors: [Double], least: Double)] = [([1, 2, 5], 2), ([1, 3], 3), ([1], 10)]
        for choice in choices where log10(choice.least) * decade >= apart {
            let found = ticks(choice.factors)
            if found.count >= 2 { return found }
        }
        let decades = ticks([1])
        guard decades.count >= 2 else { return [low, high] }
        let every = max(1, Int((apart / decade).rounded(.up)))
        return decades.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    }
}
