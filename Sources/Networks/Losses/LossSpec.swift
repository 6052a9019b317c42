/// What a stack minimises, with Keras' names.
public enum LossSpec: String, CaseIterable, Hashable, Sendable {
    case categoricalCrossentropy = "categorical_crossentropy"
    case sparseCategoricalCrossentropy = "sparse_categorical_crossentropy"
    case binaryCrossentropy = "binary_crossentropy"
    case meanSquaredError = "mean_squared_error"
}

/// What is reported beside the loss.
public enum MetricSpec: String, CaseIterable, Hashable, Sendable {
    case accuracy
}
