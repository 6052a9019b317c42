import Foundation

/// Finds the known name that a mistyped one most likely stands for.
public enum NearestName {
    /// The known name within a few typing errors of `name`, ignoring case; `nil` when none is near enough.
    public static func of(_ name: String, in known: [String]) -> String? {
        let wanted = Array(name.lowercased().prefix(64))
        let distances = known.map { (name: $0, distance: distance(wanted, Array($0.lowercased()))) }
        guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= max(2, best.name.count / 3), best.distance < max(wanted.count, best.name.count) else {
            return nil
        }
        return best.name
    }

    /// " Did you mean Conv2D?", or the list of known names where none is near.
    public static func hint(_ name: String, in known: [String]) -> String {
        if let nearest = of(name, in: known) { return " Did you mean \(nearest)?" }
        return known.isEmpty ? "" : " It may be \(known.joined(separator: ", "))."
    }

    /// " Did you mean Conv2D?", or an empty text: for sentences that already list the known names.
    public static func suggestion(_ name: String, in known: [String]) -> String { of(name, in: known).map { " Did you mean \($0)?" } ?? "" }

    /// The same for a path that does not exist, from the names in its folder.
    public static func suggestion(path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent, name = (path as NSString).lastPathComponent
        guard !name.isEmpty, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder) else { return "" }
        // A folder of pictures may hold too many names to compare.
        guard names.count <= 10_000, let nearest = of(name, in: names.filter { !$0.hasPrefix(".") && $0 != name }.sorted()) else { return "" }
        return " Did you mean \((folder as NSString).appendingPathComponent(nearest))?"
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours between both (Damerau and Levenshtein's distance, restricted to one edit per position).
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var older: [Int] = [], old = Array(0...b.count)
        for row in 1..<a.count + 1 {
            var new = [row]
            for column in 1..<b.count + 1 {
                var best = min(old[column] + 1, new[column - 1] + 1, old[column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1))
                if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] { best = min(best, older[column - 2] + 1) }
                new.append(best)
            }
            (older, old) = (old, new)
        }
        return old[b.count]
    }
}
