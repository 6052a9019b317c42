/// Arguments made from a stored property and its limits: the entries of a layer's table.
extension Argument {
    /// The stored property that holds a value.
    typealias Field<Value> = any WritableKeyPath<Spec, Value> & Sendable

    static func integer(_ name: String, _ field: Field<Int>, _ range: ClosedRange<Int>, isRequired: Bool = false, help: String) -> Self {
        Argument(name, .integer(range), isRequired: isRequired, help: help, get: { .integer($0[keyPath: field]) }) { spec, value in
            guard case .integer(let number) = value, range.contains(number) else { return false }
            spec[keyPath: field] = number
            return true
        }
    }

    /// A count, or one of these sizes of the data.
    static func units(_ name: String, _ field: Field<Units>, or sizes: [DataSize], _ range: ClosedRange<Int> = 1...Units.largest, help: String) -> Self {
        Argument(name, .units(range, or: sizes), isRequired: true, help: help) {
            switch $0[keyPath: field] {
            case .count(let number): .integer(number)
            case .ofData(let size): .size(size)
            }
        } set: { spec, value in
            switch value {
            case .integer(let number) where range.contains(number): spec[keyPath: field] = .count(number)
            case .size(let size) where sizes.contains(size): spec[keyPath: field] = .ofData(size)
            default: return false
            }
            return true
        }
    }

    /// A pair of numbers, rows × columns; one number stands for both, as in Keras.
    static func pair(_ name: String, _ field: Field<Pair>, _ range: ClosedRange<Int>, isRequired: Bool = false, help: String) -> Self {
        Argument(
            name, .pair(range), isRequired: isRequired, help: help, get: { .pair($0[keyPath: field].rows, $0[keyPath: field].columns) }
        ) { spec, value in
            guard let pair = Pair(value, in: range) else { return false }
            spec[keyPath: field] = pair
            return true
        }
    }

    static func optionalPair(
        _ name: String, _ field: Field<Pair?>, _ range: ClosedRange<Int>, noneMeans: String, help: String
    ) -> Self {
        Argument(name, .optionalPair(range, noneMeans: noneMeans), help: help) {
            $0[keyPath: field].map { .pair($0.rows, $0.columns) } ?? .none
        } set: { spec, value in
            if value == .none {
                spec[keyPath: field] = nil
                return true
            }
            guard let pair = Pair(value, in: range) else { return false }
            spec[keyPath: field] = pair
            return true
        }
    }

    static func real(
        _ name: String, _ field: Field<Double>, _ range: ClosedRange<Double>, includesUpper: Bool = true, isRequired: Bool = false, help: String
    ) -> Self {
        Argument(
            name, .real(range, includesUpper: includesUpper), isRequired: isRequired, help: help, get: { .real($0[keyPath: field]) }
        ) { spec, value in
            let number: Double
            switch value {
            case .real(let given): number = given
            case .integer(let given): number = Double(given)
            default: return false
            }
            guard range.contains(number), includesUpper || number < range.upperBound else { return false }
            spec[keyPath: field] = number
            return true
        }
    }

    static func optionalInteger(
        _ name: String, _ field: Field<Int?>, _ range: ClosedRange<Int>, noneMeans: String, help: String
    ) -> Self {
        Argument(name, .optionalInteger(range, noneMeans: noneMeans), help: help) {
            $0[keyPath: field].map(ArgumentValue.integer) ?? .none
        } set: { spec, value in
            switch value {
            case .none: spec[keyPath: field] = nil
            case .integer(let number) where range.contains(number): spec[keyPath: field] = number
            default: return false
            }
            return true
        }
    }

    static func optionalReal(
        _ name: String, _ field: Field<Double?>, _ range: ClosedRange<Double>, noneMeans: String, help: String
    ) -> Self {
        optionalReal(name, range, noneMeans: noneMeans, help: help, get: { $0[keyPath: field] }, set: { $0[keyPath: field] = $1 })
    }

    /// For a value that is not a stored property of the spec itself.
    static func optionalReal(
        _ name: String, _ range: ClosedRange<Double>, noneMeans: String, help: String, get: @escaping @Sendable (Spec) -> Double?,
        set: @escaping @Sendable (inout Spec, Double?) -> Void
    ) -> Self {
        Argument(name, .optionalReal(range, noneMeans: noneMeans), help: help) {
            get($0).map(ArgumentValue.real) ?? .none
        } set: { spec, value in
            switch value {
            case .none: set(&spec, nil)
            case .real(let number) where range.contains(number): set(&spec, number)
            case .integer(let number) where range.contains(Double(number)): set(&spec, Double(number))
            default: return false
            }
            return true
        }
    }

    static func integers(
        _ name: String, _ field: Field<[Int]>, count: ClosedRange<Int>, _ range: ClosedRange<Int>, isRequired: Bool = false, help: String
    ) -> Self {
        Argument(name, .integers(count: count, range), isRequired: isRequired, help: help, get: { .integers($0[keyPath: field]) }) { spec, value in
            guard case .integers(let numbers) = value, count.contains(numbers.count), numbers.allSatisfy(range.contains) else { return false }
            spec[keyPath: field] = numbers
            return true
        }
    }

    static func edges(_ name: String, _ field: Field<Edges>, _ range: ClosedRange<Int>, help: String) -> Self {
        Argument(name, .edges(range), help: help, get: { .edges($0[keyPath: field]) }) { spec, value in
            guard case .edges(let edges) = value, [edges.top, edges.bottom, edges.left, edges.right].allSatisfy(range.contains) else { return false }
            spec[keyPath: field] = edges
            return true
        }
    }

    /// A layer inside this one; `known` names the layers that it can hold.
    static func layer(_ name: String, _ field: Field<LayerSpec>, of known: @escaping @Sendable () -> [String], help: String) -> Self {
        Argument(name, .layer(known()), isRequired: true, help: help, get: { .layer($0[keyPath: field]) }) { spec, value in
            guard case .layer(let layer) = value, known().contains(layer.kerasName) else { return false }
            spec[keyPath: field] = layer
            return true
        }
    }

    static func flag(_ name: String, _ field: Field<Bool>, help: String) -> Self {
        Argument(name, .flag, help: help, get: { .flag($0[keyPath: field]) }) { spec, value in
            guard case .flag(let flag) = value else { return false }
            spec[keyPath: field] = flag
            return true
        }
    }

    static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ field: Field<Choice>, isRequired: Bool = false, help: String
    ) -> Self where Choice.RawValue == String {
        Argument(
            name, .choice(Choice.allCases.map(\.rawValue)), isRequired: isRequired, help: help, get: { .choice($0[keyPath: field].rawValue) }
        ) { spec, value in
            guard case .choice(let word) = value, let choice = Choice(rawValue: word) else { return false }
            spec[keyPath: field] = choice
            return true
        }
    }

    static func name(_ name: String, _ field: Field<String?>, help: String) -> Self { word(name, .name, field, help: help) }

    /// The name of another layer.
    static func reference(_ name: String, _ field: Field<String?>, noneMeans: String, help: String) -> Self {
        word(name, .reference(noneMeans: noneMeans), field, help: help)
    }

    private static func word(_ name: String, _ domain: ArgumentDomain, _ field: Field<String?>, help: String) -> Self {
        Argument(name, domain, help: help, get: { $0[keyPath: field].map(ArgumentValue.choice) ?? .none }) { spec, value in
            switch value {
            case .none: spec[keyPath: field] = nil
            case .choice(let word) where LayerLinks.isName(word): spec[keyPath: field] = word
            default: return false
            }
            return true
        }
    }

    /// Names of other layers.
    static func references(_ name: String, _ field: Field<[String]>, limit: Int, isRequired: Bool = false, help: String) -> Self {
        Argument(name, .references(limit: limit), isRequired: isRequired, help: help, get: { .names($0[keyPath: field]) }) { spec, value in
            guard case .names(let names) = value, names.count <= limit, names.allSatisfy(LayerLinks.isName) else { return false }
            spec[keyPath: field] = names
            return true
        }
    }
}
