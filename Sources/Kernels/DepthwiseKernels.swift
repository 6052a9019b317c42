public struct DepthwiseKernels: Sendable {
    public let geometry: WindowGeometry
    public init(geometry: WindowGeometry, multiplier: Int) { self.geometry = geometry }
    public var outputCount: Int { 0 }
    public var workspacePerWorker: Int { 0 }
    public func sharedWorkspace(batch: Int) -> Int { 0 }
    public func forward(x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>, batch: Int, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool) {}
    public func backward(x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>?, dkernel: UnsafeMutablePointer<Float>, dbias: UnsafeMutablePointer<Float>?, batch: Int, workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool) {}
}
