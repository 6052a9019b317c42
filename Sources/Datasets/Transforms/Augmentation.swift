import Foundation
import Kernels
import Tensors

/// A recipe's `augment:`: random changes of training images, named after Keras' preprocessing layers.
public struct AugmentationSpec: Hashable, Sendable {
    /// Shifts by up to this share of height and width, in either direction (RandomTranslation).
    public var shift = 0.0
    /// Mirrors half of the images (RandomFlip); with `both` each direction has a chance of a half.
    public var flip: Flip?
    /// Rotates by up to this share of a full turn, in either direction (RandomRotation).
    public var rotate = 0.0
    /// Changes the size by up to this share, larger or smaller (RandomZoom).
    public var zoom = 0.0
    /// The standard deviation of noise that is added (GaussianNoise), before inputs are standardised or normalised.
    public var noise = 0.0
    /// How pixels beyond the edge are filled; `reflect` by default, as in Keras.
    public var fill = Fill.reflect

    /// No change.
    public init() {}

    /// The directions of mirroring.
    public enum Flip: String, CaseIterable, Hashable, Sendable, DataValued { case horizontal, vertical, both }

    /// The ways in which pixels beyond the edge are filled.
    public typealias Fill = EdgeFill
}

extension EdgeFill: DataValued {}

extension AugmentationSpec {
    static let argument = DataArgument<DataSpec>(
        "augment", \.augment, of: arguments, standard: { AugmentationSpec() }, section: "augmentation", help: "random changes of training images")

    private static let arguments: [DataArgument<AugmentationSpec>] = [
        share("shift", \.shift, help: "shifts images by up to this share of their size"),
        .init("flip", \.flip, .words(of: Flip.self), help: "mirrors half of the images"),
        share("rotate", \.rotate, help: "rotates images by up to this share of a full turn"),
        share("zoom", \.zoom, help: "makes images larger or smaller by up to this share"),
        .init("noise", \.noise, .real(0...100, kind: "a deviation", includesUpper: true), standard: 0, help: "adds noise of this standard deviation"),
        .init("fill", \.fill, .words(of: Fill.self), standard: .reflect, help: "how pixels beyond the edge are filled"),
    ]

    private static func share(_ name: String, _ property: DataArgument<AugmentationSpec>.Property<Double>, help: String) -> DataArgument<AugmentationSpec> {
        DataArgument(name, property, .real(0...1, kind: "a share", includesUpper: false), standard: 0, help: help)
    }
}

/// Changes each training image in each epoch by a random affine map about its centre, with bilinear interpolation. The map depends only on seed, epoch and the example's index.
struct Augmentation: Sendable {
    let spec: AugmentationSpec
    let random: RandomGenerator

    init(_ spec: AugmentationSpec, seed: Int) {
        self.spec = spec
        random = RandomGenerator(seed: seed, purpose: .augmentation)
    }

    /// Copies the image whose numbers begin at `start`, changed.
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

    /// Distinguishes the random stream of noise from that of the maps.
    private static let noiseStream: UInt64 = 1 << 63

    /// The map from a new pixel's position, relative to the centre, to its position in the original.
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
