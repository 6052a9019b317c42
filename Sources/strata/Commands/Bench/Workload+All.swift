import Networks
import Tensors

extension Workload {
    /// The nine reference workloads, which cover all kinds of models.
    static let all = [
        Workload(
            "cnn_seed", input: [128, 128, 3], batch: 32, data: .classes,
            operations: 2 * (2 * 127 * 127 * 16 * 12 + 3 * 62 * 62 * 32 * 64 + 3 * 30_752 * 100 + 3 * 1_000),
            [convolution(16, 2), pool, convolution(32, 2), pool, .flatten(Flatten()), dense(100, .relu), dense(10, .softmax)]),
        Workload(
            "cnn_fashion", input: [28, 28, 1], batch: 64, data: .classes,
            operations: 2 * (2 * 26 * 26 * 32 * 9 + 3 * 11 * 11 * 64 * 288 + 3 * 1_600 * 128 + 3 * 1_280),
            [convolution(32, 3), pool, convolution(64, 3), pool, .flatten(Flatten()), dense(128, .relu), dense(10, .softmax)]),
        Workload(
            "mlp", input: [784], batch: 128, data: .classes, operations: 2 * (2 * 784 * 512 + 3 * 512 * 256 + 3 * 2_560),
            [dense(512, .relu), dense(256, .relu), dense(10, .softmax)]),
        Workload(
            "rnn_rows", input: [28, 28], batch: 64, data: .classes, operations: 2 * (28 * (2 * 28 * 128 + 3 * 128 * 128) + 3 * 1_280),
            [.simpleRNN(SimpleRNN(units: 128)), dense(10, .softmax)]),
        Workload(
            "lstm_rows", input: [28, 28], batch: 64, data: .classes, operations: 2 * (28 * (2 * 28 * 512 + 3 * 128 * 512) + 3 * 1_280),
            [.lstm(LSTM(units: 128)), dense(10, .softmax)]),
        Workload(
            "lstm_char", input: [100], batch: 32, data: .symbols(65), loss: .sparseCategoricalCrossentropy, operations: 6 * 100 * ((64 + 256) * 1_024 + 256 * 65),
            [.embedding(Embedding(inputDim: 65, outputDim: 64)), .lstm(LSTM(units: 256, returnsSequences: true)), dense(65, .softmax)]),
        Workload(
            "ae_dense", input: [784], batch: 128, data: .inputs, loss: .binaryCrossentropy, operations: 2 * (2 * 784 * 128 + 3 * (128 * 32 + 32 * 128 + 128 * 784)),
            [dense(128, .relu), dense(32, .relu), dense(128, .relu), dense(784, .sigmoid)]),
        Workload(
            "ae_conv", input: [28, 28, 1], batch: 64, data: .inputs, loss: .binaryCrossentropy,
            operations: 2 * (2 * 784 * 144 + 3 * (196 * 8 * 144 + 49 * 8 * 72 + 196 * 16 * 72 + 784 * 144)),
            [
                convolution(16, 3, .same), pool, convolution(8, 3, .same), pool, convolution(8, 3, .same), larger, convolution(16, 3, .same), larger,
                convolution(1, 3, .same, .sigmoid),
            ]),
        Workload(
            "rbm", input: [784], batch: 64, data: .bits, loss: .contrastiveDivergence, optimizer: gradientDescent(0.05), operations: 2 * 5 * 784 * 256,
            [.rbm(RBM(hiddenUnits: 256))]),
    ]

    private static let pool = LayerSpec.maxPooling2D(MaxPooling2D())
    private static let larger = LayerSpec.upSampling2D(UpSampling2D(size: Pair(2, 2)))

    private static func convolution(_ filters: Int, _ size: Int, _ padding: Padding = .valid, _ activation: Activation = .relu) -> LayerSpec {
        .conv2D(Conv2D(filters: filters, kernelSize: Pair(size, size), padding: padding, activation: activation))
    }

    private static func dense(_ units: Int, _ activation: Activation) -> LayerSpec { .dense(Dense(units: .count(units), activation: activation)) }

    private static func gradientDescent(_ rate: Double) -> OptimizerSpec {
        var sgd = SGD()
        sgd.learningRate = rate
        return .sgd(sgd)
    }
}
