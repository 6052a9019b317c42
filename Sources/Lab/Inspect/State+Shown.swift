import Networks
import Training

extension State {
    /// The probe of the selected layer.
    public var shownProbe: Probe? {
        train.snapshot?.views[ProbeLens.self].flatMap { $0.layer == inspect.layer ? $0 : nil }
    }

    /// Which inputs the chosen output depends on, where the page shows that.
    public var shownSaliency: Saliency? { inspect.showsSaliency ? train.snapshot?.views[SaliencyLens.self] : nil }

    /// The description of the selected layer.
    private var shownLayer: LayerSpec? {
        guard let layers = train.snapshot?.subject?.plan.layers, layers.indices.contains(inspect.layer) else { return nil }
        return layers[inspect.layer].spec
    }

    /// The gates and states over time, where the layer is recurrent.
    public var shownTape: Tape? {
        guard inspect.view == .activations, !inspect.showsSaliency, let probe = shownProbe, let layer = shownLayer else { return nil }
        return Tape(probe, layer: layer)
    }

    /// The maps in the middle of the page: of the output, of the kernel's filters, or of their gradients.
    public var shownMaps: MapSet? {
        guard !inspect.showsSaliency, let probe = shownProbe else { return nil }
        switch inspect.view {
        case .activations: return MapSet(output: probe.output)
        case .weights: return probe.weights.first.map { MapSet(weights: $0.tensor, isTable: shownLayer?.readsSymbols ?? false) }
        case .gradients: return probe.gradients.first.map { MapSet(weights: $0.tensor, isTable: shownLayer?.readsSymbols ?? false) }
        }
    }

    /// The filter of the selected map, or the weights of the selected unit, with its index.
    public var shownFilter: (maps: MapSet, index: Int)? {
        guard let kernel = shownProbe?.weights.first?.tensor else { return nil }
        let maps = MapSet(weights: kernel)
        return (maps, min(inspect.map, maps.count - 1))
    }

    /// The rows and columns of the cursor: units and steps of a tape, or points of a map.
    var cursorField: (rows: Int, columns: Int)? { shownTape.map { ($0.units, $0.steps) } ?? shownMaps.map { ($0.rows, $0.columns) } }

    /// The number of layers of the network.
    var inspectedLayers: Int { train.snapshot?.subject?.plan.layers.count ?? 0 }
}
