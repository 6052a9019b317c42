/// Enough of the targets to judge whether a loss can measure all of them: the lowest, the highest, and the first few different ones, scaled as the network learns them.
public struct TargetNumbers: Hashable, Sendable {
    /// A number that occurs in the targets.
    public struct Number: Hashable, Sendable {
        /// The number.
        public let value: Float
        /// Where it is: "line 3, column price of x.csv".
        public let place: String
    }

    /// The numbers, each once.
    public private(set) var numbers: [Number] = []
    /// Whether the targets are the inputs.
    public let areInputs: Bool
    /// The numbers of one target.
    public let width: Int
    /// Whether they were scaled, so that they differ from those in the file.
    public let areScaled: Bool
    /// Whether the targets are a few whole numbers, each of which may stand for a class.
    public var areFewWhole: Bool { !areInputs && width == 1 && !areScaled && !isCutOff && numbers.allSatisfy { $0.value == $0.value.rounded() } }
    /// Whether the numbers of validation and test lie within the range of the training part.
    public private(set) var areWithinTraining = true
    /// Whether there are more different numbers than were kept.
    private var isCutOff = false

    /// The most different numbers that are kept.
    private static let maxKept = 20

    /// `nil` where the targets are classes, which every loss accepts.
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
                let isNew = different.count <= Self.maxKept && !different.contains { $0.value == value }
                guard isLowest || isHighest || isNew else { return }
                areWithinTraining = areWithinTraining && (isTraining || !(isLowest || isHighest))
                let found = Found(value: value, index: index, number: number, part: part, places: places)
                if isLowest { lowest = found }
                if isHighest { highest = found }
                if isNew { different.append(found) }
            }
        }
        isCutOff = different.count > Self.maxKept
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
    /// Calls `body` with every number of the targets as the network learns it, the example's index and the number's index in its target; for bytes once for each value.
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
                for number in 0..<storedShape.count where !isSeen[Int(bytes[start + number])] {
                    isSeen[Int(bytes[start + number])] = true
                    body(bytes[start + number], index, number)
                }
            }
        }
    }
}
