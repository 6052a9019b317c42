import Kernels
import Tensors

/// How class targets are laid out; targets that are numbers or the inputs are rows of their own whatever is asked.
public enum TargetLayout: Hashable, Sendable {
    /// Class numbers, one a position: what sparse losses read.
    case indices
    /// A row of this width with a one for each position; a single 0 or 1 where the width is 1.
    case rows(width: Int)
}

extension Examples {
    /// Lays the examples of `order` side by side: inputs (order.count, shape), targets as `layout` says, and weights (order.count,) where wanted.
    ///
    /// `epoch` counts from 1 while training and is 0 for looking: then nothing is augmented and noise is the same every time. With the seed and the
    /// example's place in this part it picks every random number, so that any number of threads and a resumed run gather the same bits.
    public func gather(
        _ order: UnsafeBufferPointer<Int32>, inputs: UnsafeMutablePointer<Float>, targets: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>? = nil,
        layout: TargetLayout, epoch: Int = 0, pool: WorkerPool? = nil
    ) {
        let width = shape.count, targetWidth = targetCount(layout)
        func gather(_ place: Int) {
            let index = Int(order[place]), input = inputs + place * width
            gatherClean(index, to: input, epoch: epoch)
            gatherTarget(index, to: targets + place * targetWidth, layout, clean: input)
            transforms.noise?.corrupt(input, count: width, example: index, epoch: epoch)
            if let weights { weights[place] = weight(index) }
        }
        guard let pool, isWorthSharing(order.count) else {
            for place in order.indices { gather(place) }
            return
        }
        pool.run(tasks: order.count) { place, _ in gather(place) }
    }

    /// Numbers of one gathered target.
    public func targetCount(_ layout: TargetLayout) -> Int {
        switch (targets, layout) {
        case (.classes(_, let perSample), .indices): perSample
        case (.classes(_, let perSample), .rows(let width)): perSample * width
        case (.values(_, let row), _): row.count
        case (.inputs, _): shape.count
        }
    }

    /// Waking the pool takes about as long as copying this many numbers.
    private func isWorthSharing(_ count: Int) -> Bool { transforms.augmentation != nil || transforms.noise != nil || count * shape.count > 200_000 }

    /// One input, augmented where an epoch is under way, without noise.
    func gatherClean(_ index: Int, to target: UnsafeMutablePointer<Float>, epoch: Int = 0) {
        let start = stored(index) * inputStep, count = storedShape.count
        if epoch > 0, let augmentation = transforms.augmentation {
            augmentation.gather(self, from: start, to: target, example: index, epoch: epoch)
        } else if let oneHot = transforms.oneHot {
            oneHot.gather(inputs, from: start, to: target, count: count)
        } else {
            inputs.gather(from: start, to: target, count: count)
        }
        transforms.scaling?.apply(to: target)
    }

    private func gatherTarget(_ index: Int, to target: UnsafeMutablePointer<Float>, _ layout: TargetLayout, clean: UnsafePointer<Float>) {
        let start = stored(index) * targetStep
        switch targets {
        case .classes(let classes, let perSample):
            switch layout {
            case .indices: for step in 0..<perSample { target[step] = Float(classes[start + step]) }
            case .rows(1): for step in 0..<perSample { target[step] = Float(classes[start + step]) }
            case .rows(let width):
                target.update(repeating: 0, count: perSample * width)
                for step in 0..<perSample where Int(classes[start + step]) < width { target[step * width + Int(classes[start + step])] = 1 }
            }
        case .values(let values, let row):
            values.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { target.update(from: base + start, count: row.count) }
            }
            transforms.targetScaling?.apply(to: target)
        case .inputs: target.update(from: clean, count: shape.count)
        }
    }
}

extension Examples.Values {
    /// Numbers from `start` on; bytes are scaled on the way, which the compiler does many at a time.
    func gather(from start: Int, to target: UnsafeMutablePointer<Float>, count: Int) {
        switch self {
        case .bytes(let bytes, let scale):
            bytes.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress.map({ $0 + start }) else { return }
                for place in 0..<count { target[place] = Float(base[place]) * scale }
            }
        case .floats(let numbers):
            numbers.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { target.update(from: base + start, count: count) }
            }
        }
    }
}
