/// The activation φ and the gate activation σ of a cell, and their derivatives from their outputs. Each choice is a type, so that the loops are specialized for the usual one.
protocol CellFunctions {
    func activation(_ x: Vector) -> Vector
    func activationSlope(_ y: Vector) -> Vector
    func gateSlope(_ y: Vector) -> Vector
    /// φ of `count` values in place; `count` is a multiple of 8.
    func activate(_ numbers: UnsafeMutablePointer<Float>, _ count: Int)
    /// σ of `count` values in place; `count` is a multiple of 8.
    func activateGates(_ numbers: UnsafeMutablePointer<Float>, _ count: Int)
}

/// tanh and sigmoid, the usual choice.
struct UsualFunctions: CellFunctions {
    @_transparent func activation(_ x: Vector) -> Vector { hyperbolicTangent(x) }
    @_transparent func activationSlope(_ y: Vector) -> Vector { Vector(repeating: 1) - y * y }
    @_transparent func gateSlope(_ y: Vector) -> Vector { y * (Vector(repeating: 1) - y) }

    func activate(_ numbers: UnsafeMutablePointer<Float>, _ count: Int) {
        for index in stride(from: 0, to: count, by: 8) { store(hyperbolicTangent(load(numbers, index)), numbers, index) }
    }

    func activateGates(_ numbers: UnsafeMutablePointer<Float>, _ count: Int) {
        for index in stride(from: 0, to: count, by: 8) { store(logistic(load(numbers, index)), numbers, index) }
    }
}

/// Any other functions, selected for each vector.
struct ChosenFunctions: CellFunctions {
    let chosenActivation: ElementFunction, chosenGate: ElementFunction

    func activation(_ x: Vector) -> Vector { chosenActivation.value(x) }
    func activationSlope(_ y: Vector) -> Vector { chosenActivation.slope(ofOutput: y) }
    func gateSlope(_ y: Vector) -> Vector { chosenGate.slope(ofOutput: y) }

    func activate(_ numbers: UnsafeMutablePointer<Float>, _ count: Int) {
        for index in stride(from: 0, to: count, by: 8) { store(chosenActivation.value(load(numbers, index)), numbers, index) }
    }

    func activateGates(_ numbers: UnsafeMutablePointer<Float>, _ count: Int) {
        for index in stride(from: 0, to: count, by: 8) { store(chosenGate.value(load(numbers, index)), numbers, index) }
    }
}
