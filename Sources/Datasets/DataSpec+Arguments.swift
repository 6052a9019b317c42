import Tensors

/// What a recipe may say of data: its source's own arguments, and those of data of any source, each with its key said once.
extension DataSpec {
    /// Every argument that a recipe may give beside this source, in the order that it is written in.
    public var arguments: [DataArgument<DataSpec>] {
        let families = type(of: source.description).families
        let own = source.catalogueID == nil ? Set(families) : [source.family]
        return source.arguments + Self.shared.filter { $0.families?.isDisjoint(with: own) != true }
    }

    /// The arguments that say something of the data as it is told, or say it already: the rows of a form.
    public var formArguments: [DataArgument<DataSpec>] {
        let given = given
        return arguments.filter { argument in
            guard argument.field.isInForm, argument.families?.contains(source.family) != false else { return false }
            let isExcluded = rules.contains { $0.blamed == argument.name && $0.isExclusion && given.contains($0.other) }
            return !isExcluded && (!argument.hiddenFamilies.contains(source.family) || given.contains(argument.name))
        }
    }

    private static let shared: [DataArgument<DataSpec>] =
        [
            .init("image_size", \.imageSize, .size(ImageSize.sidesRange), noneMeans: "as they are", help: "rows and columns that images are scaled to").of(.pictures, .arrays),
            .init("scaling", \.scaling, .words(of: Scaling.self), standard: .automatic, help: "how stored numbers become inputs"),
            .init("target_scaling", \.targetScaling, .words(of: Scaling.self), standard: .automatic, help: "how targets that are numbers are scaled"),
            targetsAreInputs, targetChoice, oneHotChoice,
        ] + SequenceSpec.arguments.map { $0.lifted(\DataSpec.sequence) } + [
            SplitSpec.argument, NoiseSpec.argument, AugmentationSpec.argument, ClassWeight.argument,
            .init("balance", \.balance, .words(of: Balance.self), help: "repeats rare classes or leaves frequent ones out"),
        ]

    /// `targets: inputs`, where the source has no targets of that key: the short way to say `targets_are: inputs`.
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
            "targets_are", \.targets, .words(of: TargetChoice.self), standard: .automatic, help: "what it learns to say: the classes, numbers, or the inputs themselves"
        ).with { $0.formName = "targets" }
        argument.isWritten = { !$0.saysTargetsAreInputs }
        return argument
    }

    private static var oneHotChoice: DataArgument<DataSpec> {
        var argument = DataArgument<DataSpec>(
            "one_hot", \.oneHot, OneHotChoice.domain,
            help: "whole numbers as rows with a one: as wide as the vocabulary, or of a depth; off: as they are, for an Embedding; none: as the data has it")
        argument.hiddenFamilies = [.series, .pictures]
        return argument
    }

    private var saysTargetsAreInputs: Bool { targets == .inputs && !source.arguments.contains { $0.name == "targets" && $0.isGiven(self) } }

    /// The keys of what is said.
    private var given: Set<String> { Set(arguments.filter { $0.isGiven(self) }.map(\.name)) }

    /// Sets an argument by its key, and takes back what can't stand beside it; false where there is none of this key or the value is not in its domain.
    public mutating func set(_ key: String, ofSource: Bool, to value: DataValue) -> Bool {
        guard let argument = arguments.first(where: { $0.name == key && $0.isOfSource == ofSource }), argument.set(&self, value) else { return false }
        for _ in 0..<2 {  // mending one rule may break another
            for rule in rules where rule.isBroken(self, given) {
                if let mend = rule.mend { mend(&self, key) } else { takeBack(key == rule.blamed ? rule.other : rule.blamed) }
            }
        }
        return true
    }

    /// The first reason why what is said can't stand side by side: the key that it is found at, and a sentence.
    public func conflict(given: Set<String>) -> (key: String, sentence: String)? {
        rules.first { $0.isBroken(self, given) }.map { ($0.blamed, $0.sentence(self)) }
    }

    /// As if nothing had been said of a key.
    mutating func takeBack(_ key: String) {
        if let argument = arguments.first(where: { $0.name == key }) { _ = argument.set(&self, argument.field.standard) }
    }

    private var rules: [DataRule] { type(of: source.description).rules + SequenceSpec.rules + Self.rules }

    private static let rules = [
        DataRule(
            blamed: "class_weight", other: "targets_are", isBroken: { data, given in given.contains("class_weight") && data.targets == .inputs },
            sentence: { _ in "class_weight: expected class targets, got targets: inputs. Leave one of them out." }),
        DataRule(
            blamed: "noise", other: "targets_are", isBroken: { data, given in given.contains("noise") && data.targets != .inputs && data.source.description.hasTargets },
            sentence: { _ in "noise: expected targets that are the clean inputs, got others. Add targets: inputs, or leave noise out." },
            mend: { data, key in if key == "noise" { data.targets = .inputs } else { data.noise = nil } }),
    ]

    /// The names of the sources that a key belongs to, to finish "it belongs to …"; `nil` for a key of none.
    public static func owners(of key: String) -> String? {
        let owners = DataSource.all.filter { source in DataSpec(source: source).arguments.contains { $0.name == key } }
        if !owners.isEmpty { return owners.map(\.name).listed("and") }
        return CatalogueSource.arguments.contains { $0.name == key } ? CatalogueSource.name : nil
    }

    /// Throws where `targets_are` would be left unread: these targets can be understood in one way only.
    func checkTargetChoice() throws(FileError) {
        guard targets == .classes || targets == .values, !source.family.hasTargetsOfEitherKind else { return }
        let owners = DataSource.all.filter(\.family.hasTargetsOfEitherKind).map(\.name).listed("and")
        throw FileError(source.label, "targets_are: \(targets.rawValue): says nothing of this data: it belongs to \(owners). Leave it out.")
    }

    /// Whether a vocabulary, a length, or what stands in gaps is fitted to the training rows.
    public var isFitted: Bool { source.family.isFitted }

    /// Whether inputs may be images.
    public var mayBeImages: Bool { source.family.mayBeImages }
}
