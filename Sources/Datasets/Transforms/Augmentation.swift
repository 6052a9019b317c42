import Foundation
import Kernels
import Tensors

/// What a recipe's `augment:` says, in the terms of Keras' preprocessing layers; images only, training only.
public struct AugmentationSpec: Hashable, Sendable {
    /// Up to this share of height and width, either way (RandomTranslation).
    public var shift = 0.0
    public var flip: Flip?
    /// Up to this share of a full turn, either way (RandomRotation).
    public var rotate = 0.0
    /// Up to this share nearer or farther (RandomZoom).
    public var zoom = 0.0
    /// The deviation of numbers that are added (GaussianNoise), of inputs before any fitted scaling.
    public var noise = 0.0
    /// What lies beyond the edge; `reflect`, as in Keras, where not said.
    public var fill = Fill.reflect

    public init() {}

    public enum Flip: String, CaseIterable, Hashable, Sendable, DataValued { case horizontal, vertical, both }

    public typealias Fill = EdgeFill
}

extension EdgeFill: DataValued {}

extension AugmentationSpec {
    static let argument = DataArgument<DataSpec>(
        "augment", \.augment, of: arguments, standard: { AugmentationSpec() }, section: "augmentation", help: "moves and changes images while training")

    private static let arguments: [DataArgument<AugmentationSpec>] = [
        share("shift", \.shift, help: "moves images by up to this share of their size"),
        .init("flip", \.flip, .words(of: Flip.self), help: "turns every other image over"),
        share("rotate", \.rotate, help: "turns images by up to this share of a full turn"),
        share("zoom", \.zoom, help: "makes images larger or smaller by up to this share"),
        .init("noise", \.noise, .real(0...100, kind: "a deviation", includesUpper: true), standard: 0, help: "adds numbers of this deviation"),
        .init("fill", \.fill, .words(of: Fill.self), standard: .reflect, help: "what lies beyond the edge"),
    ]

    private static func share(_ name: String, _ place: DataArgument<AugmentationSpec>.Place<Double>, help: String) -> DataArgument<AugmentationSpec> {
        DataArgument(name, place, .real(0...1, kind: "a share", includesUpper: false), standard: 0, help: help)
    }
}

/// Every training image a little different in every epoch: one affine map about the centre, bilinear, picked by seed, epoch and the example's place.
struct Augmentation: Sendable {
    let spec: AugmentationSpec
    let random: RandomGenerator

    init(_ spec: AugmentationSpec, seed: Int) {
        self.spec = spec
        random = RandomGenerator(seed: seed, purpose: .augmentation)
    }

    /// Gathers the image whose numbers begin at `start`, moved.
    func gather(_ examples: Examples, from start: Int, to target: UnsafeMutablePointer<Float>, example: Int, epoch: Int) {
        let shape = examples.storedShape, stream = UInt64(epoch) << 32 | UInt64(example)
        let warp = WarpKernel(rows: shape[0], columns: shape[1], channels: shape[2], fill: spec.fill, map: map(shape, stream))
        switch examples.inputs {
        case .bytes(let bytes, let scale):
            bytes.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { warp.run(base + start, scale: scale, to: target) }
            }
        case .floats(let numbers):
            numbers.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { warp.run(base + start, to: target) }
            }
        }
        if spec.noise > 0 {
            CorruptionKernels.addGaussian(
                target, count: shape.count, deviation: Float(spec.noise), range: -.infinity ... .infinity, random: random.philox, stream: stream | Self.noiseStream)
        }
    }

    /// Apart from the streams that pick the maps.
    private static let noiseStream: UInt64 = 1 << 63

    /// From a new pixel's place about the centre to the old one's.
    private func map(_ shape: Shape, _ stream: UInt64) -> AffineMap {
        let chances = random.uniforms(stream: stream, group: 0) * 2 - 1, coins = random.uniforms(stream: stream, group: 1)
        let angle = Double(chances[2]) * spec.rotate * 2 * .pi, size = 1 + Double(chances[3]) * spec.zoom
        let flipsRows = spec.flip == .vertical || spec.flip == .both, flipsColumns = spec.flip == .horizontal || spec.flip == .both
        let rowSign: Float = flipsRows && coins[0] < 0.5 ? -1 : 1, columnSign: Float = flipsColumns && coins[1] < 0.5 ? -1 : 1
        let sine = Float(sin(angle) * size), cosine = Float(cos(angle) * size)
        return AffineMap(
            rowByRow: cosine * rowSign, rowByColumn: -sine * columnSign, columnByRow: sine * rowSign, columnByColumn: cosine * columnSign,
            rowShift: chances[0] * Float(spec.shift) * Float(shape[0]), columnShift: chances[1] * Float(spec.shift) * Float(shape[1]))
    }
}
