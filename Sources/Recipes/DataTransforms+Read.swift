import Datasets
import Documents

extension NoiseSpec {
    /// `{gaussian: 0.4}`, `{masking: 0.3}` or `{salt_and_pepper: 0.1}`.
    init(_ node: YamlNode) throws(DocumentError) {
        let keys = try node.keys("noise", known: NoiseSpec.names)
        guard keys.count == 1, let (name, value) = keys.first else {
            throw node.error("noise: expected one kind, such as {gaussian: 0.4}, got \(keys.count) of them.")
        }
        func share() throws(DocumentError) -> Double { try value.number(name, "a share", in: Self.shareRange) }
        switch name {
        case "gaussian": self = .gaussian(try value.number(name, "a deviation", in: Self.deviationRange))
        case "masking": self = .masking(try share())
        default: self = .saltAndPepper(try share())
        }
    }

    static let names = ["gaussian", "masking", "salt_and_pepper"]
}

extension AugmentationSpec {
    init(_ node: YamlNode) throws(DocumentError) {
        let keys = try node.keys("augment", known: ["shift", "flip", "rotate", "zoom", "noise", "fill"])
        self.init()
        func share(_ key: String) throws(DocumentError) -> Double { try keys[key]?.share(key) ?? 0 }
        shift = try share("shift")
        rotate = try share("rotate")
        zoom = try share("zoom")
        noise = try keys["noise"]?.number("noise", "a deviation", in: Self.deviationRange) ?? 0
        flip = try keys["flip"].map { node throws(DocumentError) in try node.choice("flip") }
        if let node = keys["fill"] { fill = try node.choice("fill") }
    }
}

extension ClassWeight {
    /// `balanced`, or `{0: 1.0, 3: 5.0}` by class number or name.
    init(_ node: YamlNode) throws(DocumentError) {
        if node.scalar == "balanced" {
            self = .balanced
            return
        }
        guard !node.entries.isEmpty else { throw node.error("class_weight: expected balanced or a factor by class, such as {0: 1.0, 3: 5.0}, got \(node.got).") }
        var factors: [String: Double] = [:]
        for (key, value) in node.entries {
            let name = try key.text("class_weight")
            factors[name] = try value.number("class_weight \(name.prefix(40))", "a factor", in: Self.factorRange)
        }
        self = .classes(factors)
    }
}
