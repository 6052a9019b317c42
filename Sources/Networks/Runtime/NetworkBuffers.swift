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
    /// The gradients by the outputs of stages that several others read; `nil` for the others.
    let keptGradients: [FloatBuffer?]
    /// What recurrent stages are given to begin with where outputs were put together, what they end in for others, and the gradients by both; `nil` elsewhere.
    let initialStates: [FloatBuffer?]
    let finalStates: [FloatBuffer?]
    let initialStateGradients: [FloatBuffer?]
    let finalStateGradients: [FloatBuffer?]
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
        keptGradients = layout.keptGradients.map { $0.map(FloatBuffer.init(count:)) }
        func buffers(_ counts: [Int]) -> [FloatBuffer?] { counts.map { $0 > 0 ? FloatBuffer(count: $0) : nil } }
        (initialStates, finalStates) = (buffers(layout.initialStates), buffers(layout.finalStates))
        (initialStateGradients, finalStateGradients) = (buffers(layout.initialStateGradients), buffers(layout.finalStateGradients))
        workspace = FloatBuffer(count: needs.map(\.workspace).max() ?? 0)
        scratch = FloatBuffer(count: threads * (needs.map(\.scratch).max() ?? 0))
        rowLosses = FloatBuffer(count: layout.capacity * layout.lossRows)
        rowWeights = FloatBuffer(count: layout.capacity * layout.lossRows)
    }
}
