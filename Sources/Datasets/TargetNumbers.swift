/// As many targets as tell whether a loss can measure all of them, as a network learns them: the lowest, the highest, and the first few that differ.
public struct TargetNumbers: Hashable, Sendable {
    public struct Number: Hashable, Sendable {
        public let value: Float
        /// Where it stands: "line 3, column price of x.csv".
        public let place: String
    }

    public private(set) var numbers: [Number] = []
    /// Whether the targets are the inputs.
    public let areInputs: Bool
    /// Numbers of one target.
    public let width: Int
    /// Whether they were scaled, so that they are not as the file has them.
    public let areScaled: Bool
    /// Whether the targets are a few whole numbers, each of which may stand for a class.
    public var areFewWhole: Bool { !areInputs && width == 1 && !areScaled && !isCutOff && numbers.allSatisfy { $0.value == $0.value.rounded() } }
    /// Whether validation and test go nowhere beyond the training part, so that all fit a range that training is scaled to.
    public private(set) var areWithinTraining = true
    /// Whether more numbers differ than were kept.
    private var isCutOff = false

    /// How many different numbers are kept at least, where there are so many.
    private static let mostKept = 20

    /// `nil` where the targets are classes, which stand for whatever a loss wants of them.
    public init?(_ parts: DatasetParts) {
        switch parts.training.targets {
        case .classes: return nil
        case .values(_, let row): (areInputs, width) = (false, row.count)
        case .inputs: (areInputs, width) = (true, parts.training.shape.count)
        }
        areScaled = areInputs ? parts.inputScaling != nil : parts.targetScaling != nil
        var lowest: Found?, highest: Found?, different: [Found] = []
        for (part, places, isTraining) in [(parts.plainTraining, parts.places, true), (parts.validation, parts.places, false), (parts.test, parts.testPlaces, false)] {
            part.eachTargetNumber { value, index, number in
                let isLowest = lowest.map { value < $0.value } ?? true, isHighest = highest.map { value > $0.value } ?? true
                let isNew = different.count <= Self.mostKept && !different.contains { $0.value == value }
                guard isLowest || isHighest || isNew else { return }
                areWithinTraining = areWithinTraining && (isTraining || !(isLowest || isHighest))
                let found = Found(value: value, index: index, number: number, part: part, places: places)
                if isLowest { lowest = found }
                if isHighest { highest = found }
                if isNew { different.append(found) }
            }
        }
        isCutOff = different.count > Self.mostKept
        for found in [lowest, highest].compactMap({ $0 }) + different where !numbers.contains(where: { $0.value == found.value }) {
            numbers.append(Number(value: found.value, place: found.place))
        }
    }

    private struct Found {
        let value: Float
        let index: Int
        let number: Int
        let part: Examples
        let places: TargetPlaces?

        var place: String { places?.text(stored: part.stored(index), number: number) ?? "example \(index)" }
    }
}

extension Examples {
    /// Every number of the targets as a network learns it, with the example's place and the number's in its target; of bytes each that occurs, once.
    fileprivate func eachTargetNumber(_ body: (Float, Int, Int) -> Void) {
        guard count > 0 else { return }
        if case .inputs = targets, case .bytes(let bytes, let scale) = inputs, transforms.scaling == nil, transforms.oneHot == nil {
            eachByte(bytes) { body(Float($0) * scale, $1, $2) }
            return
        }
        let layout = TargetLayout.indices, width = targetCount(layout)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: shape.count + width) { memory in
            guard let input = memory.baseAddress else { return }
            memory.initialize(repeating: 0)
            let target = input + shape.count
            for index in 0..<count {
                if case .inputs = targets { gatherClean(index, to: input) }
                gatherTarget(index, to: target, layout, clean: input)
                for number in 0..<width { body(target[number], index, number) }
            }
        }
    }

    private func eachByte(_ bytes: [UInt8], _ body: (UInt8, Int, Int) -> Void) {
        var isSeen = [Bool](repeating: false, count: 256)
        bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<count {
                let start = stored(index) * inputStep
                for place in 0..<storedShape.count where !isSeen[Int(bytes[start + place])] {
                    isSeen[Int(bytes[start + place])] = true
                    body(bytes[start + place], index, place)
                }
            }
        }
    }
}
