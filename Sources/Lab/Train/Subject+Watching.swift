import Networks
import Training

extension Snapshot.Subject {
    /// The layer that the training page looks into: an autoencoder's code, the first convolution, or what reads a sequence.
    public var shownLayer: Int {
        let layers = plan.layers
        if family == .autoencoder { return codeLayer }
        return layers.firstIndex { $0.spec.family == .convolve } ?? layers.firstIndex { Self.readers.contains($0.spec.kerasName) }
            ?? layers.firstIndex { $0.spec.kerasName == "Dense" } ?? 0
    }

    /// The narrowest layer that learns something or makes its input smaller, the first of them: what an autoencoder squeezes its inputs through.
    private var codeLayer: Int {
        let inner = plan.layers.dropLast()
        return inner.indices.min { inner[$0].output.count < inner[$1].output.count } ?? 0
    }

    private static let readers: Set<String> = ["SimpleRNN", "LSTM", "GRU", "Bidirectional"]
}
