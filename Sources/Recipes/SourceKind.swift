import Datasets
import Documents

/// The sources that are no data set of the catalogue, by the word that a recipe names them with.
enum SourceKind: String, CaseIterable {
    case npy, idx, images, csv, series, text

    /// "npy, idx, images, csv, series or text"
    static var list: String { allCases.map(\.rawValue).listed("or") }

    var keys: [String] {
        switch self {
        case .npy: ArrayKeys.npy.all + DataKeys.ofPictures
        case .idx: ArrayKeys.idx.all + DataKeys.ofPictures
        case .images: ["folder", "test_folder"] + DataKeys.ofPictures
        case .csv: TableSpec.keys + ["test_path", "text", "categorical"] + SequenceSpec.tableKeys
        case .series: TableSpec.keys + ["date"] + SequenceSpec.seriesKeys
        case .text: ["path", "test_path"] + SequenceSpec.textKeys
        }
    }

    /// The sources that a key of another one belongs to: "csv and text".
    static func owners(of key: String) -> String? {
        var owners = allCases.filter { $0.keys.contains(key) }.map(\.rawValue)
        if key == "otherwise" { owners = ["the catalogue's"] }
        return owners.isEmpty ? nil : owners.listed("and")
    }

    func source(_ keys: DataKeys) throws(DocumentError) -> DataSource {
        switch self {
        case .npy: .npy(try paths(keys, ArrayKeys.npy))
        case .idx: .idx(try paths(keys, ArrayKeys.idx))
        case .images: .images(folder: try keys.needed("folder"), testFolder: try keys.text("test_folder"))
        case .csv: .csv(try TableSpec(keys))
        case .series: .series(try TableSpec(keys))
        case .text: .text(path: try keys.needed("path"), testPath: try keys.text("test_path"))
        }
    }

    private func paths(_ keys: DataKeys, _ names: ArrayKeys) throws(DocumentError) -> DataSource.ArrayPaths {
        if keys.values[names.testTargets] != nil, keys.values[names.testInputs] == nil {
            throw keys.error(names.testTargets, "\(names.testTargets): expected \(names.testInputs) beside it, got none. Add \(names.testInputs):")
        }
        return DataSource.ArrayPaths(
            inputs: try keys.needed(names.inputs), targets: names.targets == "targets" && keys.meansInputs ? nil : try keys.text(names.targets),
            testInputs: try keys.text(names.testInputs), testTargets: try keys.text(names.testTargets), weights: try keys.text(ArrayKeys.weights))
    }
}
