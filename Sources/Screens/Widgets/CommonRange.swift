import Foundation

extension MapView {
    /// A range about zero in which 98 of 100 values lie: a few that are far out would leave all others grey. What lies beyond it has the ramp's ends.
    public static func commonRange(of values: [Float]) -> ClosedRange<Float> {
        let sizes = values.lazy.filter(\.isFinite).map(abs).sorted()
        guard let largest = sizes.last else { return 0...0 }
        let common = sizes[(sizes.count - 1) * 98 / 100]
        let reach = common > 0 ? common : largest
        return -reach...reach
    }
}
