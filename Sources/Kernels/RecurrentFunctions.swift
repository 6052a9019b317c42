/// φ and σ of a cell, and their derivatives from what they gave. A type for each choice, so that the loops are compiled for the usual one.
protocol CellFunctions {
    func activation(_ x: Vector) -> Vector
    func activationSlope(_ y: Vector) -> Vector
    func gate(_ x: Vector) -> Vector
    func gateSlope(_ y: Vector) -> Vector
}

/// tanh and the logistic function.
struct UsualFunctions: CellFunctions {
    @_transparent func activation(_ x: Vector) -> Vector { hyperbolicTangent(x) }
    @_transparent func activationSlope(_ y: Vector) -> Vector { Vector(repeating: 1) - y * y }
    @_transparent func gate(_ x: Vector) -> Vector { logistic(x) }
    @_transparent func gateSlope(_ y: Vector) -> Vector { y * (Vector(repeating: 1) - y) }
}

/// Any others, chosen anew for each vector.
struct ChosenFunctions: CellFunctions {
    let chosenActivation: ElementFunction, chosenGate: ElementFunction

    @inline(never) func activation(_ x: Vector) -> Vector { chosenActivation.value(x) }
    @inline(never) func activationSlope(_ y: Vector) -> Vector { chosenActivation.slope(ofOutput: y) }
    @inline(never) func gate(_ x: Vector) -> Vector { chosenGate.value(x) }
    @inline(never) func gateSlope(_ y: Vector) -> Vector { chosenGate.slope(ofOutput: y) }
}
