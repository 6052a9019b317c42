import Lab

extension KeyMap {
    static let inspect: [Binding] = [
        Binding([.up, .character("k"), .character("[")], .page(.inspect), .move(.up), "layer", "Go to the layer above; with the cursor: up"),
        Binding([.down, .character("j"), .character("]")], .page(.inspect), .move(.down), "layer", "Go to the layer below; with the cursor: down"),
        Binding([.left, .character("h")], .page(.inspect), .move(.left), "map", "Go to the map before; with the cursor: left"),
        Binding([.right, .character("l")], .page(.inspect), .move(.right), "map", "Go to the next map; with the cursor: right"),
        Binding([.character(",")], .page(.inspect), .inspect(.previousSample), "sample", "See the sample before"),
        Binding([.character(".")], .page(.inspect), .inspect(.nextSample), "sample", "See the next sample"),
        Binding([.enter], .page(.inspect), .inspect(.toggleZoom), "zoom", "Show one map in full size, or all"),
        Binding([.character("c")], .page(.inspect), .inspect(.toggleCursor), "cursor", "Read values and positions with a cursor"),
        Binding([.character("f")], .page(.inspect), .inspect(.nextView), "maps, filters, ∇", "Show feature maps, filters or their gradients"),
        Binding([.character(" ")], .page(.inspect), .train(.pauseOrGoOn), "pause", "Pause the run, or go on"),
        Binding([.character("s")], .page(.inspect), .train(.stepBatch), "batch", "Train one batch, then pause"),
    ]
}
