import Tensors

extension Repair {
    /// What would let data be read that an error kept from being read.
    public static func of(_ error: any Error) -> [Repair] { (error as? FileError)?.key == "missing" ? [.edit(.fillMissing)] : [] }
}
