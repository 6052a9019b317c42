import Tensors

/// A count that a recipe gives as a number or leaves to its data: `num_classes`.
public enum Units: Hashable, Sendable {
    case count(Int)
    case ofData(DataSize)

    /// `num_classes`: as many as the targets have classes.
    public static let numberOfClasses = Units.ofData(.classes)
    /// `num_outputs`: as many outputs as the loss needs for the targets.
    public static let numberOfOutputs = Units.ofData(.outputs)
    /// `vocabulary`: as many as the inputs have symbols.
    public static let vocabulary = Units.ofData(.vocabulary)

    /// The largest count: large enough for any stack, and small enough that products of extents fit in an `Int`.
    public static let largest = 1 << 20

    /// The count for a layer with inputs of this shape. Throws the reason why the data does not determine it; `written` makes the repaired layer, with a number instead.
    func number(
        _ sizes: DataSizes, on input: Shape, argument: String, atMost most: Int = Units.largest, written: (Units) -> LayerSpec
    ) throws(LayerProblem) -> Int {
        switch self {
        case .count(let number): return number
        case .ofData(let size):
            guard let number = sizes.number(of: size, on: input) else {
                throw LayerProblem("\(argument): \(size.absence)", repairs: [.replace(written(.count(size == .vocabulary ? 1_000 : 10)))])
            }
            guard number <= most else {
                throw LayerProblem("\(argument): expected at most \(most), got \(number), which \(size.rawValue) is of this data. Write a smaller number.")
            }
            return number
        }
    }
}
