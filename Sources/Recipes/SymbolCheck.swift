import Networks
import Tensors

/// Who reads the numbers of symbols: a table that has a row for each of them should, and not a layer that takes them for sizes.
struct SymbolCheck {
    /// Layers that compute with the numbers of symbols themselves.
    let unread: [Int]
    private let vocabulary: Int?
    private let plan: StackPlan

    init(_ recipe: Recipe, _ facts: DataFacts, _ plan: StackPlan) {
        self.plan = plan
        vocabulary = facts.vocabulary
        let isNetwork = recipe.compile.map { !$0.loss.isOfMachines } ?? true
        unread = facts.vocabulary != nil && facts.input.rank == 1 && isNetwork ? plan.dataReaders(in: recipe.model) : []
    }

    /// The repair that puts a table before a layer.
    static func table(before layer: Int) -> Repair { .layer(layer, .insertBefore(table)) }

    /// A table with a row for each symbol of the data.
    static let table: LayerSpec = {
        var table = Embedding()
        table.inputDim = .vocabulary
        return .embedding(table)
    }()

    /// What there is to say of a legal stack.
    var notes: [RecipeCheck.Note] {
        guard let vocabulary else { return [] }
        let found = plan.symbolTables.map { index -> RecipeCheck.Note in
            let layer = plan.layers[index]
            guard let rows = layer.symbols, rows < vocabulary else {
                return .init(.good, "\(layer.spec.kerasName): input_dim \(layer.symbols ?? 0) holds the \(vocabulary) symbols of the data.")
            }
            var repaired = layer.spec
            let repairs = repaired.set("input_dim", to: .size(.vocabulary)) ? [Repair.layer(index, .replace(repaired))] : []
            return .init(.wrong, plan.sentence(symbols: vocabulary, table: index), layer: index, repairs: repairs)
        }
        return found
            + unread.map { index in
                .init(
                    .attention,
                    "Layer \(index + 1) (\(plan.layers[index].spec.kerasName)) computes with the numbers of symbols, whose order means nothing. Put an Embedding before it, or give the data one_hot: true.",
                    layer: index, repairs: [Self.table(before: index)])
            }
    }
}

extension StackPlan.PlannedLayer {
    /// The number of symbols that a layer such as `Embedding` has a row for; `nil` for other layers.
    public var symbols: Int? { spec.readsSymbols ? figures.variables.first?.shape[0] : nil }
}

extension StackPlan {
    /// The sentence that a table has fewer rows than the data has symbols.
    public func sentence(symbols: Int, table index: Int) -> String {
        "Layer \(index + 1) (\(layers[index].spec.kerasName)): input_dim: expected at least the \(symbols) symbols of the data, got \(layers[index].symbols ?? 0). Raise it."
    }
}
