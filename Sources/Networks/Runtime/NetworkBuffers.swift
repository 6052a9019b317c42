import Kernels

/// All memory of a network except its variables.
struct NetworkBuffers {
    /// The output of each stage.
    let activations: [FloatBuffer]
    /// What each stage keeps from the forward to the backward pass.
    let memories: [FloatBuffer]
    let marks: [MarkBuffer]
    /// The masks that stages make.
    let masks: [FloatBuffer]
    /// What stages keep from batch to batch.
    let states: [FloatBuffer]
    /// Two buffers that hold in turn the gradient with respect to a stage's output and to its input.
    let gradients: (FloatBuffer, FloatBuffer)
    /// The gradient with respect to the output of each stage that several others read; `nil` for other stages.
    let keptGradients: [FloatBuffer?]
    /// The gradient with respect to the inputs; `nil` where no backward pass reaches them.
    let inputGradient: FloatBuffer?
    /// The initial states that are assembled from outputs, the final states that others read, and the gradients with respect to both; `nil` where a stage has none.
    let initialStates: [FloatBuffer?]
    let finalStates: [FloatBuffer?]
    let initialStateGradients: [FloatBuffer?]
    let finalStateGradients: [FloatBuffer?]
    /// What passes need for their duration: shared, and for each thread.
    let workspace: FloatBuffer
    let scratch: FloatBuffer
    /// One value per row of outputs.
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
        inputGradient = layout.reachesData ? FloatBuffer(count: layout.inputGradient) : nil
        func buffers(_ counts: [Int]) -> [FloatBuffer?] { counts.map { $0 > 0 ? FloatBuffer(count: $0) : nil } }
        (initialStates, finalStates) = (buffers(layout.initialStates), buffers(layout.finalStates))
        (initialStateGradients, finalStateGradients) = (buffers(layout.initialStateGradients), buffers(layout.finalStateGradients))
        workspace = FloatBuffer(count: needs.map(\.workspace).max() ?? 0)
        scratch = FloatBuffer(count: threads * (needs.map(\.scratch).max() ?? 0))
        rowLosses = FloatBuffer(count: layout.capacity * layout.lossRows)
        rowWeights = FloatBuffer(count: layout.capacity * layout.lossRows)
    }
}
