import Foundation
import Tensors

/// Warnings about arrays that can be read but are probably not what was meant.
enum ArrayNotes {
    /// A warning about classes without training examples: the network has an output for each, which is trained only towards 0. Throws where all examples have one class.
    static func classes(_ examples: Examples, count: Int, path: String) throws(FileError) -> String? {
        guard count > 0, examples.targetsPerSample == 1 else { return nil }
        var found = [Int](repeating: 0, count: count)
        for index in 0..<examples.count { if let label = examples.label(index), label < count { found[label] += 1 } }
        let missing = found.indices.filter { found[$0] == 0 }, name = (path as NSString).lastPathComponent
        guard missing.count < count - 1 else {
            let only = found.firstIndex { $0 > 0 } ?? 0
            throw FileError(path, "holds only class \(only), expected two classes or more. Give targets of several classes; numbers that are not classes need targets_are: values.")
        }
        if missing.isEmpty { return nil }
        if missing == [0] {
            return
                "\(name) has no example of class 0, because its numbers begin at 1 and classes count from 0: the network gets an output that is never trained. Subtract 1 before saving."
        }
        let plural = missing.count == 1 ? "class" : "classes"
        return
            "\(name) has no example of \(plural) \(ranges(missing)), for which the network gets outputs that are never trained. Number the classes from 0 without a gap, unless other data has them."
    }

    /// "2 to 6, 9"
    private static func ranges(_ numbers: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = ranges.last, last.upperBound == number - 1 { ranges[ranges.count - 1] = last.lowerBound...number } else { ranges.append(number...number) }
        }
        let most = 8, named = ranges.prefix(most).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
        return named.joined(separator: ", ") + (ranges.count > most ? " and others" : "")
    }

    /// A warning about pictures whose channels come first, as in PyTorch.
    static func layout(_ shape: Shape, path: String) -> String? {
        guard shape.looksChannelsFirst else { return nil }
        return
            "\((path as NSString).lastPathComponent) holds examples of \(shape.tuple), which look like pictures with their channels first; layers take rows, columns, channels. Save numpy.moveaxis(x, 1, -1)."
    }
}

extension Shape {
    /// Whether the shape looks like a picture's with its channels first, such as (3, 32, 32): 1, 3 or 4 along the first axis, 8 or more along both others.
    var looksChannelsFirst: Bool {
        rank == 3 && [1, 3, 4].contains(dimensions[0]) && dimensions[1] >= 8 && dimensions[2] >= 8
    }
}
