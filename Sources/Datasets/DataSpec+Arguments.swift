import Tensors

/// The arguments of `data:`: those of its source, and those that data of all sources share. Each is described once.
extension DataSpec {
    /// All arguments that a recipe may give with this source, in the order in which they are written.
    public var arguments: [DataArgument<DataSpec>] {
        let families = type(of: source.description).families
        let own = source.catalogueID == nil ? Set(families) : [source.family]
        return source.arguments + Self.shared.filter { $0.families?.isDisjoint(with: own) != true }
    }

    /// The rows of the builder's form: the arguments that apply to the data with its present settings, and those that are given.
    public var formArguments: [DataArgument<DataSpec>] {
        let given = given
        return arguments.filter { argument in
            guard argument.field.isInForm, argument.families?.contains(source.family) != false else { return false }
            let isExcluded = rules.contains { $0.blamed == argument.name && $0.isExclusion && given.contains($0.other) }
            return !isExcluded && (!argument.hiddenFamilies.contains(source.family) || given.contains(argument.name))
        }
    }

    /// The numbers of classes that a recipe may give.
    public static let classesRange = 2...100_000

    private static let shared: [DataArgument<DataSpec>] =
        [
            .init("image_size", \.imageSize, .size(ImageSize.sidesRange), noneMeans: "unchanged", help: "rows and columns that images are scaled to").of(.pictures, .arrays),
            .init("scaling", \.scaling, .words(of: Scaling.self), standard: .automatic, help: "how stored numbers become inputs"),
            .init("target_scaling", \.targetScaling, .words(of: Scaling.self), standard: .automatic, help: "how targets that are numbers are scaled"),
            targetsAreInputs, targetChoice,
            .init("classes", \.classes, .whole(classesRange), noneMeans: "as many as the data has", help: "the number of classes, where the data lacks the last ones")
                .of(.arrays, .table, .textTable),
            oneHotChoice,
        ] + SequenceSpec.arguments.map { $0.lifted(\DataSpec.sequence) } + [
            SplitSpec.argument, NoiseSpec.argument, AugmentationSpec.argument, ClassWeight.argument,
            .init("balance", \.balance, .words(of: Balance.self), help: "repeats rare classes or leaves frequent ones out"),
        ]

    /// `targets: inputs`, a short form of `targets_are: inputs`, where the source has no argument `targets` of its own.
    private static var targetsAreInputs: DataArgument<DataSpec> {
        DataArgument(DataField("targets", .word([TargetChoice.inputs.rawValue]), help: "the inputs themselves").with { $0.isInForm = false }) {
            $0.saysTargetsAreInputs ? TargetChoice.inputs.dataValue : .nothing
        } put: { data, value in
            if value != .nothing { data.targets = .inputs }
            return true
        }
    }

    private static var targetChoice: DataArgument<DataSpec> {
        var argument = DataArgument<DataSpec>(
            "targets_are", \.targets, .words(of: TargetChoice.self), standard: .automatic, help: "what is predicted: classes, numbers, or the inputs themselves"
        ).with { $0.formName = "targets" }
        argument.isWritten = { !$0.saysTargetsAreInputs }
        return argument
    }

    private static var oneHotChoice: DataArgument<DataSpec> {
        var argument = DataArgument<DataSpec>(
            "one_hot", \.oneHot, OneHotChoice.domain,
            help: "whole numbers as one-hot rows, as wide as the vocabulary or of a depth; off: unchanged, for an Embedding; none: as the data set has it")
        argument.hiddenFamilies = [.series, .pictures]
        return argument
    }

    private var saysTargetsAreInputs: Bool { targets == .inputs && !source.arguments.contains { $0.name == "targets" && $0.isGiven(self) } }

    /// The keys that are given.
    private var given: Set<String> { Set(arguments.filter { $0.isGiven(self) }.map(\.name)) }

    /// Sets an argument by its key, and resets those that can't be combined with it. Returns `false` where there is no such key or the value is not in its domain.
    /// `ofSource` distinguishes an argument of the source from a shared one of the same key.
    public mutating func set(_ key: String, ofSource: Bool, to value: DataValue) -> Bool {
        guard let argument = arguments.first(where: { $0.name == key && $0.isOfSource == ofSource }), argument.set(&self, value) else { return false }
        for _ in 0..<2 {  // satisfying one rule may break another
            for rule in rules where rule.isBroken(self, given) {
                if let mend = rule.mend { mend(&self, key) } else { reset(key == rule.blamed ? rule.other : rule.blamed) }
            }
        }
        return true
    }

    /// The first pair of arguments that can't be combined: the key at which to report it, and the sentence.
    public func conflict(given: Set<String>) -> (key: String, sentence: String)? {
        rules.first { $0.isBroken(self, given) }.map { ($0.blamed, $0.sentence(self)) }
    }

    /// Sets a key to its default.
    mutating func reset(_ key: String) {
        if let argument = arguments.first(where: { $0.name == key }) { _ = argument.set(&self, argument.field.standard) }
    }

    private var rules: [DataRule] { type(of: source.description).rules + SequenceSpec.rules + Self.rules }

    private static let rules = [
        DataRule(
            blamed: "classes", other: "targets_are",
            isBroken: { data, given in given.contains("classes") && (data.targets == .inputs || data.targets == .values) },
            sentence: { data in
                let got = data.targets == .values ? "targets_are: values" : "the inputs as targets"
                return "classes: expected targets that are classes, got \(got). Leave one of them out."
            }),
        DataRule(
            blamed: "class_weight", other: "targets_are", isBroken: { data, given in given.contains("class_weight") && data.targets == .inputs },
            sentence: { _ in "class_weight: expected class targets, got targets: inputs. Leave one of them out." }),
        DataRule(
            blamed: "noise", other: "targets_are", isBroken: { data, given in given.contains("noise") && data.targets != .inputs && data.source.description.hasTargets },
            sentence: { _ in "noise: expected targets that are the clean inputs, got others. Add targets: inputs, or leave noise out." },
            mend: { data, key in if key == "noise" { data.targets = .inputs } else { data.noise = nil } }),
    ]

    /// The names of the sources that a key belongs to, as words that complete "it belongs to …"; `nil` where there is none.
    public static func owners(of key: String) -> String? {
        let owners = DataSource.all.filter { source in DataSpec(source: source).arguments.contains { $0.name == key } }
        if !owners.isEmpty { return owners.map(\.name).listed("and") }
        return CatalogueSource.arguments.contains { $0.name == key } ? CatalogueSource.name : nil
    }

    /// Throws where `targets_are` would have no effect, because the source's targets can be read in one way only.
    func checkTargetChoice() throws(FileError) {
        guard targets == .classes || targets == .values, !source.family.hasTargetsOfEitherKind else { return }
        let owners = DataSource.all.filter(\.family.hasTargetsOfEitherKind).map(\.name).listed("and")
        throw FileError(source.label, "targets_are: \(targets.rawValue): does not apply to this data: it belongs to \(owners). Leave it out.")
    }

    /// Whether reading the data fits something to the training rows: a vocabulary, a length, the values that replace gaps, or the scale of the targets.
    public var isFitted: Bool {
        func isScaled(_ scaling: Scaling) -> Bool { scaling == .standardise || scaling == .normalise }
        return source.family.isFitted || isScaled(targetScaling) || targets == .inputs && isScaled(scaling)
    }

    /// Whether the inputs may be images.
    public var mayBeImages: Bool { source.family.mayBeImages }
}
