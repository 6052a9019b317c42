import Lab

extension KeyMap {
    static let train: [Binding] = [
        Binding([.character(" ")], .page(.train), .train(.pauseOrGoOn), "pause", "Pause the run, or go on"),
        Binding([.character("s")], .page(.train), .train(.stepBatch), "batch", "Train one batch, then pause"),
        Binding([.character("S")], .page(.train), .train(.stepEpoch), "epoch", "Train to the end of the epoch, then pause"),
        Binding([.character("<")], .page(.train), .train(.slower), "rate", "Halve the learning rate"),
        Binding([.character(">")], .page(.train), .train(.faster), "rate", "Double the learning rate"),
        Binding([.character("r")], .page(.train), .train(.again), "again", "Train again from the same start"),
        Binding([.character("R")], .page(.train), .train(.againWithNewSeed), "new seed", "Train again with a new seed"),
        Binding([.character("x")], .page(.train), .train(.stop), "stop", "Finish the batch, save and stop"),
        Binding([.character("i"), .enter], .page(.train), .train(.inspect), "inspect", "Look inside the network"),
        Binding([.character(","), .left], .page(.train), .train(.previousSample), "sample", "See the images before"),
        Binding([.character("."), .right], .page(.train), .train(.nextSample), "sample", "See the next images"),
        Binding([.character("g")], .page(.train), .train(.toggleLogarithmic), "log scale", "Switch the loss between a linear and a logarithmic scale"),
        Binding([.character("m")], .page(.train), .train(.nextMetric), "metric", "Show another figure beside the loss"),
        Binding([.character("b")], .page(.train), .train(.toggleBatches), "by batch", "Show or hide the curves by batch"),
    ]
}
