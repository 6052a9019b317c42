#!/usr/bin/env python3
"""Kills runs at random moments and checks that each ends as the run that nobody killed.

    swift build -c release --product strata
    python3 Tests/Kills/kill.py [--kills 300] [--seed 1] [--strata .build/release/strata]

Four stacks (a network, an LSTM, an autoencoder, a Boltzmann machine), each also with --limit and with --initial-weights, are trained once without a
death. Then each is begun again and again in a new folder, killed with signal 9 at a random moment from its first millisecond on, resumed, killed again,
and in the end resumed until it is done. Its final.safetensors, best.safetensors and metrics.csv (but times) must be those of the first run, and
nothing else may be left: no folder on its way to its name, no file NAME.PID.new. Run it by hand: it takes some minutes.

Closes with a line of counts; exit code 0 where every run ended with the same bits.
"""
import argparse, collections, csv, os, pathlib, random, shutil, subprocess, sys, tempfile, time

HEAD = "name: {name}\ndata: {{source: {source}{more}}}\n"
FIT = "fit: {{epochs: 3, batch_size: 32, seed: 1, callbacks: [EarlyStopping: {{patience: 9, restore_best_weights: true, monitor: {monitor}}}]{more}}}\n"
RECIPES = {
    "network": HEAD.format(name="network", source="digits-8x8", more="")
    + "model: [Flatten, Dense: {units: 32, activation: relu}, Dropout: {rate: 0.2}, Dense: {units: num_classes, activation: softmax}]\n"
    + "compile: {optimizer: adam, loss: categorical_crossentropy, metrics: [accuracy]}\n" + FIT.format(monitor="val_loss", more=", validation_split: 0.2"),
    "lstm": HEAD.format(name="lstm", source="dna-promoters", more="")
    + "model: [LSTM: {units: 12, recurrent_dropout: 0.1}, Dense: {units: num_classes, activation: softmax}]\n"
    + "compile: {optimizer: rmsprop, loss: categorical_crossentropy, metrics: [accuracy]}\n" + FIT.format(monitor="val_loss", more=", validation_split: 0.2"),
    "autoencoder": HEAD.format(name="autoencoder", source="digits-8x8", more=", targets: inputs, noise: {masking: 0.2}")
    + "model: [Flatten, Dense: {units: 16, activation: relu}, Dense: {units: 64, activation: sigmoid}, Reshape: {target_shape: [8, 8, 1]}]\n"
    + "compile: {optimizer: nadam, loss: mean_squared_error}\n" + FIT.format(monitor="val_loss", more=", validation_split: 0.2"),
    "machine": HEAD.format(name="machine", source="digits-8x8", more=", targets: inputs")
    + "model: [RBM: {hidden_units: 24, persistent: true}]\n"
    + "compile: {optimizer: {sgd: {learning_rate: 0.05}}, loss: contrastive_divergence}\n" + FIT.format(monitor="loss", more=""),
}
OPTIONS = {"plain": [], "limit": ["--limit", "60"], "weights": ["--initial-weights", "START"], "both": ["--limit", "60", "--initial-weights", "START"]}
TIMES = {"seconds", "samples_per_s"}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--kills", type=int, default=300)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--strata", default=".build/release/strata")
arguments = parser.parse_args()
strata = os.path.abspath(arguments.strata)
moments = random.Random(arguments.seed)
root = pathlib.Path(tempfile.mkdtemp(prefix="strata-kills-"))
environment = dict(os.environ, HOME=str(root / "home"), XDG_DATA_HOME=str(root / "home"))


def start(*words):
    return subprocess.Popen([strata, "train", *map(str, words), "--threads", "1"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(*words):
    process = start(*words)
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors.strip()


def metrics(folder):
    return [{name: value for name, value in row.items() if name not in TIMES} for row in csv.DictReader(open(folder / "metrics.csv"))]


def weights(kind):
    """Weights of the same shapes that another seed leaves."""
    folder = root / f"{kind}-start"
    code, errors = finish(root / f"{kind}.yaml", "--epochs", 1, "--seed", 7, "--out", folder)
    assert code == 0, errors
    return folder / "final.safetensors"


class Case:
    """A stack with options: how it is begun, and what it leaves where nobody kills it."""

    def __init__(self, kind, name, start_weights):
        self.kind, self.name = kind, f"{kind}, {name}"
        self.options = [str(start_weights) if word == "START" else word for word in OPTIONS[name]]
        self.folder = root / f"{kind}-{name}-whole"
        begun = time.monotonic()
        code, errors = finish(*self.words(self.folder))
        assert code == 0, errors
        self.seconds = time.monotonic() - begun

    def words(self, folder):
        return [root / f"{self.kind}.yaml", "--out", folder, *self.options]

    def difference(self, folder):
        for file in ["final.safetensors", "best.safetensors"]:
            if (folder / file).read_bytes() != (self.folder / file).read_bytes():
                return f"{file} has other bits"
        if metrics(folder) != metrics(self.folder):
            return "metrics.csv differs"
        names = [sorted(path.name for path in place.iterdir()) for place in (folder, self.folder)]
        return None if names[0] == names[1] else f"left {sorted(set(names[0]) ^ set(names[1]))}"


def trial(case, number, left):
    """One run, killed up to three times; the number of kills that met a living process, and what went wrong."""
    place = root / f"trial-{number}"
    place.mkdir()
    folder, killed, words = place / "run", 0, None
    for _ in range(min(left, moments.choice([1, 1, 2, 3]))):
        words = ["--resume", folder] if (folder / "recipe.yaml").exists() else case.words(folder)
        process = start(*words)
        # Half of the deaths come in the first tenth, where a run is born.
        time.sleep(case.seconds * moments.random() * moments.choice([0.1, 1.05]))
        if process.poll() is None:
            process.kill()
            killed += 1
        process.communicate()
    words = ["--resume", folder] if (folder / "recipe.yaml").exists() else case.words(folder)
    code, errors = finish(*words)
    problem = f"stuck: {errors}" if code != 0 else case.difference(folder)
    if problem is None and [path.name for path in place.iterdir()] != ["run"]:
        problem = f"left {sorted(path.name for path in place.iterdir())}"
    if problem is None:
        shutil.rmtree(place)
    return killed, problem


for kind, text in RECIPES.items():
    (root / f"{kind}.yaml").write_text(text)
cases = [Case(kind, name, start_weights) for kind in RECIPES for start_weights in [weights(kind)] for name in OPTIONS]
print("Uninterrupted:", ", ".join(f"{case.name} {case.seconds:.2f} s" for case in cases), flush=True)
kills, number, counts = 0, 0, collections.Counter()
while kills < arguments.kills:
    case = cases[number % len(cases)]
    killed, problem = trial(case, number, arguments.kills - kills)
    kills += killed
    number += 1
    if problem:
        counts["stuck" if problem.startswith("stuck") else "left something" if problem.startswith("left") else "other bits"] += 1
        print(f"{case.name}, run {number}: {problem}", flush=True)
wrong = sum(counts.values())
print(f"{kills} kills over {number} runs: {counts['other bits']} with other bits, {counts['stuck']} stuck, {counts['left something']} with a leftover")
if wrong:
    print(f"See {root}")
else:
    shutil.rmtree(root)
sys.exit(1 if wrong else 0)
