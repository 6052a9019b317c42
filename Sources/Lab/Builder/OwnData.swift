import Datasets

/// The person's own files as the data menu offers them; what the recipe says of them beside the path is set in the data form.
public enum OwnData: CaseIterable, Hashable, Sendable {
    case pictures, table, series, text, arrays, idx

    var title: String {
        switch self {
        case .pictures: "Your own pictures"
        case .table: "Your own table"
        case .series: "Your own series"
        case .text: "Your own text"
        case .arrays: "Your own arrays"
        case .idx: "Your own IDX files"
        }
    }

    /// What is typed: the detail of the menu and the title of the prompt.
    var what: String {
        switch self {
        case .pictures: "a folder with a folder of PNG or JPEG pictures for each class"
        case .table: "a CSV file: a row an example; the column to learn is asked for"
        case .series: "a CSV file whose rows follow each other in time"
        case .text: "a text file: it learns what comes next"
        case .arrays: "a NumPy file (.npy) of inputs"
        case .idx: "an IDX file of images, gzipped or not"
        }
    }

    func data(at path: String) -> DataSpec {
        switch self {
        case .pictures: DataSpec(source: .images(folder: path, testFolder: nil), imageSize: .init(rows: 64, columns: 64))
        case .table: DataSpec(source: .csv(TableSpec(path: path)))
        case .series: DataSpec(source: .series(TableSpec(path: path)))
        case .text: DataSpec(source: .text(path: path, testPath: nil))
        case .arrays: DataSpec(source: .npy(.init(inputs: path)))
        case .idx: DataSpec(source: .idx(.init(inputs: path)))
        }
    }
}
