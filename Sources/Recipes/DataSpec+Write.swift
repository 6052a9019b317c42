import Datasets
import Documents

extension DataSpec {
    /// The keys and their values in braces; what has its default is left out.
    var yaml: String {
        var fields = YamlFields()
        source.write(to: &fields)
        fields.add("otherwise", otherwise)
        if let imageSize { fields.add("image_size", raw: "[\(imageSize.rows), \(imageSize.columns)]") }
        if scaling != .automatic { fields.add("scaling", scaling.rawValue) }
        if targetScaling != .automatic { fields.add("target_scaling", targetScaling.rawValue) }
        if targets == .inputs, !source.names(.targets) { fields.add("targets", "inputs") } else if targets != .automatic { fields.add("targets_are", targets.rawValue) }
        switch oneHot {
        case .off: fields.add("one_hot", raw: "false")
        case .fitted: fields.add("one_hot", raw: "true")
        case .depth(let depth): fields.add("one_hot", raw: "\(depth)")
        case nil: break
        }
        sequence.write(to: &fields)
        if let split { fields.add("split", raw: split.yaml) }
        if let noise { fields.add("noise", raw: noise.yaml) }
        if let augment { fields.add("augment", raw: augment.yaml) }
        if let classWeight { fields.add("class_weight", raw: classWeight.yaml) }
        fields.add("balance", balance?.rawValue)
        return fields.text
    }
}

extension DataSource {
    fileprivate enum Key { case targets }

    /// Whether the source gives this key a meaning of its own.
    fileprivate func names(_ key: Key) -> Bool {
        if case .npy(let paths) = self { paths.targets != nil } else { false }
    }

    fileprivate func write(to fields: inout YamlFields) {
        func add(_ name: String, _ paths: ArrayPaths, _ keys: ArrayKeys) {
            fields.add("source", name)
            fields.add(keys.inputs, paths.inputs)
            fields.add(keys.targets, paths.targets)
            fields.add(keys.testInputs, paths.testInputs)
            fields.add(keys.testTargets, paths.testTargets)
            fields.add(ArrayKeys.weights, paths.weights)
        }
        switch self {
        case .catalogue(let id): fields.add("source", id)
        case .npy(let paths): add("npy", paths, ArrayKeys.npy)
        case .idx(let paths): add("idx", paths, ArrayKeys.idx)
        case .images(let folder, let testFolder):
            fields.add("source", "images")
            fields.add("folder", folder)
            fields.add("test_folder", testFolder)
        case .csv(let table): table.write("csv", to: &fields)
        case .series(let table): table.write("series", to: &fields)
        case .text(let path, let testPath):
            fields.add("source", "text")
            fields.add("path", path)
            fields.add("test_path", testPath)
        }
    }
}

extension TableSpec {
    fileprivate func write(_ source: String, to fields: inout YamlFields) {
        func add(_ key: String, _ names: [String]) {
            if names.count == 1 { fields.add(key, names[0]) } else if !names.isEmpty { fields.add(key, raw: "[" + names.map(YamlText.inBraces).joined(separator: ", ") + "]") }
        }
        fields.add("source", source)
        fields.add("path", path)
        fields.add("test_path", testPath)
        add("target", target)
        fields.add("text", text)
        add("columns", columns ?? [])
        add("drop", drop)
        add("categorical", categorical)
        fields.add("date", date)
        switch missing {
        case .refuse: break
        case .mean: fields.add("missing", "mean")
        case .value(let value): fields.add("missing", raw: "\(value)")
        }
        if let delimiter { fields.add("delimiter", delimiter == "\t" ? "tab" : String(delimiter)) }
        if !hasHeader { fields.add("header", raw: "false") }
    }
}

extension NoiseSpec {
    fileprivate var yaml: String {
        switch self {
        case .gaussian(let deviation): "{gaussian: \(deviation)}"
        case .masking(let share): "{masking: \(share)}"
        case .saltAndPepper(let share): "{salt_and_pepper: \(share)}"
        }
    }
}

extension AugmentationSpec {
    fileprivate var yaml: String {
        let standard = AugmentationSpec()
        var fields = YamlFields()
        if shift != standard.shift { fields.add("shift", raw: "\(shift)") }
        fields.add("flip", flip?.rawValue)
        if rotate != standard.rotate { fields.add("rotate", raw: "\(rotate)") }
        if zoom != standard.zoom { fields.add("zoom", raw: "\(zoom)") }
        if noise != standard.noise { fields.add("noise", raw: "\(noise)") }
        if fill != standard.fill { fields.add("fill", fill.rawValue) }
        return fields.text
    }
}

extension ClassWeight {
    fileprivate var yaml: String {
        switch self {
        case .balanced: "balanced"
        case .classes(let factors): "{" + factors.sorted { $0.key < $1.key }.map { "\(YamlText.inBraces($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }
}
