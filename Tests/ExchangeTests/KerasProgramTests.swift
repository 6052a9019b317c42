import Exchange
import Networks
import Recipes
import Tensors
import Testing

/// Programs that Keras 3.15 was given by hand and ran, kept as text.
struct KerasProgramTests {
    private func program(_ model: String, _ rest: String = "", data: String = "{source: mnist-5k}", input: Shape? = [5, 3]) throws -> [String] {
        let recipe = try Recipe(yaml: "name: x\ndata: \(data)\nmodel:\n\(model)\n\(rest)", file: "x")
        return KerasProgram(recipe, input: input, sizes: DataSizes(classes: 4)).lines.map(\.text)
    }

    private func compiled(_ compile: String, fit: String = "{epochs: 2}") throws -> [String] {
        Array(try program("  - Flatten", "compile: \(compile)\nfit: \(fit)\n").drop { $0 != "])" }.dropFirst())
    }

    @Test func aBoltzmannMachineHasNoProgram() throws {
        let lines = try program("  - RBM: {hidden_units: 64, k: 5}", "compile: {optimizer: sgd, loss: contrastive_divergence, metrics: [pseudo_likelihood]}\n")
        #expect(
            lines == [
                "# Keras has neither restricted Boltzmann machines nor contrastive divergence: there is no Keras program for this stack.", "#     RBM: {hidden_units: 64, k: 5}",
            ])
        let mixed = try program("  - RBM: {hidden_units: 7}\n  - Dense: {units: 2}", "compile: {loss: mse}\n")
        #expect(
            Array(mixed[6...8]) == [
                "    layers.Flatten(),", "    layers.Dense(7, activation=\"sigmoid\"),  # the hidden units of an RBM, which Keras does not have", "    layers.Dense(2),",
            ])
    }

    @Test(arguments: [
        ("{ExponentialDecay: {}}", "keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.01, decay_steps=1000, decay_rate=0.96)"),
        (
            "{ExponentialDecay: {staircase: true, decay_rate: 0.5}}",
            "keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.01, decay_steps=1000, decay_rate=0.5, staircase=True)"
        ),
        ("{InverseTimeDecay: {}}", "keras.optimizers.schedules.InverseTimeDecay(initial_learning_rate=0.01, decay_steps=1000, decay_rate=0.5)"),
        ("{PolynomialDecay: {power: 2}}", "keras.optimizers.schedules.PolynomialDecay(initial_learning_rate=0.01, decay_steps=1000, power=2)"),
        ("{PiecewiseConstantDecay: {}}", "keras.optimizers.schedules.PiecewiseConstantDecay(boundaries=[1000], values=[0.01, 0.001])"),
        (
            "{CosineDecay: {warmup_target: 0.1, warmup_steps: 10}}",
            "keras.optimizers.schedules.CosineDecay(initial_learning_rate=0.01, decay_steps=1000, warmup_target=0.1, warmup_steps=10)"
        ),
        ("{CosineDecayRestarts: {}}", "keras.optimizers.schedules.CosineDecayRestarts(initial_learning_rate=0.01, first_decay_steps=1000)"),
        (
            "{LinearWarmup: {learning_rate: 0.1, warmup_steps: 20}}",
            "keras.optimizers.schedules.CosineDecay(0.1 / 20, decay_steps=1, alpha=1.0, warmup_target=0.1, warmup_steps=20 - 1)"
        ),
        ("{LinearWarmup: {learning_rate: 0.1, warmup_steps: 1}}", "0.1"),
    ])
    func schedulesSayWhatKerasAsksFor(_ schedule: String, _ python: String) throws {
        let lines = try compiled("{optimizer: {sgd: {learning_rate: \(schedule), momentum: 0.9}}, loss: mse}")
        #expect(lines.contains("model.compile(optimizer=keras.optimizers.SGD(learning_rate=\(python), momentum=0.9), loss=\"mean_squared_error\")"), "\(lines)")
        #expect(lines.contains { $0.hasPrefix("# Keras has no LinearWarmup") } == schedule.contains("LinearWarmup"))
    }

    @Test(arguments: [
        ("{optimizer: {adamw: {weight_decay: null, clipnorm: 1}}, loss: mse}", "optimizer=keras.optimizers.AdamW(weight_decay=0.0, clipnorm=1.0), loss=\"mean_squared_error\""),
        ("{optimizer: rmsprop, loss: {huber: {delta: 2}}}", "optimizer=\"rmsprop\", loss=keras.losses.Huber(delta=2)"),
        (
            "{loss: {categorical_crossentropy: {label_smoothing: 0.1}}, metrics: [f1_score, auc, perplexity]}",
            "optimizer=\"adam\", loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1), metrics=[keras.metrics.F1Score(average=\"macro\"), \"auc\"]"
        ),
        (
            "{loss: binary_crossentropy, metrics: [f1_score, {precision: {thresholds: 0.3}}]}",
            "optimizer=\"adam\", loss=\"binary_crossentropy\", metrics=[keras.metrics.F1Score(average=\"macro\", threshold=0.5), keras.metrics.Precision(thresholds=0.3)]"
        ),
        (
            "{loss: sparse_categorical_crossentropy, metrics: [accuracy, {top_k_categorical_accuracy: {k: 3}}]}",
            "optimizer=\"adam\", loss=\"sparse_categorical_crossentropy\", metrics=[\"accuracy\", keras.metrics.SparseTopKCategoricalAccuracy(k=3)]"
        ),
    ])
    func lossesMetricsAndOptimizersAreKeras(_ compile: String, _ python: String) throws {
        let lines = try compiled(compile)
        #expect(lines.contains("model.compile(\(python))"), "\(lines)")
        #expect(lines.contains { $0.hasPrefix("# Keras has no perplexity metric") } == compile.contains("perplexity"))
    }

    @Test func callbacksHaveAFileAndADirection() throws {
        let callbacks =
            "[{EarlyStopping: {patience: 3, monitor: val_f1_score, restore_best_weights: true}}, {ReduceLROnPlateau: {factor: 0.5}}, {ModelCheckpoint: {monitor: val_accuracy}}, ModelCheckpoint, {EarlyStopping: {monitor: \"a\\\"b\"}}]"
        let lines = try compiled("{loss: mse, metrics: [f1_score]}", fit: "{epochs: 2, callbacks: \(callbacks)}")
        #expect(
            Array(lines.dropFirst()) == [
                "callbacks = [",
                "    keras.callbacks.EarlyStopping(monitor=\"val_f1_score\", patience=3, restore_best_weights=True, mode=\"max\"),",
                "    keras.callbacks.ReduceLROnPlateau(factor=0.5),",
                "    keras.callbacks.ModelCheckpoint(\"best.weights.h5\", monitor=\"val_accuracy\", save_best_only=True, save_weights_only=True),",
                "    keras.callbacks.ModelCheckpoint(\"best.weights.h5\", save_best_only=True, save_weights_only=True),",
                "    keras.callbacks.EarlyStopping(monitor=\"a\\\"b\"),",
                "]",
                "model.fit(x_train, y_train, epochs=2, batch_size=32, callbacks=callbacks)",
            ])
    }

    @Test func layersTakeTheirFormsAndStatesTheirBatch() throws {
        let model =
            "  - LSTM: {units: 4, stateful: true, return_sequences: true, kernel_regularizer: l1_l2, bias_initializer: constant}\n"
            + "  - Bidirectional: {layer: {GRU: {units: 3}}, merge_mode: sum}\n  - Dense: {units: 2, kernel_initializer: {random_normal: {stddev: 0.1}}, kernel_regularizer: {l2: 0.1}, kernel_constraint: max_norm}"
        let lines = try program(model, "fit: {batch_size: 8, shuffle: false}\n")
        #expect(
            Array(lines[5...8]) == [
                "    keras.Input(shape=(5, 3), batch_size=8),",
                "    layers.LSTM(4, return_sequences=True, stateful=True, kernel_regularizer=keras.regularizers.L1L2(), bias_initializer=keras.initializers.Constant()),",
                "    layers.Bidirectional(layers.GRU(3), merge_mode=\"sum\"),",
                "    layers.Dense(2, kernel_initializer=keras.initializers.RandomNormal(stddev=0.1), kernel_regularizer=keras.regularizers.L2(l2=0.1), kernel_constraint=\"max_norm\"),",
            ])
    }

    @Test func averagesSayTheirWindow() throws {
        let lines = try program("  - AveragePooling2D\n  - AveragePooling1D\n  - MaxPooling2D")
        #expect(Array(lines[6...8]) == ["    layers.AveragePooling2D(pool_size=(2, 2)),", "    layers.AveragePooling1D(pool_size=2),", "    layers.MaxPooling2D(),"])
    }

    @Test func anAutoencoderIsAskedForItsInputs() throws {
        func last(_ data: String) throws -> String? { try program("  - Flatten", "compile: {loss: mse}\n", data: data).last }
        #expect(try last("{source: mnist-5k, targets: inputs}") == "model.fit(x_train, x_train, epochs=1, batch_size=32)")
        #expect(try last("{source: mnist-5k, targets: inputs, noise: {gaussian: 0.4}}") == "model.fit(x_noisy, x_train, epochs=1, batch_size=32)")
    }

    @Test func theKerasProgramIsTheSameStack() throws {
        let program = KerasProgram(try RecipeLibrary().open("course-cnn").recipe, input: [128, 128, 3], sizes: DataSizes(classes: 8)).text
        #expect(program.contains("    layers.Conv2D(16, (2, 2), activation=\"relu\"),\n    layers.MaxPooling2D(strides=(2, 2)),"))
        #expect(program.contains("layers.Dense(num_classes, activation=\"softmax\")") && program.contains("num_classes = 8"))
        #expect(program.contains("model.compile(optimizer=\"adam\", loss=\"categorical_crossentropy\", metrics=[\"accuracy\"])"))
    }

    /// Each size is a variable of the program, with its number where the data is known.
    @Test func sizesOfTheDataAreVariables() throws {
        func recipe(_ model: String, _ loss: String) throws -> Recipe {
            try Recipe(yaml: "name: x\ndata: {source: mnist-5k}\nmodel: [\(model)]\ncompile: {loss: \(loss)}\n", file: "x")
        }
        let text = try recipe("Embedding: {input_dim: vocabulary, output_dim: 4}, LSTM: {units: 3}, Dense: {units: num_outputs, activation: softmax}", "categorical_crossentropy")
        let known = KerasProgram(text, input: [5], sizes: DataSizes(classes: 2, outputs: [2], vocabulary: 33)).text
        #expect(known.contains("num_outputs = 2\nvocabulary = 33\nmodel ="))
        #expect(known.contains("layers.Embedding(vocabulary, 4)") && known.contains("layers.Dense(num_outputs, activation=\"softmax\")"))
        #expect(KerasProgram(text, input: nil).text.contains("num_outputs = ...\nvocabulary = ...\n"))
        // Step by step it is the outputs of a step, of a flat input all: two layers that differ can't share the variable.
        let both = try recipe("Dense: {units: num_outputs}, Flatten, Dense: {units: num_outputs}, Reshape: {target_shape: [5, 3]}", "mean_squared_error")
        let program = KerasProgram(both, input: [5, 6], sizes: DataSizes(outputs: [5, 3])).text
        #expect(program.contains("num_outputs = 3\n") && program.contains("layers.Dense(num_outputs),\n    layers.Flatten(),\n    layers.Dense(15),"), "\(program)")
    }
}
