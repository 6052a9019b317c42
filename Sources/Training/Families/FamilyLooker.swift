import Datasets
import Networks

/// Looks at what only one family has, with a replica of what is trained.
protocol FamilyLooker: AnyObject {
    /// What answers for the watched examples.
    var replica: any Trainable { get }
    /// What is seen with the weights of `trained` now.
    func view(of trained: any Trainable) -> FamilyView?
}

/// What a looker looks with: the layers as a network, each apart, and the examples that are watched.
struct ProbeBench {
    let blueprint: TrainableBlueprint
    let network: Network
    let examples: Examples
    let buffers: BatchBuffers
}

/// What is seen of one family, in a type of its own.
public protocol FamilyContent: Hashable, Sendable {}

/// What only the run's family shows; the family's page asks for it by its type.
public struct FamilyView: Hashable, Sendable {
    private let content: any FamilyContent

    public init(_ content: any FamilyContent) {
        self.content = content
    }

    /// What is seen; `nil` where it is another family's.
    public func content<Content: FamilyContent>(as type: Content.Type) -> Content? { content as? Content }

    public static func == (one: FamilyView, other: FamilyView) -> Bool { one.content.equals(other.content) }
    public func hash(into hasher: inout Hasher) { content.hash(into: &hasher) }
}

extension FamilyContent {
    fileprivate func equals(_ other: any FamilyContent) -> Bool { other as? Self == self }
}
