extension NetworkLayout {
    /// A layer that runs, and the layers of the model that it stands for.
    struct Stage: Sendable {
        let layer: any Layer
        let covers: Range<Int>
        /// The model's layer that has the variables, and their figures.
        let owner: Int
        let variables: [LayerFigures.Variable]
        let lastActivation: Activation?
        /// Numbers of a mask that the stage makes, a sample.
        let madeMask: Int
        /// One for each of the layer's sources, in their order.
        var inlets: [Inlet]
        /// Where the state that a recurrent layer begins with comes from: one that gives its final state, or those whose outputs are h and c.
        var states: [StateInlet]
        /// Whether it has something to learn, or something before it has: gradients go no further up than to the first such stage.
        var learns = false
        /// Whether the gradient by its output has a buffer of its own, since more than the next stage, or another than that, adds to it.
        var keepsGradient = false
        /// Whether nothing reads its output, only its final state: the gradient by the output is 0.
        var isUnread = false
        /// Whether others begin with the state that it ends in.
        var givesState = false

        var outputCount: Int { layer.outputCount }
    }

    /// What comes into a stage from one of its sources.
    struct Inlet: Sendable {
        /// The stage that gives it; `nil` for the data.
        let stage: Int?
        /// The stage whose mask comes with it.
        let mask: Int?
        var gradient = Gradient.unwanted

        /// Where the gradient by the source goes.
        enum Gradient: Sendable {
            case unwanted
            /// To the next stage up, which is the next to run, and is forgotten after that.
            case passing
            /// To the source's own buffer; the first that runs sets it, the others add to it.
            case kept(stage: Int, adds: Bool)
        }
    }

    /// A stage that gives all or a part of the state that a recurrent layer begins with.
    struct StateInlet: Sendable {
        /// `nil` for the data.
        let stage: Int?
        /// Its final state, or its output.
        let isFinalState: Bool
        /// Whether the gradient goes there, and whether it adds to what is there.
        var isWanted = false
        var adds = false
    }

    /// Decides where every gradient goes. Stages run backwards from the last, each one's inlets too and then its states, so that what several stages read gathers its
    /// gradient in the descending order of the stack, the same at every run.
    static func routed(_ stages: [Stage]) -> [Stage] {
        var stages = stages, readers = [Int](repeating: 0, count: stages.count)
        for index in stages.indices {
            let inputs = stages[index].inlets.compactMap(\.stage), states = stages[index].states
            for source in inputs + states.filter({ !$0.isFinalState }).compactMap(\.stage) { readers[source] += 1 }
            for source in states.filter(\.isFinalState).compactMap(\.stage) { stages[source].givesState = true }
            stages[index].learns = stages[index].variables.contains(where: \.isTrainable) || (inputs + states.compactMap(\.stage)).contains { stages[$0].learns }
        }
        var isBegun = [Bool](repeating: false, count: stages.count), hasStateGradient = isBegun
        for index in stages.indices.reversed() {
            for inlet in stages[index].inlets.indices.reversed() {
                guard let source = stages[index].inlets[inlet].stage, stages[source].learns else { continue }
                if inlet == 0, source == index - 1, readers[source] == 1 {
                    stages[index].inlets[inlet].gradient = .passing
                } else {
                    stages[index].inlets[inlet].gradient = .kept(stage: source, adds: isBegun[source])
                    stages[source].keepsGradient = true
                    isBegun[source] = true
                }
            }
            for state in stages[index].states.indices.reversed() {
                guard let source = stages[index].states[state].stage, stages[source].learns else { continue }
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

    /// Numbers of the states that a stage begins with and ends in, of a whole batch; 0 where it has a buffer for none.
    var initialStates: [Int] { stages.map { stage in stage.states.contains { !$0.isFinalState } ? capacity * stage.layer.finalStateCount : 0 } }
    var finalStates: [Int] { stages.map { $0.givesState ? capacity * $0.layer.finalStateCount : 0 } }
    var initialStateGradients: [Int] { stages.map { $0.states.contains(where: \.isWanted) ? capacity * $0.layer.finalStateCount : 0 } }
    var finalStateGradients: [Int] { stages.map { $0.givesState && $0.learns ? capacity * $0.layer.finalStateCount : 0 } }
}
