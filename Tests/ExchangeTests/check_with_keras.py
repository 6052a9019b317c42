#!/usr/bin/env python3
"""Runs exported programs in Keras and compares them with Strata, where Keras is installed.

    KERAS_BACKEND=jax python Tests/ExchangeTests/check_with_keras.py [--strata .build/release/strata] [--round ROUND] [--only ID] [--write]

Three rounds. "made": every shipped recipe and every recipe of Zoo/ with weights and inputs worked out from nothing (--write keeps Keras' answers
in Golden/, which KerasGoldenTests compares with Strata's). "trained": every shipped recipe trained for an epoch on a few examples, asked about
examples as they are stored. "cases": those of TrainingTests, whose outputs Keras computed by other means. Exits with 1 where numbers differ by more than
1e-5 of the largest output (of 1, where that is less).
"""

import argparse
import importlib.util
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

import keras
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parent.parent
TOLERANCE = 1e-5

# What the zoo's recipes read: shape of an example, and the kind of its numbers.
ZOO_INPUTS = {
    "images.npy": ((11, 9, 3), "numbers"),
    "series.npy": ((13, 4), "numbers"),
    "symbols.npy": ((9,), "symbols"),
    "steps.npy": ((7, 5), "steps"),
    "rows.npy": ((8,), "numbers"),
    "shares.npy": ((10,), "shares"),
}

# Recipes whose inputs are prepared in ways that no shipped one needs.
PREPARED = {
    "table-standardised": """
name: A table, each column by its mean and deviation
data: {source: wine, scaling: standardise}
model:
  - Dense: {units: 8, activation: tanh}
  - Dense: {units: num_classes, activation: softmax}
compile: {loss: categorical_crossentropy}
fit: {validation_split: 0.1}
""",
    "bytes-standardised": """
name: Bytes, by the mean and deviation of their channel
data: {source: mnist-5k, scaling: standardise}
model:
  - Flatten
  - Dense: {units: num_classes, activation: softmax}
compile: {loss: categorical_crossentropy}
fit: {validation_split: 0.1}
""",
    "symbols-one-hot": """
name: Bases as rows with a one
data: {source: dna-promoters, one_hot: true}
model:
  - Conv1D: {filters: 4, kernel_size: 5, activation: relu}
  - GlobalMaxPooling1D
  - Dense: {units: num_classes, activation: softmax}
compile: {loss: categorical_crossentropy}
fit: {validation_split: 0.1}
""",
    "characters-of-a-text": """
name: The next character, a state that goes on from window to window
data: {source: austen-pride-prejudice, steps: 20, streams: 8, one_hot: true}
model:
  - LSTM: {units: 12, return_sequences: true, stateful: true}
  - Dense: {units: num_classes, activation: softmax}
compile: {loss: categorical_crossentropy}
fit: {validation_split: 0.1, batch_size: 8, shuffle: false}
""",
    "words": """
name: Words of a snippet
data: {source: sentiment-snippets, max_tokens: 500, length: 12}
model:
  - Embedding: {input_dim: 500, output_dim: 8, mask_zero: true}
  - GRU: {units: 6}
  - Dense: {units: num_classes, activation: softmax}
compile: {loss: categorical_crossentropy}
fit: {validation_split: 0.1}
""",
    "prices": """
name: The next day's price
data: {source: oil-wti}
model:
  - Conv1D: {filters: 4, kernel_size: 3, activation: relu}
  - Flatten
  - Dense: {units: 1}
compile: {loss: mean_squared_error, metrics: []}
fit: {validation_split: 0.1}
""",
}


def unit(count, stream):
    """Numbers from -1 to 1 that ExchangeSubject works out alike."""
    bits = (np.arange(count, dtype=np.uint32) + np.uint32(1)) * np.uint32(2654435761) + np.uint32(stream * 40503)
    bits = (bits ^ (bits >> np.uint32(15))) * np.uint32(2246822519)
    return (bits ^ (bits >> np.uint32(13))).astype(np.float64) / (1 << 31) - 1


def made_weights(shapes):
    """A tensor for each name, small enough that no layer saturates."""
    tensors = {}
    for index, name in enumerate(sorted(shapes)):
        shape = shapes[name]
        values = unit(math.prod(shape), index)
        if name.endswith("gamma") or name.endswith("moving_variance"):
            values = 1 + 0.5 * values
        else:
            values = values * (math.sqrt(3 / math.prod(shape[:-1])) if len(shape) > 1 else 0.1)
        tensors[name] = values.astype("<f4").reshape(shape)
    return tensors


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + tensor.nbytes]}
        data += tensor.tobytes()
    text = json.dumps(header).encode()
    pathlib.Path(path).write_bytes(len(text).to_bytes(8, "little") + text + data)


def made_inputs(shape, kind, count):
    random = np.random.default_rng(7)
    if kind == "symbols":
        x = random.integers(1, 11, (count,) + shape)
        for row in range(1, count):
            x[row, max(1, shape[0] - 2 * row):] = 0
        return x.astype(np.float32)
    x = random.uniform(0 if kind == "shares" else -1, 1, (count,) + shape).astype(np.float32)
    if kind == "steps":
        for row in range(1, count):
            x[row, max(1, shape[0] - 2 * row):] = 0
    return x


def stored_inputs(module, count=5):
    """Examples as a run's data stores them: bytes, whole numbers or numbers, as its prepare() takes them."""
    random = np.random.default_rng(11)
    shape, code = (count,) + module.INPUT_SHAPE, (pathlib.Path(module.__file__)).read_text()
    if "np.eye(" in code:
        return random.integers(0, int(code.split("np.eye(")[1].split(",")[0]), shape).astype(np.float32)
    if hasattr(module, "VOCABULARY"):
        return random.integers(0, len(module.VOCABULARY), shape).astype(np.float32)
    if "np.uint8" in code:
        return random.integers(0, 256, shape).astype(np.uint8)
    return random.uniform(0, 1, shape).astype(np.float32)


class Checker:
    def __init__(self, strata, work):
        self.strata_path, self.work, self.results = strata, work, []

    def strata(self, *words):
        done = subprocess.run([self.strata_path, *map(str, words)], cwd=TREE, capture_output=True, text=True, env={"HOME": str(self.work), "PATH": "/usr/bin:/bin"})
        if done.returncode != 0:
            raise SystemExit(f"strata {' '.join(map(str, words))}: {done.stderr.strip()}")
        return done.stdout

    def exported(self, subject, name, *options):
        """The module that `strata export` wrote."""
        folder = self.work / f"{name}-keras"
        self.strata("export", subject, "--as", "keras", "--out", folder, *options)
        keras.utils.clear_session()
        spec = importlib.util.spec_from_file_location(f"exported_{len(self.results)}", folder / "model.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def predicted(self, subject, name, inputs, *options):
        x, y = self.work / f"{name}-x.npy", self.work / f"{name}-y.npy"
        np.save(x, inputs)
        self.strata("predict", subject, "--input", x, "--output", y, *options)
        return np.load(y)

    def compare(self, name, keras_outputs, strata_outputs):
        if keras_outputs.shape != strata_outputs.shape:
            raise SystemExit(f"{name}: Keras gave {keras_outputs.shape}, Strata {strata_outputs.shape}")
        scale = max(1.0, float(np.abs(keras_outputs).max()))
        difference = float(np.abs(keras_outputs - strata_outputs).max()) / scale
        self.results.append((name, difference))
        print(f"{name:40} {difference:.1e}", flush=True)

    def made(self, name, subject, shape, kind, write):
        """A recipe with weights and inputs from nothing."""
        shapes = {}
        for line in self.strata("show", subject, "--json").splitlines():
            for weight in json.loads(line)["weights"]:
                shapes[weight["name"]] = weight["shape"]
        weights = self.work / f"{name}.safetensors"
        write_safetensors(weights, made_weights(shapes))
        features = ["--features"] if "contrastive_divergence" in pathlib.Path(recipe_path(subject)).read_text() else []
        module = self.exported(subject, name, "--weights", weights, *features)
        shape = shape or module.INPUT_SHAPE
        inputs = made_inputs(shape, kind, 1 if math.prod(shape) > 20_000 else 3)
        outputs = module.predict(inputs)
        self.compare(f"made {name}", outputs, self.predicted(subject, name, inputs, "--weights", weights))
        if "stateful: true" in pathlib.Path(recipe_path(subject)).read_text():
            many = made_inputs(shape, kind, 70)  # more than a batch of predictions, whose states go on into the next
            self.compare(f"made {name}, two batches", module.predict(many), self.predicted(subject, f"{name}-many", many, "--weights", weights))
        if write:
            np.save(HERE / "Golden" / f"{name}.input.npy", inputs)
            np.save(HERE / "Golden" / f"{name}.output.npy", outputs.astype(np.float32))

    def trained(self, name, subject):
        """A recipe trained on a few examples, and asked about examples as they are stored."""
        run = self.work / f"{name}-run"
        self.strata("train", subject, "--epochs", 1, "--limit", 96, "--out", run)
        features = ["--features"] if "contrastive_divergence" in (run / "recipe.yaml").read_text() else []
        module = self.exported(run, f"{name}-trained", *features)
        inputs = stored_inputs(module)
        self.compare(f"trained {name}", module.predict(inputs), self.predicted(run, f"{name}-trained", inputs))
        return run

    def script(self, run):
        """The same from the command line."""
        folder = self.work / "script"
        self.strata("export", run, "--as", "keras", "--out", folder)
        inputs = np.random.default_rng(3).integers(0, 256, (3, 8, 8, 1)).astype(np.uint8)
        np.save(self.work / "script-x.npy", inputs)
        subprocess.run([sys.executable, folder / "model.py", self.work / "script-x.npy", self.work / "script-y.npy"], check=True)
        self.compare("python model.py x.npy y.npy", np.load(self.work / "script-y.npy"), self.predicted(run, "script-strata", inputs))

    def case(self, folder):
        """A case of TrainingTests."""
        name = folder.name
        module = self.exported(folder / "recipe.yaml", name, "--weights", folder / "weights.safetensors", *(["--features"] if name == "rbm_hidden_means" else []))
        self.compare(f"case {name}", module.predict(np.load(folder / "input.npy")), np.load(folder / "output.npy"))


def recipe_path(subject):
    path = pathlib.Path(subject)
    return path if path.suffix == ".yaml" else TREE / "assets" / "recipes" / f"{subject}.yaml"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strata", default=TREE / ".build" / "release" / "strata", type=pathlib.Path)
    parser.add_argument("--round", choices=["made", "trained", "cases"], help="one round alone")
    parser.add_argument("--only", help="a recipe's id, a case's name, zoo-NAME")
    parser.add_argument("--write", action="store_true", help="keep Keras' answers in Golden/")
    arguments = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="strata-keras-"))
    checker = Checker(arguments.strata.resolve(), work)

    def wanted(name, stage):
        return arguments.only in (None, name) and arguments.round in (None, stage)

    print(f"Keras {keras.__version__} on {keras.backend.backend()}")

    for path in sorted((HERE / "Zoo").glob("*.yaml")):
        if wanted(f"zoo-{path.stem}", "made"):
            copy = pathlib.Path(shutil.copy(path, work))
            array = path.read_text().split("inputs: ")[1].split("}")[0]
            shape, kind = ZOO_INPUTS[array]
            np.save(work / array, made_inputs(shape, kind, 4))
            checker.made(f"zoo-{path.stem}", copy, shape, kind, arguments.write)
    for path in sorted((TREE / "assets" / "recipes").glob("*.yaml")):
        if wanted(path.stem, "made"):
            checker.made(path.stem, path.stem, None, "shares", arguments.write)
        if wanted(path.stem, "trained"):
            run = checker.trained(path.stem, path.stem)
            if path.stem == "digits":
                checker.script(run)
    for name, text in PREPARED.items():
        if wanted(name, "trained"):
            recipe = work / f"{name}.yaml"
            recipe.write_text(text)
            checker.trained(name, recipe)
    for folder in sorted((TREE / "Tests" / "TrainingTests" / "Cases").iterdir()):
        if wanted(folder.name, "cases"):
            checker.case(folder)

    shutil.rmtree(work)
    worst = max(checker.results, key=lambda result: result[1])
    print(f"{len(checker.results)} comparisons, the largest difference {worst[1]:.1e} ({worst[0]})")
    sys.exit(0 if worst[1] <= TOLERANCE else 1)


if __name__ == "__main__":
    main()
