/// Letters that must come in this order, with any others between them: `spb` finds `Step one batch`.
struct FuzzyPattern {
    private let letters: [Character]

    init(_ typed: String) {
        letters = typed.lowercased().filter { $0 != " " }
    }

    struct Found: Hashable {
        let score: Int
        /// Which characters of the text were meant.
        let places: [Int]
    }

    /// The best way to find the pattern in the text: starts of words and runs of neighbours count most, gaps count against.
    func match(_ text: String) -> Found? {
        guard !letters.isEmpty else { return Found(score: 0, places: []) }
        let characters = Array(text.lowercased())
        guard letters.count <= characters.count else { return nil }
        // best[i]: the best score with the pattern's letters so far, the last of them at i; from[i]: where the letter before it stood.
        var best = [Int?](repeating: nil, count: characters.count)
        var trail: [[Int]] = []
        for (letterIndex, letter) in letters.enumerated() {
            var next = [Int?](repeating: nil, count: characters.count)
            var from = [Int](repeating: -1, count: characters.count)
            var bestBefore: (score: Int, place: Int)?
            for place in characters.indices {
                if letterIndex > 0, place >= 2, let score = best[place - 2], score > bestBefore?.score ?? .min {
                    bestBefore = (score, place - 2)
                }
                guard characters[place] == letter else { continue }
                let startsWord = place == 0 || !characters[place - 1].isLetter && !characters[place - 1].isNumber
                let bonus = startsWord ? 8 : 0
                if letterIndex == 0 {
                    next[place] = bonus + (place == 0 ? 4 : 0) + 1
                    continue
                }
                if let score = bestBefore {
                    next[place] = score.score + bonus
                    from[place] = score.place
                }
                if let score = best[max(0, place - 1)], place > 0, score + 6 + bonus > next[place] ?? .min {
                    next[place] = score + 6 + bonus
                    from[place] = place - 1
                }
            }
            best = next
            trail.append(from)
        }
        guard let end = best.indices.filter({ best[$0] != nil }).max(by: { (best[$0] ?? 0, -$0) < (best[$1] ?? 0, -$1) }), let score = best[end]
        else { return nil }
        var places = [end]
        for from in trail.dropFirst().reversed() { places.append(from[places[places.count - 1]]) }
        return Found(score: score, places: places.reversed())
    }
}
