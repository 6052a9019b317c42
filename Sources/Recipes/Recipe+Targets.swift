import Datasets
import Networks

extension Recipe {
    /// The data with the targets read as the loss needs them, which is what Keras does: a sparse cross-entropy reads an array's whole numbers as classes, whatever their
    /// shape and even if only 0 and 1 occur; a last layer of one unit, or of `num_outputs`, with a loss that is no cross-entropy reads the whole numbers of an array
    /// or of a person's own table as numbers.
    public var readData: DataSpec {
        let family = data.source.family
        guard data.targets == .automatic, family.hasTargetsOfEitherKind, !family.hasColumns || data.source.catalogueID == nil, let loss = compile?.loss else { return data }
        var data = data
        guard data.classes == nil else {
            data.targets = .classes
            return data
        }
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
