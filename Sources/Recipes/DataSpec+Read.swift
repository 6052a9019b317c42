import Datasets
import Documents
import Tensors

extension DataSpec {
    /// Keys that every source takes.
    private static let shared = [
        "source", "scaling", "target_scaling", "targets", "targets_are", "one_hot", "split", "noise", "augment", "class_weight", "balance",
    ]

    init(_ node: YamlNode) throws(DocumentError) {
        guard let source = node["source"] else {
            throw node.error("data: expected {source: …}, got \(node.got).")
        }
        let name = try source.text("source"), kind = SourceKind(rawValue: name)
        guard kind != nil || CatalogueEntry.named(name) != nil else {
            let known = CatalogueEntry.all.map(\.id) + SourceKind.allCases.map(\.rawValue)
            throw source.error("source: expected a data set, \(SourceKind.list), got \(name.prefix(40)).\(NearestName.hint(name, in: known))")
        }
        let keys = try DataKeys(node, source: name, known: Self.shared + (kind?.keys ?? CatalogueEntry.keys(name)))
        self.init(source: try kind?.source(keys) ?? .catalogue(name))
        otherwise = try keys.text("otherwise")
        if let otherwise, CatalogueEntry.named(otherwise) == nil {
            throw keys.error("otherwise", "otherwise: expected a data set, got \(otherwise.prefix(40)).\(NearestName.hint(otherwise, in: CatalogueEntry.all.map(\.id)))")
        }
        sequence = try SequenceSpec(keys)
        split = try keys.values["split"].map { node throws(DocumentError) in try SplitSpec(node) }
        try readPreparation(keys)
        try readTransforms(keys)
    }

    /// Targets, sizes and scales.
    private mutating func readPreparation(_ keys: DataKeys) throws(DocumentError) {
        if let size = keys.values["image_size"] {
            let sides = try size.items("image_size")
            guard sides.count == 2 else { throw size.error("image_size: expected rows and columns, such as [64, 64], got \(size.got).") }
            imageSize = ImageSize(rows: try sides[0].integer("image_size", in: ImageSize.sidesRange), columns: try sides[1].integer("image_size", in: ImageSize.sidesRange))
        }
        if let scaling: Scaling = try keys.choice("scaling") { self.scaling = scaling }
        if let scaling: Scaling = try keys.choice("target_scaling") { targetScaling = scaling }
        if let choice: TargetChoice = try keys.choice("targets_are") { targets = choice }
        if let node = keys.values["targets"], keys.meansInputs {
            guard try node.text("targets") == "inputs" else {
                throw node.error("targets: expected inputs, got \(node.got). Write targets: inputs, or leave it out.")
            }
            targets = .inputs
        }
        if let node = keys.values["one_hot"] {
            if let flag = try? node.flag("one_hot") {
                oneHot = flag ? .fitted : .off
            } else {
                let depths = OneHotChoice.depthRange
                guard let depth = try? node.integer("one_hot", in: depths) else {
                    throw node.error("one_hot: expected true, false or a depth from \(depths.lowerBound) to \(depths.upperBound), got \(node.got).")
                }
                oneHot = .depth(depth)
            }
        }
    }

    private mutating func readTransforms(_ keys: DataKeys) throws(DocumentError) {
        if let node = keys.values["noise"] {
            noise = try NoiseSpec(node)
            guard targets == .inputs || source.reconstructs else {
                throw node.error("noise: expected targets that are the clean inputs, got others. Add targets: inputs, or leave noise out.")
            }
        }
        if let node = keys.values["augment"] { augment = try AugmentationSpec(node) }
        if let node = keys.values["class_weight"] {
            classWeight = try ClassWeight(node)
            guard targets != .inputs else { throw node.error("class_weight: expected class targets, got targets: inputs. Leave one of them out.") }
        }
        balance = try keys.choice("balance")
    }
}

extension CatalogueEntry {
    /// Keys that recipes may give beside an entry: what its files know of.
    fileprivate static func keys(_ id: String) -> [String] {
        switch named(id)?.family {
        case .pictures: ["otherwise"] + DataKeys.ofPictures
        case .generated, .table, nil: ["otherwise"]
        case .textTable: ["otherwise"] + SequenceSpec.tableKeys
        case .text: ["otherwise"] + SequenceSpec.textKeys
        case .series: ["otherwise"] + SequenceSpec.seriesKeys
        }
    }
}

extension DataSource {
    /// Arrays without targets are their own.
    fileprivate var reconstructs: Bool {
        switch self {
        case .npy(let paths), .idx(let paths): paths.targets == nil
        case .csv(let table): table.target.isEmpty
        case .catalogue, .images, .series, .text: false
        }
    }
}
