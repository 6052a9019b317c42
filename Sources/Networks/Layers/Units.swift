import Tensors

/// A count that a recipe gives as a number, or leaves to its data: `num_classes`.
public enum Units: Hashable, Sendable {
    case count(Int)
    case ofData(DataSize)

    public static let numberOfClasses = Units.ofData(.classes)
    public static let numberOfOutputs = Units.ofData(.outputs)
    public static let vocabulary = Units.ofData(.vocabulary)

    /// More than any stack here can hold; it keeps products of shapes within an `Int`.
    public static let largest = 1 << 20

    /// The number for a layer with inputs of a shape, or the reason why there is none; `written` is the layer with a number in its place, which repairs that.
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
