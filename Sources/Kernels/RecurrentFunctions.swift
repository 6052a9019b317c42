/// φ and σ of a cell, and their derivatives from what they gave. A type for each choice, so that the loops are compiled for the usual one.
protocol CellFunctions {
    func activation(_ x: Vector) -> Vector
    func activationSlope(_ y: Vector) -> Vector
    func gateSlope(_ y: Vector) -> Vector
    /// φ of so many numbers, in place; whole vectors.
    func activate(_ numbers: UnsafeMutablePointer<Float>, _ count: Int)
    /// σ of so many numbers, in place; whole vectors.
    func activateGates(_ numbers: UnsafeMutablePointer<Float>, _ count: Int)
}

/// tanh and the logistic function.
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

/// Any others, chosen anew for each vector.
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
