import Networks
import Tensors

/// Keras' merges of several layers' outputs, in double precision: every number of the output looks up its own in each source.
enum ReferenceMerges {
    typealias Flow = ReferenceNetwork.Flow

    static func forward(_ spec: LayerSpec, _ shapes: [Shape], _ output: Shape, _ sources: [Flow]) -> Flow {
        if case .concatenate(let layer) = spec { return concatenated(layer, shapes, output, sources) }
        let count = sources[0].samples.count, masks = sources.map(\.mask)
        var joined: [[Bool]]?
        if masks.allSatisfy({ $0 != nil }) {
            joined = (0..<count).map { sample in (0..<output[0]).map { step in masks.contains { $0?[sample][step] ?? true } } }
        }
        let samples = (0..<count).map { sample in
            (0..<output.count).map { place -> Double in
                let index = Self.index(place, output), step = index.first ?? 0
                let values = zip(sources, shapes).map { source, shape -> (value: Double, counts: Bool) in
                    let own = zip(shape.dimensions, index.suffix(shape.rank)).map { $0 == 1 ? 0 : $1 }
                    return (source.samples[sample][Self.place(own, shape)], source.mask?[sample][step] ?? true)
                }
                switch spec {
                case .add: return values.reduce(0) { $0 + $1.value }
                case .average: return values.reduce(0) { $0 + $1.value } / Double(values.count)
                default: return joined?[sample][step] ?? true ? values.reduce(1) { $0 * ($1.counts ? $1.value : 1) } : 0
                }
            }
        }
        return Flow(samples: samples, mask: joined)
    }

    private static func concatenated(_ layer: Concatenate, _ shapes: [Shape], _ output: Shape, _ sources: [Flow]) -> Flow {
        let axis = layer.axis > 0 ? layer.axis - 1 : output.rank + layer.axis
        var starts = [0]
        for shape in shapes { starts.append(starts[starts.count - 1] + shape[axis]) }
        func source(_ position: Int) -> Int { (starts.firstIndex { $0 > position } ?? 1) - 1 }
        let samples = sources[0].samples.indices.map { sample in
            (0..<output.count).map { place -> Double in
                var index = Self.index(place, output)
                let own = source(index[axis])
                index[axis] -= starts[own]
                return sources[own].samples[sample][Self.place(index, shapes[own])]
            }
        }
        var mask: [[Bool]]?
        if axis == 0, sources.contains(where: { $0.mask != nil }) {
            mask = sources[0].samples.indices.map { sample in
                (0..<output[0]).map { step in sources[source(step)].mask?[sample][step - starts[source(step)]] ?? true }
            }
        } else if axis > 0, sources.allSatisfy({ $0.mask != nil }) {
            mask = sources[0].samples.indices.map { sample in (0..<output[0]).map { step in sources.contains { $0.mask?[sample][step] ?? true } } }
        }
        return Flow(samples: samples, mask: mask)
    }

    /// The index along each axis of a number of a shape, and back.
    private static func index(_ place: Int, _ shape: Shape) -> [Int] {
        var rest = place
        return shape.dimensions.reversed().map { extent -> Int in
            defer { rest /= extent }
            return rest % extent
        }.reversed()
    }

    private static func place(_ index: [Int], _ shape: Shape) -> Int { zip(index, shape.dimensions).reduce(0) { $0 * $1.1 + $1.0 } }
}
