extension BinaryFloatingPoint where Self: LosslessStringConvertible {
    /// The number as a person writes it in a sentence: without a decimal point if it is whole.
    public var plain: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
