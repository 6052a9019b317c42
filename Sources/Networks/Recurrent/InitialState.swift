import Kernels
import Tensors

/// The state that a recurrent layer starts each sequence with.
public enum InitialState: Hashable, Sendable {
    /// Keras' default.
    case zeros
    /// The final state of another recurrent layer of the same kind and units, by name: an encoder's, for a decoder.
    case finalState(of: String)
    /// The outputs of layers with flat outputs, by name: h, and for an LSTM also c.
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
    /// Throws the reason why the layers that `initial_state` names can't provide it.
    func checkInitialState(_ inputs: ArraySlice<LayerInput>) throws(LayerProblem) {
        let units = settings.units, states = anatomy.states
        if settings.isStateful, settings.initialState != .zeros {
            throw LayerProblem("has an initial_state, so it can't be stateful too. Remove one of the two.", repairs: replacing("stateful", with: .flag(false)))
        }
        switch settings.initialState {
        case .zeros: return
        case .finalState:
            guard let input = inputs.first, let other = input.spec?.runnable as? Self, other.settings.units == units else {
                let origin = inputs.first?.origin ?? "nothing"
                throw LayerProblem(
                    "initial_state: expected another \(Self.kerasName) of \(units) units, whose final state this one starts with, got \(origin). Give both the same kind and units, or a list of flat outputs, such as [\(states.joined(separator: ", "))].",
                    repairs: replacing("initial_state", with: .none))
            }
        case .outputs(let names):
            guard names.count == states.count else {
                throw LayerProblem(
                    "initial_state: expected a layer for each of its states, \(states.listed("and")), got \(names.count). Give \(states.count) \(states.count == 1 ? "name" : "names").",
                    repairs: replacing("initial_state", with: .none))
            }
            for input in inputs where input.shape != [units] {
                throw LayerProblem(
                    "initial_state: expected flat outputs of \(units) values, one per unit, got \(input.shape.tuple) of \(input.origin). Put a Dense of \(units) units between.",
                    repairs: replacing("initial_state", with: .none))
            }
        }
    }
}
