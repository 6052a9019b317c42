import Datasets
import Networks

extension Recipe {
    /// The data with an array's targets read as the loss takes them, as in Keras: whole numbers are classes to a sparse cross-entropy, whatever their shape and
    /// though only 0 and 1 occur; one output, or as many as it needs, against another loss than a cross-entropy is a number. So are
    /// the whole numbers of a person's own table.
    public var readData: DataSpec {
        let family = data.source.family
        guard data.targets == .automatic, family.hasTargetsOfEitherKind, !family.hasColumns || data.source.catalogueID == nil, let loss = compile?.loss else { return data }
        var data = data
        let isMeasured = loss.kind.jointActivation == nil && [.integer(1), .size(.outputs)].contains(model.last?.argument("units"))
        if family.hasColumns {
            data.prefersNumbers = isMeasured
        } else if loss.kind.targetForm == .classNumbers {
            data.targets = .classes
        } else if isMeasured {
            data.targets = .values
        }
        return data
    }
}
