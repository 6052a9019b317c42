import Datasets
import Networks
import Recipes

extension Recipe {
    /// How the data is prepared.
    var dataFields: [FormField] {
        func word<Choice: RawRepresentable & CaseIterable & Equatable>(
            _ name: String, _ choice: Choice, standard: Choice, _ help: String, section: String = "data"
        ) -> FormField where Choice.RawValue == String {
            FormField(name, .choice(Choice.allCases.map(\.rawValue)), help, .choice(choice.rawValue), isDefault: choice == standard, section: section)
        }
        let balance = data.balance?.rawValue ?? "none"
        func rows(_ sections: Set<String>) -> [FormField] {
            DataRow.all.filter { sections.contains($0.section) && $0.isThere(data) }.map { $0.field(data) }
        }
        var fields = rows(["source", "table"]) + rows(["data"]) + [
            word("scaling", data.scaling, standard: .automatic, "how stored numbers become inputs"),
            word("targets", data.targets, standard: .automatic, "what it learns to say: the classes, numbers, or the inputs themselves"),
            word("target_scaling", data.targetScaling, standard: .automatic, "how targets that are numbers are scaled"),
            FormField(
                "noise", .choice(["none"] + NoiseKind.allCases.map(\.rawValue)), "what spoils inputs that are to come out clean; the targets are then the inputs",
                .choice(data.noise?.kind.rawValue ?? "none"), isDefault: data.noise == nil, section: "data"),
        ]
        if let noise = data.noise {
            let isDeviation = noise.kind == .gaussian
            fields.append(FormField(
                "noise.amount", .real(noise.kind.range, includesUpper: true), isDeviation ? "deviation of what is added" : "share of the numbers that are spoilt",
                .real(noise.amount), level: 1, section: "data"))
        }
        fields.append(FormField(
            "balance", .choice(["none"] + Balance.allCases.map(\.rawValue)), "repeats rare classes or leaves frequent ones out", .choice(balance),
            isDefault: data.balance == nil, section: "data"))
        fields.append(FormField(
            "class_weight", .choice(ClassWeight.words), "rare classes count more in the loss, or each as it is told", .choice(data.classWeight?.word ?? "none"),
            isDefault: data.classWeight == nil, section: "data"))
        if case .classes(let factors)? = data.classWeight {
            fields.append(FormField(
                "class_weight.factors", .choice([]), "class: factor; classes that are not named count once", .choice(ClassWeight.text(factors)), level: 1, section: "data",
                expectation: "classes with their factors, such as 0: 1, 3: 5"))
        }
        return fields + rows(["sequence"]) + splitFields + augmentationFields
    }

    private var splitFields: [FormField] {
        let split = data.split, word = split?.kind.word ?? "none"
        var fields = [
            FormField(
                "split", .choice(["none", "shares", "fold", "leave_one_out"] + (data.hasColumns || word == "column" ? ["column"] : [])), "who is kept from training; none leaves it to validation_split", .choice(word),
                isDefault: split == nil, section: "split")
        ]
        func row(_ name: String, _ domain: ArgumentDomain, _ help: String, _ value: ArgumentValue) {
            fields.append(FormField("split.\(name)", domain, help, value, level: 1, section: "split"))
        }
        switch split?.kind {
        case .shares(let validation, let test):
            row("validation", .real(0...1, includesUpper: false), "share that validates", .real(validation))
            row("test", .real(0...1, includesUpper: false), "share that tests at the end", .real(test))
        case .fold(let fold, let count):
            row("fold", .integer(0...count - 1), "the part that tests, from 0", .integer(fold))
            row("of", .integer(SplitSpec.foldsRange), "parts", .integer(count))
        case .leaveOneOut(let place): row("example", .integer(SplitSpec.exampleRange), "the example that tests, from 0", .integer(place))
        case .column(let column): row("column", .choice([]), "the column that says train, val or test", .choice(column))
        case nil: break
        }
        switch split?.kind {
        case .shares, .fold:
            row("shuffle", .flag, "mixes the examples before they are shared out", .flag(split?.shuffle ?? true))
            row("seed", .integer(SplitSpec.seedRange), "the same seed, the same parts", .integer(split?.seed ?? 0))
        case .column, .leaveOneOut, nil: break
        }
        return fields
    }

    private var augmentationFields: [FormField] {
        let augment = data.augment ?? AugmentationSpec(), standard = AugmentationSpec()
        func share(_ name: String, _ part: KeyPath<AugmentationSpec, Double>, _ help: String, upTo limit: Double = 1) -> FormField {
            FormField(
                "augment.\(name)", .real(0...limit, includesUpper: limit > 1), help, .real(augment[keyPath: part]), isDefault: augment[keyPath: part] == 0,
                section: "augmentation")
        }
        return [
            share("shift", \.shift, "moves images by up to this share of their size"),
            FormField(
                "augment.flip", .choice(["none"] + AugmentationSpec.Flip.allCases.map(\.rawValue)), "turns every other image over", .choice(augment.flip?.rawValue ?? "none"),
                isDefault: augment.flip == nil, section: "augmentation"),
            share("rotate", \.rotate, "turns images by up to this share of a full turn"),
            share("zoom", \.zoom, "makes images larger or smaller by up to this share"),
            share("noise", \.noise, "adds numbers of this deviation", upTo: AugmentationSpec.deviationRange.upperBound),
            FormField(
                "augment.fill", .choice(AugmentationSpec.Fill.allCases.map(\.rawValue)), "what lies beyond the edge", .choice(augment.fill.rawValue),
                isDefault: augment.fill == standard.fill, section: "augmentation"),
        ]
    }

    /// Sets a field of data by its path; `nil` where the path is none of data's.
    mutating func setData(_ path: [String], to value: ArgumentValue) -> Bool? {
        if let row = DataRow.all.first(where: { $0.path == path.joined(separator: ".") && $0.isThere(data) }) { return row.set(&data, value) }
        switch (path.first, value) {
        case ("scaling", .choice(let word)): return DataSpec.Scaling(rawValue: word).map { data.scaling = $0 } != nil
        case ("target_scaling", .choice(let word)): return DataSpec.Scaling(rawValue: word).map { data.targetScaling = $0 } != nil
        case ("targets", .choice(let word)):
            guard let targets = DataSpec.TargetChoice(rawValue: word) else { return false }
            data.targets = targets
            // Noise asks for the clean inputs as targets, weights of classes for classes.
            if targets == .inputs { data.classWeight = nil } else { data.noise = nil }
        case ("noise", _): return data.setNoise(path.dropFirst().first, to: value)
        case ("balance", .choice(let word)):
            guard word == "none" || Balance(rawValue: word) != nil else { return false }
            data.balance = Balance(rawValue: word)
        case ("class_weight", .choice(let word)) where path.count > 1:
            guard let factors = ClassWeight.factors(word) else { return false }
            data.classWeight = .classes(factors)
        case ("class_weight", .choice(let word)):
            guard ClassWeight.words.contains(word) else { return false }
            data.classWeight = word == "none" ? nil : word == "balanced" ? .balanced : .classes(["0": 1])
            if word != "none", data.targets == .inputs {
                data.targets = .automatic
                data.noise = nil
            }
        case ("split", _): return data.setSplit(path.dropFirst().first, to: value)
        case ("augment", _): return data.setAugmentation(path.dropFirst().first, to: value)
        default: return nil
        }
        return true
    }
}

/// What a recipe calls the kinds of noise.
private enum NoiseKind: String, CaseIterable {
    case gaussian, masking
    case saltAndPepper = "salt_and_pepper"

    var range: ClosedRange<Double> { self == .gaussian ? NoiseSpec.deviationRange : NoiseSpec.shareRange }

    func noise(_ amount: Double) -> NoiseSpec {
        switch self {
        case .gaussian: .gaussian(amount)
        case .masking: .masking(amount)
        case .saltAndPepper: .saltAndPepper(amount)
        }
    }
}

extension NoiseSpec {
    fileprivate var kind: NoiseKind {
        switch self {
        case .gaussian: .gaussian
        case .masking: .masking
        case .saltAndPepper: .saltAndPepper
        }
    }

    fileprivate var amount: Double {
        switch self {
        case .gaussian(let amount), .masking(let amount), .saltAndPepper(let amount): amount
        }
    }
}

extension ClassWeight {
    fileprivate static let words = ["none", "balanced", "by_class"]
    fileprivate var word: String { self == .balanced ? "balanced" : "by_class" }

    /// `0: 1, 3: 5`
    fileprivate static func text(_ factors: [String: Double]) -> String {
        factors.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }

    fileprivate static func factors(_ text: String) -> [String: Double]? {
        var factors: [String: Double] = [:]
        for part in text.split(separator: ",") {
            // A class may have a colon in its name: the factor stands behind the last one.
            guard let colon = part.lastIndex(of: ":"), let factor = Double(part[part.index(after: colon)...].filter { $0 != " " }), factorRange.contains(factor) else { return nil }
            let name = String(part[..<colon].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            guard !name.isEmpty else { return nil }
            factors[name] = factor
        }
        return factors.isEmpty ? nil : factors
    }
}

extension SplitSpec.Kind {
    fileprivate var word: String {
        switch self {
        case .column: "column"
        case .shares: "shares"
        case .fold: "fold"
        case .leaveOneOut: "leave_one_out"
        }
    }
}

extension DataSpec {
    private static let firstNoise = 0.3

    fileprivate mutating func setNoise(_ part: String?, to value: ArgumentValue) -> Bool {
        if part == "amount" {
            guard let kind = noise?.kind, let amount = value.number, kind.range.contains(amount) else { return false }
            noise = kind.noise(amount)
            return true
        }
        guard case .choice(let word) = value else { return false }
        guard let kind = NoiseKind(rawValue: word) else {
            noise = nil
            return word == "none"
        }
        noise = kind.noise(min(noise?.amount ?? Self.firstNoise, kind.range.upperBound))
        targets = .inputs
        classWeight = nil
        return true
    }

    fileprivate mutating func setSplit(_ part: String?, to value: ArgumentValue) -> Bool {
        guard let part else {
            guard case .choice(let word) = value else { return false }
            switch word {
            case "none": split = nil
            case "shares": split = SplitSpec(.shares(validation: 0.1, test: 0.1))
            case "fold": split = SplitSpec(.fold(0, of: 5))
            case "leave_one_out": split = SplitSpec(.leaveOneOut(0))
            case "column": split = SplitSpec(.column("split"))
            default: return false
            }
            return true
        }
        switch (split?.kind, part, value) {
        case (.shares(_, let test)?, "validation", _):
            guard let share = value.number, share >= 0, (0..<1).contains(share + test), share + test > 0 else { return false }
            split?.kind = .shares(validation: share, test: test)
        case (.shares(let validation, _)?, "test", _):
            guard let share = value.number, share >= 0, (0..<1).contains(share + validation), share + validation > 0 else { return false }
            split?.kind = .shares(validation: validation, test: share)
        case (.fold(_, let count)?, "fold", .integer(let fold)) where (0..<count).contains(fold): split?.kind = .fold(fold, of: count)
        case (.fold(let fold, _)?, "of", .integer(let count)) where SplitSpec.foldsRange.contains(count): split?.kind = .fold(min(fold, count - 1), of: count)
        case (.leaveOneOut?, "example", .integer(let place)) where SplitSpec.exampleRange.contains(place): split?.kind = .leaveOneOut(place)
        case (.column?, "column", .choice(let column)) where !column.isEmpty: split?.kind = .column(column)
        case (.shares?, "shuffle", .flag(let flag)), (.fold?, "shuffle", .flag(let flag)): split?.shuffle = flag
        case (.shares?, "seed", .integer(let seed)) where SplitSpec.seedRange.contains(seed), (.fold?, "seed", .integer(let seed)) where SplitSpec.seedRange.contains(seed):
            split?.seed = seed
        default: return false
        }
        return true
    }

    fileprivate mutating func setAugmentation(_ part: String?, to value: ArgumentValue) -> Bool {
        var changed = augment ?? AugmentationSpec()
        let share = value.number.flatMap { $0 >= 0 && $0 < 1 ? $0 : nil }
        switch (part, value) {
        case ("flip", .choice(let word)):
            guard word == "none" || AugmentationSpec.Flip(rawValue: word) != nil else { return false }
            changed.flip = AugmentationSpec.Flip(rawValue: word)
        case ("fill", .choice(let word)):
            guard let fill = AugmentationSpec.Fill(rawValue: word) else { return false }
            changed.fill = fill
        case ("noise", _):
            guard let deviation = value.number, AugmentationSpec.deviationRange.contains(deviation) else { return false }
            changed.noise = deviation
        case ("shift", _), ("rotate", _), ("zoom", _):
            guard let share else { return false }
            if part == "shift" { changed.shift = share } else if part == "rotate" { changed.rotate = share } else { changed.zoom = share }
        default: return false
        }
        augment = changed == AugmentationSpec() ? nil : changed
        return true
    }
}

extension ArgumentValue {
    /// A number, however it was written.
    var number: Double? {
        switch self {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}
