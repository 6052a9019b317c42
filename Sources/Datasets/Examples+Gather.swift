import Kernels
import Tensors

/// How class targets are laid out. Targets that are numbers or the inputs keep their own shape in either layout.
public enum TargetLayout: Hashable, Sendable {
    /// One class number for each position, as sparse losses read them.
    case indices
    /// A one-hot row of this width for each position; a single 0 or 1 where the width is 1.
    case rows(width: Int)
}

extension Examples {
    /// Copies the examples `order` into a batch: inputs (order.count, shape), targets as `layout` says, and weights (order.count,) where asked for.
    ///
    /// `epoch` counts from 1 while training. With 0 nothing is augmented and noise is the same each time. Every random number depends only on the seed, the epoch and
    /// the example's index in this part, so that any number of threads and a resumed run gather the same bits.
    public func gather(
        _ order: UnsafeBufferPointer<Int32>, inputs: UnsafeMutablePointer<Float>, targets: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>? = nil,
        layout: TargetLayout, epoch: Int = 0, pool: WorkerPool? = nil
    ) {
        let width = shape.count, targetWidth = targetCount(layout)
        func gather(_ position: Int) {
            let index = Int(order[position]), input = inputs + position * width
            gatherClean(index, to: input, epoch: epoch)
            gatherTarget(index, to: targets + position * targetWidth, layout, clean: input)
            transforms.noise?.corrupt(input, count: width, example: index, epoch: epoch)
            if let weights { weights[position] = weight(index) }
        }
        guard let pool, isWorthSharing(order.count) else {
            for position in order.indices { gather(position) }
            return
        }
        pool.run(tasks: order.count) { position, _ in gather(position) }
    }

    /// The numbers of one gathered target.
    public func targetCount(_ layout: TargetLayout) -> Int {
        switch (targets, layout) {
        case (.classes(_, let perSample), .indices): perSample
        case (.classes(_, let perSample), .rows(let width)): perSample * width
        case (.values(_, let row), _): row.count
        case (.inputs, _): shape.count
        }
    }

    /// Whether a batch is large enough for several threads: waking them takes about as long as copying 200,000 numbers.
    private func isWorthSharing(_ count: Int) -> Bool { transforms.augmentation != nil || transforms.noise != nil || count * shape.count > 200_000 }

    /// Copies one input, augmented while training, without noise.
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

    func gatherTarget(_ index: Int, to target: UnsafeMutablePointer<Float>, _ layout: TargetLayout, clean: UnsafePointer<Float>) {
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
    /// Copies numbers from `start` on; bytes are scaled, in a loop that the compiler vectorises.
    func gather(from start: Int, to target: UnsafeMutablePointer<Float>, count: Int) {
        switch self {
        case .bytes(let bytes, let scale):
            bytes.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress.map({ $0 + start }) else { return }
                for index in 0..<count { target[index] = Float(base[index]) * scale }
            }
        case .floats(let numbers):
            numbers.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { target.update(from: base + start, count: count) }
            }
        }
    }
}
