extension NetworkLayout {
    /// A layer that runs, and the layers of the stack that it covers.
    struct Stage: Sendable {
        let layer: any Layer
        let covers: Range<Int>
        /// The index of the covered layer that has the variables.
        let owner: Int
        let variables: [LayerFigures.Variable]
        let lastActivation: Activation?
        /// The shares of Σ|y| and Σy² of its output in the loss; `nil` for no penalty.
        let activityPenalty: (l1: Float, l2: Float)?
        /// How many values the mask has that the stage makes for each sample; 0 for none.
        let madeMask: Int
        /// The layer's sources, in order.
        var inlets: [Inlet]
        /// Where a recurrent layer's initial state comes from: one stage that provides its final state, or the stages whose outputs are h and c.
        var states: [StateInlet]
        /// Whether it or a stage before it has trainable variables: gradients are propagated to such stages only.
        var learns = false
        /// Whether the gradient with respect to its output has its own buffer: it comes from several stages, or from another than the next.
        var keepsGradient = false
        /// Whether only its final state is read, so that the gradient with respect to its output is 0.
        var isUnread = false
        /// Whether its final state is the initial state of others.
        var givesState = false

        var outputCount: Int { layer.outputCount }
    }

    /// One source of a stage.
    struct Inlet: Sendable {
        /// The stage that is the source; `nil` for the data.
        let stage: Int?
        /// The stage whose mask applies to it; `nil` for none.
        let mask: Int?
        var gradient = Gradient.unwanted

        /// Where the gradient with respect to the source goes.
        enum Gradient: Sendable {
            case unwanted
            /// To the stage before it, which runs next; the buffer is then reused.
            case passing
            /// To the source's own gradient buffer, `nil` for that of the data. The first stage that runs sets it, the others add to it.
            case kept(stage: Int?, adds: Bool)
        }
    }

    /// A stage that provides all or part of a recurrent layer's initial state.
    struct StateInlet: Sendable {
        /// `nil` for the data.
        let stage: Int?
        /// Whether it is the stage's final state or its output.
        let isFinalState: Bool
        /// Whether the gradient is propagated there, and whether it is added to what is already there.
        var isWanted = false
        var adds = false
    }

    /// Decides where every gradient goes. Stages run from the last to the first, and in each the inlets from the last to the first and then the states. So the gradients of a stage
    /// that several others read are always added in the same order. `reachesData`: gradients go on to the data, whether anything learns or not.
    static func routed(_ stages: [Stage], reachesData: Bool) -> [Stage] {
        var stages = stages, readers = [Int](repeating: 0, count: stages.count)
        for index in stages.indices {
            let inputs = stages[index].inlets.compactMap(\.stage), states = stages[index].states
            for source in inputs + states.filter({ !$0.isFinalState }).compactMap(\.stage) { readers[source] += 1 }
            for source in states.filter(\.isFinalState).compactMap(\.stage) { stages[source].givesState = true }
            stages[index].learns =
                reachesData || stages[index].variables.contains(where: \.isTrainable) || (inputs + states.compactMap(\.stage)).contains { stages[$0].learns }
        }
        var isDataBegun = false, isBegun = [Bool](repeating: false, count: stages.count), hasStateGradient = isBegun
        for index in stages.indices.reversed() {
            for inlet in stages[index].inlets.indices.reversed() {
                guard let source = stages[index].inlets[inlet].stage else {
                    guard reachesData else { continue }
                    stages[index].inlets[inlet].gradient = .kept(stage: nil, adds: isDataBegun)
                    isDataBegun = true
                    continue
                }
                guard stages[source].learns else { continue }
                if inlet == 0, source == index - 1, readers[source] == 1 {
                    stages[index].inlets[inlet].gradient = .passing
                } else {
                    stages[index].inlets[inlet].gradient = .kept(stage: source, adds: isBegun[source])
                    stages[source].keepsGradient = true
                    isBegun[source] = true
                }
            }
            for state in stages[index].states.indices.reversed() {
                guard let source = stages[index].states[state].stage else {
                    guard reachesData else { continue }
                    (stages[index].states[state].isWanted, stages[index].states[state].adds) = (true, isDataBegun)
                    isDataBegun = true
                    continue
                }
                guard stages[source].learns else { continue }
                stages[index].states[state].isWanted = true
                if stages[index].states[state].isFinalState {
                    stages[index].states[state].adds = hasStateGradient[source]
                    hasStateGradient[source] = true
                } else {
                    stages[index].states[state].adds = isBegun[source]
                    stages[source].keepsGradient = true
                    isBegun[source] = true
                }
            }
        }
        for index in stages.indices.dropLast() where readers[index] == 0 && stages[index].learns {
            (stages[index].isUnread, stages[index].keepsGradient) = (true, true)
        }
        return stages
    }

    /// How many values the initial and final state of each stage and their gradients have, for a whole batch; 0 where the stage needs no buffer.
    var initialStates: [Int] { stages.map { stage in stage.states.contains { !$0.isFinalState } ? capacity * stage.layer.finalStateCount : 0 } }
    var finalStates: [Int] { stages.map { $0.givesState ? capacity * $0.layer.finalStateCount : 0 } }
    var initialStateGradients: [Int] { stages.map { $0.states.contains(where: \.isWanted) ? capacity * $0.layer.finalStateCount : 0 } }
    var finalStateGradients: [Int] { stages.map { $0.givesState && $0.learns ? capacity * $0.layer.finalStateCount : 0 } }
}
