#!/usr/bin/env python3
"""Writes cases of stacks whose layers read others than the one above, and of penalties on outputs, as Keras computes them.

    python3 -m venv venv && venv/bin/pip install keras jax safetensors numpy pyyaml
    KERAS_BACKEND=jax venv/bin/python Tests/TrainingTests/make_graph_cases.py [OUT]

Each case is a folder of Cases/, which KerasCaseTests compares with Strata:
    recipe.yaml          the model, and compile and fit where it is trained
    weights.safetensors  the initial weights, named <index>.<Layer>.<variable>, shapes as in Keras
    input.npy output.npy what predict must give
    target.npy trained.safetensors history.csv   the weights and the loss of each epoch after `fit` without shuffling
"""
import csv
import pathlib
import shutil
import sys

import keras
import numpy as np
import yaml
from keras import layers
from safetensors.numpy import save_file

LINKS = ("name", "from", "with", "initial_state")


def regularizer(value):
    if isinstance(value, str):
        return value
    (kind, amount), = value.items()
    classes = {"l1": keras.regularizers.L1, "l2": keras.regularizers.L2, "l1_l2": keras.regularizers.L1L2}
    return classes[kind](**amount) if isinstance(amount, dict) else classes[kind](amount)


class Graph:
    """A recipe's model as Keras' functional model: a layer reads the one above it, or the one that `from` names, and the others that it names."""

    def __init__(self, model, shape, dtype):
        givers = {layer["initial_state"] for _, layer in map(self.parts, model) if isinstance(layer.get("initial_state"), str)}
        self.inputs = keras.Input(shape, dtype=dtype)
        outputs, states, above, self.made = {}, {}, self.inputs, []
        for entry in model:
            kind, told = self.parts(entry)
            source = outputs[told["from"]] if "from" in told else above
            if kind == "Input":
                above, made = self.inputs, None
            else:
                made = self.layer(kind, told, givers)
                if "with" in told:
                    above = made([source] + [outputs[name] for name in told["with"]])
                elif "initial_state" in told:
                    named = told["initial_state"]
                    given = states[named] if isinstance(named, str) else [outputs[name] for name in named]
                    above = made(source, initial_state=given)
                else:
                    above = made(source)
            if told.get("name") in givers:
                above, *states[told["name"]] = above
            if "name" in told:
                outputs[told["name"]] = above
            self.made.append((kind, made))
        self.model = keras.Model(self.inputs, above)

    @staticmethod
    def parts(entry):
        return (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))

    @staticmethod
    def layer(kind, told, givers):
        arguments = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items() if key not in LINKS}
        for key in arguments:
            if key.endswith("_regularizer"):
                arguments[key] = regularizer(arguments[key])
        if told.get("name") in givers:
            arguments["return_state"] = True
        return getattr(layers, kind)(**arguments)

    def weights(self):
        return {
            f"{index}.{kind}.{variable.name}": np.ascontiguousarray(np.asarray(variable.value))
            for index, (kind, layer) in enumerate(self.made) if layer is not None for variable in layer.weights if "seed_generator" not in variable.path
        }


class Cases:
    def __init__(self, out):
        self.out, self.random, self.count = out, np.random.default_rng(5), 0

    def numbers(self, *shape):
        return self.random.normal(0, 1, shape).astype("float32")

    def one_hot(self, count, classes):
        return np.eye(classes, dtype="float32")[self.random.integers(0, classes, count)]

    def symbols(self, count, steps, kinds=9):
        """Rows of symbols of which all but the first end in zeros."""
        x = self.random.integers(1, kinds, (count, steps)).astype("int32")
        for row in range(1, count):
            x[row, 1 + (steps - 1 - row) % steps:] = 0
        return x

    def write(self, name, model, x, y=None, loss=None, epochs=3, batch=4):
        folder = self.out / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        keras.utils.clear_session()
        graph = Graph(model, x.shape[1:], str(x.dtype))
        for variable in graph.model.weights:
            if "seed" not in variable.path:
                # So large that numbers pass through many layers as large as they are, and no softmax saturates, where JAX clips what is weighed by the sums here.
                deviation = 1 / np.sqrt(np.prod(variable.shape[:-1])) if len(variable.shape) > 1 else 0.3
                variable.assign(self.random.normal(0, deviation, variable.shape).astype("float32"))
        save_file(graph.weights(), folder / "weights.safetensors")
        np.save(folder / "input.npy", x)
        np.save(folder / "output.npy", np.asarray(graph.model(x, training=False)))
        recipe = {"name": name, "data": {"source": "npy", "inputs": "input.npy"}, "model": model}
        if y is not None:
            np.save(folder / "target.npy", y)
            recipe["data"]["targets"] = "target.npy"
            recipe["compile"] = {"optimizer": {"adam": {"learning_rate": 0.02}}, "loss": loss}
            recipe["fit"] = {"epochs": epochs, "batch_size": batch, "shuffle": False, "validation_split": 0.0, "seed": 1}
            graph.model.compile(optimizer=keras.optimizers.Adam(0.02), loss=loss)
            history = graph.model.fit(x, y, epochs=epochs, batch_size=batch, shuffle=False, verbose=0).history["loss"]
            save_file(graph.weights(), folder / "trained.safetensors")
            with open(folder / "history.csv", "w", newline="") as file:
                rows = csv.writer(file)
                rows.writerow(["epoch", "loss"])
                rows.writerows([epoch + 1, f"{loss:.7g}"] for epoch, loss in enumerate(history))
        with open(folder / "recipe.yaml", "w") as file:
            yaml.safe_dump(recipe, file, sort_keys=False, default_flow_style=None, width=110)
        self.count += 1


def convolution(filters, **told):
    return {"Conv2D": {"filters": filters, "kernel_size": [3, 3], "padding": "same", **told}}


def main():
    cases = Cases(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "Cases")
    head = {"Dense": {"units": 4, "activation": "softmax"}}
    categorical = "categorical_crossentropy"

    # Penalties on what layers give.
    cases.write("activity_dense", [{"Dense": {"units": 7, "activation": "tanh", "activity_regularizer": {"l2": 0.05}}}, head], cases.numbers(10, 6), cases.one_hot(10, 4), categorical)
    cases.write("activity_last", [{"Dense": {"units": 3, "activity_regularizer": {"l1_l2": {"l1": 0.03, "l2": 0.02}}}}], cases.numbers(9, 6), cases.numbers(9, 3), "mean_squared_error")
    cases.write("activity_softmax", [{"Dense": {"units": 4, "activation": "softmax", "activity_regularizer": {"l2": 0.3}}}], cases.numbers(9, 6), cases.one_hot(9, 4), categorical)
    cases.write(
        "activity_conv", [convolution(5, activation="relu", activity_regularizer={"l1": 0.004}), "MaxPooling2D", "Flatten", {"ActivityRegularization": {"l1": 0.01, "l2": 0.02}}, head],
        cases.numbers(10, 7, 6, 2), cases.one_hot(10, 4), categorical)
    cases.write(
        "activity_convolutions",
        [{"DepthwiseConv2D": {"kernel_size": [2, 3], "activity_regularizer": {"l2": 0.002}}}, {"SeparableConv2D": {"filters": 4, "kernel_size": [2, 2], "activity_regularizer": {"l1": 0.003}}},
         {"Conv2DTranspose": {"filters": 3, "kernel_size": [3, 3], "strides": [2, 2], "activity_regularizer": {"l2": 0.001}}}, "GlobalAveragePooling2D", head],
        cases.numbers(9, 6, 7, 2), cases.one_hot(9, 4), categorical)
    cases.write(
        "activity_steps", [{"Conv1D": {"filters": 4, "kernel_size": 3, "activity_regularizer": {"l2": 0.02}}}, {"ActivityRegularization": {"l1": 0.01}}, {"GRU": {"units": 4}}, head],
        cases.numbers(9, 6, 3), cases.one_hot(9, 4), categorical)

    # Merges.
    cases.write(
        "graph_residual",
        [convolution(5, activation="relu", name="stem"), convolution(5, activation="relu"), convolution(5), {"Add": {"with": ["stem"], "name": "block"}}, {"Activation": {"activation": "relu"}},
         convolution(5, activation="relu"), convolution(5), {"Add": {"with": ["block"]}}, "GlobalAveragePooling2D", head], cases.numbers(10, 6, 5, 2), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_unet",
        [convolution(4, activation="relu", name="wide"), "MaxPooling2D", convolution(6, activation="relu", name="narrow"), "MaxPooling2D", convolution(6, activation="relu"), "UpSampling2D",
         {"Concatenate": {"with": ["narrow"]}}, convolution(5, activation="relu"), "UpSampling2D", {"Concatenate": {"with": ["wide"]}}, convolution(1, activation="sigmoid")],
        cases.random.random((9, 8, 12, 1)).astype("float32"), cases.random.random((9, 8, 12, 1)).astype("float32"), "mean_squared_error")
    cases.write(
        "graph_gates",
        [{"Dense": {"units": 6, "activation": "tanh", "name": "a"}}, {"Dense": {"units": 6, "activation": "sigmoid"}}, {"Multiply": {"with": ["a"], "name": "gated"}},
         {"Dense": {"units": 6, "from": "a", "name": "b"}}, {"Average": {"with": ["a", "gated"]}}, {"Concatenate": {"with": ["gated", "b"]}}, head],
        cases.numbers(10, 5), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_two_trunks",
        [convolution(4, activation="relu"), {"GlobalMaxPooling2D": {"name": "maps"}}, "Input", "Flatten", {"Dense": {"units": 5, "activation": "tanh"}}, {"Concatenate": {"with": ["maps"]}}, head],
        cases.numbers(10, 5, 6, 2), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_two_users",
        [{"Dense": {"units": 6, "activation": "relu", "name": "shared"}}, {"Dense": {"units": 5, "activation": "tanh", "name": "one"}}, {"Dense": {"units": 5, "activation": "tanh", "from": "shared"}},
         {"Multiply": {"with": ["one"]}}, head], cases.numbers(10, 5), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_broadcast", [convolution(3, activation="relu", name="maps"), "GlobalAveragePooling2D", {"Dense": {"units": 3, "activation": "sigmoid"}}, {"Reshape": {"target_shape": [1, 1, 3]}},
                            {"Multiply": {"with": ["maps"]}}, {"Add": {"with": ["maps"]}}, "Flatten", head], cases.numbers(9, 4, 5, 2), cases.one_hot(9, 4), categorical)

    # Masks through merges.
    table = {"Embedding": {"input_dim": 9, "output_dim": 5, "mask_zero": True, "name": "table"}}
    for merge in ("Add", "Multiply", "Average"):
        cases.write(
            f"graph_masks_{merge.lower()}", [table, {"GRU": {"units": 5, "return_sequences": True}}, {merge: {"with": ["table"]}}, {"LSTM": {"units": 4}}, head],
            cases.symbols(10, 6), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_masks_beside", [table, {"SimpleRNN": {"units": 4, "return_sequences": True}}, {"Concatenate": {"with": ["table"]}}, {"GRU": {"units": 4}}, head],
        cases.symbols(10, 6), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_masks_behind", [table, {"SimpleRNN": {"units": 5, "return_sequences": True}}, {"Concatenate": {"with": ["table"], "axis": 1}}, {"GRU": {"units": 4}}, head],
        cases.symbols(10, 6), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_masks_of_two",
        [{"Masking": {"mask_value": 0.0, "name": "zeros"}}, {"LSTM": {"units": 3, "return_sequences": True, "name": "first"}}, {"Masking": {"mask_value": 0.5, "from": "zeros"}},
         {"LSTM": {"units": 3, "return_sequences": True}}, {"Add": {"with": ["first"]}}, {"GRU": {"units": 4}}, head],
        np.where(np.arange(6)[None, :, None] < cases.random.integers(2, 7, (10, 1, 1)), cases.numbers(10, 6, 3), 0).astype("float32"), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_masks_lost", [table, {"Dense": {"units": 5, "from": "table", "name": "steps"}}, "Input", {"Embedding": {"input_dim": 9, "output_dim": 5}}, {"Add": {"with": ["steps"]}}, {"GRU": {"units": 4}}, head],
        cases.symbols(10, 6), cases.one_hot(10, 4), categorical)

    # Initial states.
    for cell in ("SimpleRNN", "LSTM", "GRU"):
        cases.write(
            f"graph_state_{cell.lower()}",
            [{cell: {"units": 5, "name": "encoder"}}, {"RepeatVector": {"n": 4}}, {cell: {"units": 5, "return_sequences": True, "initial_state": "encoder"}}, {"Dense": {"units": 3}}],
            cases.numbers(10, 7, 3), cases.numbers(10, 4, 3), "mean_squared_error")
        cases.write(
            f"graph_state_masked_{cell.lower()}",
            [table, {cell: {"units": 5, "name": "encoder"}}, {"RepeatVector": {"n": 3}}, {cell: {"units": 5, "initial_state": "encoder", "go_backwards": True}}, {"Add": {"with": ["encoder"]}}, head],
            cases.symbols(10, 6), cases.one_hot(10, 4), categorical)
        given = ["h", "c"] if cell == "LSTM" else ["h"]
        cases.write(
            f"graph_state_given_{cell.lower()}",
            [{"GlobalAveragePooling1D": {"name": "mean"}}, *({"Dense": {"units": 4, "activation": "tanh", "from": "mean", "name": name}} for name in given), "Input",
             {cell: {"units": 4, "initial_state": given}}, head], cases.numbers(10, 6, 3), cases.one_hot(10, 4), categorical)
    cases.write(
        "graph_state_chain",
        [{"LSTM": {"units": 4, "return_sequences": True, "name": "one"}}, {"LSTM": {"units": 4, "return_sequences": True, "initial_state": "one", "name": "two"}},
         {"LSTM": {"units": 4, "initial_state": "one", "from": "one", "name": "three"}}, {"RepeatVector": {"n": 3}}, {"LSTM": {"units": 4, "initial_state": "two"}}, {"Concatenate": {"with": ["three"]}}, head],
        cases.numbers(10, 6, 3), cases.one_hot(10, 4), categorical)
    print(f"{cases.count} cases of Keras {keras.__version__} on {keras.backend.backend()} in {cases.out}")


main()
