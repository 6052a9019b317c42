import Kernels
import Tensors

/// The state that a recurrent layer begins each sequence with.
public enum InitialState: Hashable, Sendable {
    case zeros
    /// The state that another layer of the same kind and size ended in: an encoder's, for a decoder.
    case finalState(of: String)
    /// What layers with flat outputs give: h, and c for an LSTM.
    case outputs([String])

    var references: [LayerReference] {
        switch self {
        case .zeros: []
        case .finalState(let name): [LayerReference(argument: "initial_state", name: name, role: .finalState)]
        case .outputs(let names): names.map { LayerReference(argument: "initial_state", name: $0, role: .initialState) }
        }
    }
}

extension Argument {
    /// A recurrent layer's name, or a list of layers with flat outputs.
    static func initialState(_ name: String, _ field: Field<InitialState>, help: String) -> Self {
        Argument(name, .initialState, help: help) { spec -> ArgumentValue in
            switch spec[keyPath: field] {
            case .zeros: .none
            case .finalState(let name): .choice(name)
            case .outputs(let names): .names(names)
            }
        } set: { spec, value in
            switch value {
            case .none: spec[keyPath: field] = .zeros
            case .choice(let name) where LayerLinks.isName(name): spec[keyPath: field] = .finalState(of: name)
            case .names(let names) where !names.isEmpty && names.allSatisfy(LayerLinks.isName): spec[keyPath: field] = .outputs(names)
            default: return false
            }
            return true
        }
    }
}

extension RecurrentDescription {
    /// Whether the layers that `initial_state` names can give one.
    func checkInitialState(_ inputs: ArraySlice<LayerInput>) throws(LayerProblem) {
        let units = settings.units, states = anatomy.states
        if settings.isStateful, settings.initialState != .zeros {
            throw LayerProblem("begins with initial_state, so it can't be stateful too. Take one of them out.")
        }
        switch settings.initialState {
        case .zeros: return
        case .finalState:
            guard let input = inputs.first, let other = input.spec?.runnable as? Self, other.settings.units == units else {
                let origin = inputs.first?.origin ?? "nothing"
                throw LayerProblem(
                    "initial_state: expected another \(Self.kerasName) of \(units) units, whose final state this one begins with, got \(origin). Give both the same kind and units, or a list of flat outputs, such as [\(states.joined(separator: ", "))]."
                )
            }
        case .outputs(let names):
            guard names.count == states.count else {
                throw LayerProblem("initial_state: expected a layer for each of its states, \(states.listed("and")), got \(names.count). Name \(states.count).")
            }
            for input in inputs where input.shape != [units] {
                throw LayerProblem(
                    "initial_state: expected flat outputs of \(units) numbers, one a unit, got \(input.shape.tuple) of \(input.origin). Put a Dense of \(units) units between.")
            }
        }
    }
}
