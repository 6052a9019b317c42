import Datasets
import Yams

extension NoiseSpec {
    /// `{gaussian: 0.4}`, `{masking: 0.3}` or `{salt_and_pepper: 0.1}`.
    init(_ node: YamlNode) throws(RecipeError) {
        let keys = try node.keys("noise", known: NoiseSpec.names)
        guard keys.count == 1, let (name, value) = keys.first else {
            throw node.error("noise: expected one kind, such as {gaussian: 0.4}, got \(keys.count) of them.")
        }
        func share() throws(RecipeError) -> Double { try value.number(name, "a share", in: Self.shareRange) }
        switch name {
        case "gaussian": self = .gaussian(try value.number(name, "a deviation", in: Self.deviationRange))
        case "masking": self = .masking(try share())
        default: self = .saltAndPepper(try share())
        }
    }

    static let names = ["gaussian", "masking", "salt_and_pepper"]
}

extension AugmentationSpec {
    init(_ node: YamlNode) throws(RecipeError) {
        let keys = try node.keys("augment", known: ["shift", "flip", "rotate", "zoom", "noise", "fill"])
        self.init()
        func share(_ key: String) throws(RecipeError) -> Double { try keys[key]?.share(key) ?? 0 }
        shift = try share("shift")
        rotate = try share("rotate")
        zoom = try share("zoom")
        noise = try keys["noise"]?.number("noise", "a deviation", in: Self.deviationRange) ?? 0
        flip = try keys["flip"].map { node throws(RecipeError) in try node.choice("flip") }
        if let node = keys["fill"] { fill = try node.choice("fill") }
    }
}

extension ClassWeight {
    /// `balanced`, or `{0: 1.0, 3: 5.0}` by class number or name.
    init(_ node: YamlNode) throws(RecipeError) {
        switch node.node {
        case .scalar(let scalar) where scalar.string == "balanced": self = .balanced
        case .mapping(let mapping) where !mapping.isEmpty:
            var factors: [String: Double] = [:]
            for (key, value) in mapping {
                let name = try node.child(key).text("class_weight")
                factors[name] = try node.child(value).number("class_weight \(name.prefix(40))", "a factor", in: Self.factorRange)
            }
            self = .classes(factors)
        case .scalar, .mapping, .sequence, .alias:
            throw node.error("class_weight: expected balanced or a factor by class, such as {0: 1.0, 3: 5.0}, got \(node.got).")
        }
    }
}
