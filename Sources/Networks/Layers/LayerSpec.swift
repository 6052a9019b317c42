/// One layer of a stack, with its arguments. The list of layers is closed, so that no file can name code, a class or a path to load.
///
/// A new layer is a file with its description and what runs, a case here, and its entries in `all` and `runnable`.
public enum LayerSpec: Hashable, Sendable {
    case dense(Dense)
    case activation(ActivationLayer)
    case leakyReLU(LeakyReLU)
    case preLU(PReLU)
    case elu(ELU)
    case conv1D(Conv1D)
    case conv2D(Conv2D)
    case conv2DTranspose(Conv2DTranspose)
    case depthwiseConv2D(DepthwiseConv2D)
    case separableConv2D(SeparableConv2D)
    case maxPooling1D(MaxPooling1D)
    case maxPooling2D(MaxPooling2D)
    case averagePooling1D(AveragePooling1D)
    case averagePooling2D(AveragePooling2D)
    case globalMaxPooling1D(GlobalMaxPooling1D)
    case globalMaxPooling2D(GlobalMaxPooling2D)
    case globalAveragePooling1D(GlobalAveragePooling1D)
    case globalAveragePooling2D(GlobalAveragePooling2D)
    case flatten(Flatten)
    case reshape(Reshape)
    case permute(Permute)
    case repeatVector(RepeatVector)
    case upSampling2D(UpSampling2D)
    case zeroPadding2D(ZeroPadding2D)
    case cropping2D(Cropping2D)
    case embedding(Embedding)
    case masking(Masking)
    case simpleRNN(SimpleRNN)
    case lstm(LSTM)
    case gru(GRU)
    indirect case bidirectional(Bidirectional)
    indirect case timeDistributed(TimeDistributed)
    case dropout(Dropout)
    case spatialDropout2D(SpatialDropout2D)
    case gaussianNoise(GaussianNoise)
    case batchNormalization(BatchNormalization)
    case layerNormalization(LayerNormalization)
    case activityRegularization(ActivityRegularization)
    case add(Add)
    case concatenate(Concatenate)
    case multiply(Multiply)
    case average(Average)
    case input(InputLayer)
    case rbm(RBM)

    /// Every layer with its defaults, in the order of the palette.
    public static let all: [LayerSpec] = [
        .dense(Dense()), .activation(ActivationLayer()), .leakyReLU(LeakyReLU()), .preLU(PReLU()), .elu(ELU()),
        .conv2D(Conv2D()), .conv1D(Conv1D()), .conv2DTranspose(Conv2DTranspose()), .depthwiseConv2D(DepthwiseConv2D()), .separableConv2D(SeparableConv2D()),
        .maxPooling2D(MaxPooling2D()), .averagePooling2D(AveragePooling2D()), .globalMaxPooling2D(GlobalMaxPooling2D()),
        .globalAveragePooling2D(GlobalAveragePooling2D()), .maxPooling1D(MaxPooling1D()), .averagePooling1D(AveragePooling1D()),
        .globalMaxPooling1D(GlobalMaxPooling1D()), .globalAveragePooling1D(GlobalAveragePooling1D()),
        .flatten(Flatten()), .reshape(Reshape()), .permute(Permute()), .repeatVector(RepeatVector()), .upSampling2D(UpSampling2D()),
        .zeroPadding2D(ZeroPadding2D()), .cropping2D(Cropping2D()),
        .embedding(Embedding()), .simpleRNN(SimpleRNN()), .lstm(LSTM()), .gru(GRU()), .bidirectional(Bidirectional()), .timeDistributed(TimeDistributed()),
        .masking(Masking()),
        .dropout(Dropout()), .spatialDropout2D(SpatialDropout2D()), .gaussianNoise(GaussianNoise()), .batchNormalization(BatchNormalization()),
        .layerNormalization(LayerNormalization()), .activityRegularization(ActivityRegularization()),
        .add(Add()), .concatenate(Concatenate()), .multiply(Multiply()), .average(Average()), .input(InputLayer()),
        .rbm(RBM()),
    ]

    /// The layer's own description, which can also make what runs.
    var runnable: any RunnableLayer {
        switch self {
        case .dense(let layer): layer
        case .activation(let layer): layer
        case .leakyReLU(let layer): layer
        case .preLU(let layer): layer
        case .elu(let layer): layer
        case .conv1D(let layer): layer
        case .conv2D(let layer): layer
        case .conv2DTranspose(let layer): layer
        case .depthwiseConv2D(let layer): layer
        case .separableConv2D(let layer): layer
        case .maxPooling1D(let layer): layer
        case .maxPooling2D(let layer): layer
        case .averagePooling1D(let layer): layer
        case .averagePooling2D(let layer): layer
        case .globalMaxPooling1D(let layer): layer
        case .globalMaxPooling2D(let layer): layer
        case .globalAveragePooling1D(let layer): layer
        case .globalAveragePooling2D(let layer): layer
        case .flatten(let layer): layer
        case .reshape(let layer): layer
        case .permute(let layer): layer
        case .repeatVector(let layer): layer
        case .upSampling2D(let layer): layer
        case .zeroPadding2D(let layer): layer
        case .cropping2D(let layer): layer
        case .embedding(let layer): layer
        case .masking(let layer): layer
        case .simpleRNN(let layer): layer
        case .lstm(let layer): layer
        case .gru(let layer): layer
        case .bidirectional(let layer): layer
        case .timeDistributed(let layer): layer
        case .dropout(let layer): layer
        case .spatialDropout2D(let layer): layer
        case .gaussianNoise(let layer): layer
        case .batchNormalization(let layer): layer
        case .layerNormalization(let layer): layer
        case .activityRegularization(let layer): layer
        case .add(let layer): layer
        case .concatenate(let layer): layer
        case .multiply(let layer): layer
        case .average(let layer): layer
        case .input(let layer): layer
        case .rbm(let layer): layer
        }
    }
}

extension LayerSpec {
    /// Keras' name of the layer: `Conv2D`.
    public var kerasName: String { type(of: runnable).kerasName }
    /// The group of the builder's palette that the layer belongs to.
    public var family: LayerFamily { type(of: runnable).family }
    /// What the layer does, in one line: "slides small kernels over the image: one feature map per filter".
    public var summary: String { type(of: runnable).summary }
    /// The formula in one line of plain text: `y = activation(x · kernel + bias)`.
    public var formula: String { type(of: runnable).formula }
    /// Whether the layer takes images only: inputs of shape (height, width, channels).
    public var readsImages: Bool { type(of: runnable).readsImages }
    /// Whether the layer's inputs are indices of symbols, and its variable has a row for each symbol.
    public var readsSymbols: Bool { type(of: runnable).readsSymbols }
    /// Whether the layer computes anything, or only moves or reshapes its inputs.
    public var arrangement: Arrangement { type(of: runnable).arrangement }
    /// What the layer does with the mask of its input.
    public var maskRole: MaskRole { runnable.maskRole }
    /// The activation that the layer ends with; `nil` for a layer without one.
    public var lastActivation: Activation? { runnable.lastActivation }
    /// Keras' class below `keras`: `layers.Conv2D`; `nil` for a layer that Keras does not have.
    public var kerasPath: String? { type(of: runnable).kerasPath }
    /// The arguments that a Keras program must always give, as Keras has no default for them.
    public var saidInKeras: Set<String> { type(of: runnable).saidInKeras }
    /// For a layer that Keras does not have, Keras' layers that compute the same; `nil` for a layer that Keras has, or for which there are none.
    public var kerasEquivalent: KerasEquivalent? { runnable.kerasEquivalent }
    /// How a recurrent layer reads a sequence; `nil` for other layers.
    public var cellReading: CellReading? { runnable.cellReading }

    /// The layer of this name with Keras' defaults; `nil` for a name that is not in the list.
    public init?(kerasName: String) {
        guard let found = LayerSpec.all.first(where: { $0.kerasName == kerasName }) else { return nil }
        self = found
    }

    /// The layer's arguments with their current and default values, in Keras' order.
    public var arguments: [ArgumentState] { Self.states(of: runnable) }

    /// The value of an argument by its Keras name; `nil` for an unknown name.
    public func argument(_ name: String) -> ArgumentValue? { arguments.first { $0.name == name }?.value }

    /// Sets an argument by its Keras name. Returns false, and changes nothing, when there is no such argument or the value is not in its domain. `layer.units` is an argument of the
    /// layer inside this one.
    public mutating func set(_ name: String, to value: ArgumentValue) -> Bool {
        if let argument = LayerLinks.arguments.first(where: { $0.name == name }) { return argument.set(&links, value) }
        guard let changed = Self.set(name, to: value, in: runnable) else { return false }
        self = changed
        return true
    }

    private static func states<Spec: RunnableLayer>(of layer: Spec) -> [ArgumentState] { ArgumentState.all(of: layer, Spec.arguments, defaults: Spec()) }

    private static func set<Spec: RunnableLayer>(_ name: String, to value: ArgumentValue, in layer: Spec) -> LayerSpec? {
        var changed = layer
        if name.hasPrefix(innerPrefix), let argument = Spec.arguments.first(where: { $0.name == "layer" }), case .layer(var inner) = argument.get(layer) {
            guard inner.set(String(name.dropFirst(innerPrefix.count)), to: value) else { return nil }
            return argument.set(&changed, .layer(inner)) ? changed.spec : nil
        }
        guard let argument = Spec.arguments.first(where: { $0.name == name }), argument.set(&changed, value) else { return nil }
        return changed.spec
    }

    /// The layer's name in the stack, and the layer that it reads instead of the one above.
    public var links: LayerLinks {
        get { runnable.links }
        set {
            var changed = runnable
            changed.links = newValue
            self = changed.spec
        }
    }

    /// `links` as arguments with their current and default values.
    public var linkArguments: [ArgumentState] { ArgumentState.all(of: links, LayerLinks.arguments, defaults: LayerLinks()) }

    /// The layers that it refers to by name, in addition to the one that it reads.
    public var references: [LayerReference] { runnable.references }

    /// What the name of an argument of the layer inside begins with, to tell it from the wrapper's own.
    public static let innerPrefix = "layer."
}
