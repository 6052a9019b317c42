import Kernels

/// Every number that a network of a layout holds beside its variables.
struct NetworkBuffers {
    /// One for each stage.
    let activations: [FloatBuffer]
    let memories: [FloatBuffer]
    let marks: [MarkBuffer]
    let masks: [FloatBuffer]
    let states: [FloatBuffer]
    /// What travels back: by a stage's output, and by its input.
    let gradients: (FloatBuffer, FloatBuffer)
    let workspace: FloatBuffer
    let scratch: FloatBuffer
    /// One number a row of outputs.
    let rowLosses: FloatBuffer
    let rowWeights: FloatBuffer

    init(_ layout: NetworkLayout, threads: Int) {
        let needs = layout.needs
        activations = layout.stages.map { FloatBuffer(count: layout.capacity * $0.outputCount) }
        memories = needs.map { FloatBuffer(count: $0.memory) }
        marks = needs.map { MarkBuffer(count: $0.marks) }
        masks = layout.stages.map { FloatBuffer(count: layout.capacity * $0.madeMask) }
        states = needs.map { FloatBuffer(count: $0.state) }
        gradients = (FloatBuffer(count: layout.largestActivation), FloatBuffer(count: layout.largestActivation))
        workspace = FloatBuffer(count: needs.map(\.workspace).max() ?? 0)
        scratch = FloatBuffer(count: threads * (needs.map(\.scratch).max() ?? 0))
        rowLosses = FloatBuffer(count: layout.capacity * layout.lossRows)
        rowWeights = FloatBuffer(count: layout.capacity * layout.lossRows)
    }
}
