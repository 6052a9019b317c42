import Recipes

/// Recipes whose layers read others than the one above them.
public enum SampleGraphs {
    /// A block with a way around it, branches that are joined, and two ends of which the last counts.
    public static func residual() throws -> Recipe {
        let yaml = """
            name: x
            data: {source: colour-icons-32}
            model:
              - Input: {name: data}
              - Conv2D: {filters: 4, kernel_size: [3, 3], padding: same, activation: relu, name: stem}
              - Conv2D: {filters: 4, kernel_size: [3, 3], padding: same}
              - Add: {with: [stem]}
              - Concatenate: {with: [data, stem], axis: -1, name: all-of-it}
              - GlobalAveragePooling2D
              - GlobalMaxPooling2D: {from: all-of-it, name: lambda}
              - Dense: {units: 3, from: lambda}
            fit: {epochs: 2}

            """
        return try Recipe(yaml: yaml, file: "x.yaml")
    }

    /// A layer that begins with another's final state, and one that begins with what layers give.
    public static func states() throws -> Recipe {
        let yaml = """
            name: x
            data: {source: iris}
            model:
              - LSTM: {units: 5, return_sequences: true, name: encoder}
              - LSTM: {units: 5, initial_state: encoder, name: h}
              - LSTM: {units: 5, initial_state: [h, h], from: encoder}
            fit: {epochs: 2}

            """
        return try Recipe(yaml: yaml, file: "x.yaml")
    }
}
