/// Letters that must occur in this order, with any others between them: `sob` finds `Step one batch`.
struct FuzzyPattern {
    private let letters: [Character]

    init(_ typed: String) {
        letters = typed.lowercased().filter { $0 != " " }
    }

    struct Found: Hashable {
        let score: Int
        /// The indices of the matching characters.
        let indices: [Int]
    }

    /// The best match of the pattern in the text: beginnings of words and consecutive characters score highest.
    func match(_ text: String) -> Found? {
        guard !letters.isEmpty else { return Found(score: 0, indices: []) }
        let characters = Array(text.lowercased())
        guard letters.count <= characters.count else { return nil }
        // best[i]: the best score of the letters so far with the last of them at i; from[i]: the index of the letter before it.
        var best = [Int?](repeating: nil, count: characters.count)
        var trail: [[Int]] = []
        for (letterIndex, letter) in letters.enumerated() {
            var next = [Int?](repeating: nil, count: characters.count)
            var from = [Int](repeating: -1, count: characters.count)
            var bestBefore: (score: Int, index: Int)?
            for index in characters.indices {
                if letterIndex > 0, index >= 2, let score = best[index - 2], score > bestBefore?.score ?? .min {
                    bestBefore = (score, index - 2)
                }
                guard characters[index] == letter else { continue }
                let startsWord = index == 0 || !characters[index - 1].isLetter && !characters[index - 1].isNumber
                let bonus = startsWord ? 8 : 0
                if letterIndex == 0 {
                    next[index] = bonus + (index == 0 ? 4 : 0) + 1
                    continue
                }
                if let score = bestBefore {
                    next[index] = score.score + bonus
                    from[index] = score.index
                }
                if let score = best[max(0, index - 1)], index > 0, score + 6 + bonus > next[index] ?? .min {
                    next[index] = score + 6 + bonus
                    from[index] = index - 1
                }
            }
            best = next
            trail.append(from)
        }
        guard let end = best.indices.filter({ best[$0] != nil }).max(by: { (best[$0] ?? 0, -$0) < (best[$1] ?? 0, -$1) }), let score = best[end]
        else { return nil }
        var indices = [end]
        for from in trail.dropFirst().reversed() { indices.append(from[indices[indices.count - 1]]) }
        return Found(score: score, indices: indices.reversed())
    }
}
