import Networks

extension FormField {
    /// The next or previous value: of a list of words, of a flag, or a common number. `nil` where there is none.
    func stepped(_ direction: Int) -> ArgumentValue? {
        switch (domain, value) {
        case (.choice(let words), .choice(let word)): Self.next(word, in: words, direction).map(ArgumentValue.choice)
        case (.form(let shapes), .form(let form)): Self.next(form.name, in: shapes.map(\.name), direction).map { .form(FormText($0)) }
        case (.optionalForm(let shapes), _): stepOptional(shapes.map(\.name), direction)
        case (.layer(let names), .layer(let layer)):
            Self.next(layer.kerasName, in: names, direction).flatMap(LayerSpec.init(kerasName:)).map(ArgumentValue.layer)
        case (_, .flag(let flag)): .flag(!flag)
        case (.units(let range, _), .integer(let number)), (.integer(let range), .integer(let number)):
            Self.step(number, direction, in: range).map(ArgumentValue.integer)
        case (.units(_, let sizes), .size(let size)):
            sizes.firstIndex(of: size).map { $0 + direction }.flatMap { sizes.indices.contains($0) ? .size(sizes[$0]) : nil } ?? .integer(10)
        case (.optionalInteger(let range, _), .integer(let number)):
            number == range.lowerBound && direction < 0 ? ArgumentValue.none : Self.step(number, direction, in: range).map(ArgumentValue.integer)
        case (.optionalInteger(let range, _), .none): direction > 0 ? .integer(range.lowerBound) : nil
        case (.pair(let range), .pair(let rows, let columns)), (.optionalPair(let range, _), .pair(let rows, let columns)):
            range.contains(rows + direction) && range.contains(columns + direction) ? .pair(rows + direction, columns + direction) : nil
        case (.optionalPair, .none): .pair(max(1, 2 + direction), max(1, 2 + direction))
        case (.real(let range, let includesUpper), .real(let number)): Self.step(number, direction, in: range, includesUpper: includesUpper).map(ArgumentValue.real)
        case (.optionalReal(let range, _), .real(let number)):
            direction < 0 && number <= Self.firstReal ? ArgumentValue.none : Self.step(number, direction, in: range, includesUpper: true).map(ArgumentValue.real)
        case (.optionalReal(let range, _), .none): direction > 0 && range.contains(Self.firstReal) ? .real(Self.firstReal) : nil
        case (.integers(_, let range), .integers(let numbers)):
            numbers.count == 1 ? Self.step(numbers[0], direction, in: range).map { .integers([$0]) } : nil
        case (.edges(let range), .edges(let edges)): Self.step(edges, direction, in: range)
        default: nil
        }
    }

    /// The first value of an optional number.
    private static let firstReal = 0.01

    private static func next(_ word: String, in words: [String], _ direction: Int) -> String? {
        guard let index = words.firstIndex(of: word), words.count > 1 else { return words.count > 1 ? words[0] : nil }
        return words[(index + direction + words.count) % words.count]
    }

    private func stepOptional(_ names: [String], _ direction: Int) -> ArgumentValue? {
        var current = "none"
        if case .form(let form) = value { current = form.name }
        return Self.next(current, in: ["none"] + names, direction).map { $0 == "none" ? ArgumentValue.none : .form(FormText($0)) }
    }

    /// The next common number: every number up to 16, then powers of two and the numbers half-way between them.
    private static func step(_ number: Int, _ direction: Int, in range: ClosedRange<Int>) -> Int? {
        if number < 16 || number == 16 && direction < 0 { return range.contains(number + direction) ? number + direction : nil }
        // When going down, a power of two belongs to the numbers below it.
        let from = direction > 0 ? number : number - 1
        let half = 1 << (Int.bitWidth - 2 - from.leadingZeroBitCount)
        let next = direction > 0 ? (from / half + 1) * half : from / half * half
        return range.contains(next) ? next : nil
    }

    /// The next number: shares change by 0.05, other numbers by a factor of two.
    private static func step(_ number: Double, _ direction: Int, in range: ClosedRange<Double>, includesUpper: Bool) -> Double? {
        let isShare = range.upperBound <= 1 && (number >= 0.01 || number == 0)
        var next = isShare ? ((number + 0.05 * Double(direction)) * 1000).rounded() / 1000 : number * (direction > 0 ? 2 : 0.5)
        if !isShare, number == 0, direction > 0 { next = 0.001 }
        if isShare, next < range.lowerBound, number > range.lowerBound { next = range.lowerBound }
        return next != number && range.contains(next) && (includesUpper || next < range.upperBound) ? next : nil
    }

    private static func step(_ edges: Edges, _ direction: Int, in range: ClosedRange<Int>) -> ArgumentValue? {
        let next = Edges(top: edges.top + direction, bottom: edges.bottom + direction, left: edges.left + direction, right: edges.right + direction)
        return [next.top, next.bottom, next.left, next.right].allSatisfy(range.contains) ? .edges(next) : nil
    }
}
