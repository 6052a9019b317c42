import Datasets
import Documents
import Foundation
import Recipes
import TestSupport
import Testing

struct DataRecipeTests {
    private func recipe(_ data: String) throws(DocumentError) -> Recipe { try Recipe(yaml: "name: x\nmodel: [Flatten]\ndata: \(data)\n", file: "my.yaml") }

    private func error(_ data: String) -> String {
        do throws(DocumentError) {
            _ = try recipe(data)
            return "none"
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        "{source: mnist-5k, targets: inputs, noise: {gaussian: 0.4}}", "{source: mnist-5k, targets: inputs, noise: {masking: 0.3}}",
        "{source: npy, inputs: x.npy, targets: inputs, noise: {salt_and_pepper: 0.1}}", "{source: npy, inputs: x.npy, targets: y.npy, targets_are: inputs}",
        "{source: npy, inputs: x.npy, targets: y.npy, weights: w.npy, targets_are: values, target_scaling: normalise}",
        "{source: fashion-mnist, otherwise: fashion-mnist-mini, augment: {shift: 0.1, flip: both, rotate: 0.05, zoom: 0.1, noise: 0.02, fill: nearest}}",
        "{source: letter-recognition, class_weight: balanced, scaling: none}", "{source: iris, class_weight: {0: 1.0, setosa: 5.5}, balance: oversample}",
        "{source: iris, split: {folds: 5, fold: 2, seed: 3}, scaling: normalise}", "{source: dna-promoters, split: {leave_one_out: 17}}",
        "{source: us-first-names, one_hot: true, length: 9, padding: pre, truncating: pre, split: {validation: 0.1, test: 0.2}}",
        "{source: austen-pride-prejudice, steps: 60, stride: 3, streams: 16, vocabulary: words, max_tokens: 2000}",
        "{source: stocks-nyse, steps: 10, horizon: 5, target_scaling: standardise}",
        "{source: csv, path: my data/t.csv, target: y, drop: [id, \"a: b\"], categorical: zip, missing: mean, delimiter: \";\", split: {test: 0.2, shuffle: false}}",
        "{source: csv, path: t.tsv, test_path: u.tsv, target: [y, z], columns: [a, b], missing: -1.5, delimiter: tab, header: false}",
        "{source: csv, path: t.csv, target: y, text: words, vocabulary: words, split: {column: part}}", "{source: csv, path: t.csv, one_hot: 7}",
        "{source: dna-splice, one_hot: false}",
        "{source: series, path: s.csv, date: day, target: price, columns: price, steps: 30, stride: 2, horizon: 7}",
        "{source: text, path: t.txt, test_path: u.txt, alphabet: \"ACGT\\n\", steps: 20, one_hot: true}", "{source: images, folder: f, image_size: [8, 9], balance: undersample}",
        "{source: images, folder: f, background: black}",
        "{source: images, folder: f, background: \"#ff8000\"}",
        "{source: csv, path: t.csv, decimal: comma}",
    ])
    func dataOfAllKindsComesBack(_ data: String) throws {
        let recipe = try recipe(data)
        #expect(try Recipe(yaml: recipe.yaml, file: "copy.yaml") == recipe, "\(recipe.yaml)")
        #expect(recipe.yaml.count(where: { $0 == ":" }) >= data.count(where: { $0 == ":" }), "nothing is lost: \(recipe.yaml)")
    }

    @Test func wrongWishesAreNamedWithTheLine() {
        #expect(error("{source: mnist-5k, noise: {gaussian: 0.4}}").hasPrefix("my.yaml:3: noise: expected targets that are the clean inputs, got others."))
        #expect(error("{source: mnist-5k, targets: input}").hasPrefix("my.yaml:3: targets: expected inputs, got input."))
        #expect(error("{source: mnist-5k, targets: inputs, noise: {gausian: 0.4}}") == "my.yaml:3: noise has no key gausian. Did you mean gaussian?")
        #expect(error("{source: mnist-5k, targets: inputs, noise: {masking: 2}}") == "my.yaml:3: masking: expected a share from 0 to 1, got 2.")
        #expect(error("{source: mnist-5k, augment: {flip: horizontl}}") == "my.yaml:3: flip: expected horizontal, vertical or both, got horizontl. Did you mean horizontal?")
        #expect(error("{source: mnist-5k, augment: {shift: 1.5}}") == "my.yaml:3: shift: expected a share from 0 to less than 1, got 1.5.")
        #expect(error("{source: mnist-5k, step: 4}").hasPrefix("my.yaml:3: data has no key step."))
        #expect(
            error("{source: mnist-5k, scaling: standardize}")
                == "my.yaml:3: scaling: expected automatic, none, standardise or normalise, got standardize. Did you mean standardise?")
        #expect(error("{source: mnist-5k, class_weight: {1: -3}}") == "my.yaml:3: class_weight 1: expected a factor from 0 to 1000000, got -3.")
        #expect(error("{source: mnist-5k, class_weight: even}").hasPrefix("my.yaml:3: class_weight: expected balanced or a factor by class"))
        #expect(error("{source: mnist-5k, one_hot: 1}") == "my.yaml:3: one_hot: expected true, false or a depth from 2 to 65536, got 1.")
        #expect(error("{source: iris, split: {test: 0.6, validation: 0.5}}").hasPrefix("my.yaml:3: split: expected shares that leave examples for training"))
        #expect(error("{source: iris, split: {folds: 5, fold: 5}}") == "my.yaml:3: fold: expected a whole number from 0 to 4, got 5.")
        #expect(error("{source: iris, split: {folds: 5, test: 0.1}}").hasPrefix("my.yaml:3: split: expected one kind, got validation and folds."))
        #expect(error("{source: csv, target: y}") == "my.yaml:3: data: source csv needs path. Add path:")
        #expect(error("{source: csv, path: x, delimiter: ab}") == "my.yaml:3: delimiter: expected one character or tab, got ab.")
        #expect(error("{source: csv, path: x, missing: zero}") == "my.yaml:3: missing: expected refuse, mean or a number, got zero.")
        #expect(error("{source: text, path: x, alphabet: AA}").hasPrefix("my.yaml:3: alphabet: expected two different characters or more"))
        #expect(error("{source: text, path: x, vocabulary: letters}").hasPrefix("my.yaml:3: vocabulary: expected characters or words, got letters."))
        #expect(error("{source: series, path: x, steps: 0}") == "my.yaml:3: steps: expected a whole number from 1 to 100000, got 0.")
    }

    /// What a source would leave unread is refused: a person would take it for done.
    @Test func keysThatSayNothingOfTheirSourceAreNamed() {
        let cases = [
            ("{source: csv, path: t, image_size: [8, 8]}", "data: image_size does not apply to source csv: it belongs to npy, idx and images. Leave it out."),
            ("{source: text, path: t, date: d}", "data: date does not apply to source text: it belongs to series. Leave it out."),
            ("{source: npy, inputs: x, vocabulary: words}", "data: vocabulary does not apply to source npy: it belongs to csv and text. Leave it out."),
            ("{source: images, folder: f, background: blu}", "background: expected white, black, grey or a colour such as '#ff8000', got blu."),
            ("{source: images, folder: f, steps: 4}", "data: steps does not apply to source images: it belongs to series and text. Leave it out."),
            ("{source: mnist-5k, steps: 4}", "data: steps does not apply to source mnist-5k: it belongs to series and text. Leave it out."),
            ("{source: iris, image_size: [8, 8]}", "data: image_size does not apply to source iris: it belongs to npy, idx and images. Leave it out."),
            ("{source: csv, path: t, otherwise: iris}", "data: otherwise does not apply to source csv: it belongs to the catalogue's data sets. Leave it out."),
            ("{source: csv, path: t, length: 4}", "length: applies to texts, got a table of numbers and categories."),
            ("{source: csv, path: t, text: a, missing: mean}", "missing: has no meaning beside text, which is the only input."),
            ("{source: csv, path: t, text: a, drop: b}", "drop: has no meaning beside text, which is the only input."),
            ("{source: csv, path: t, columns: [a], drop: b}", "drop: has no meaning beside columns, which name every input."),
            ("{source: csv, path: t, columns: [a, b], categorical: c}", "categorical: expected some of columns, a, b, got c."),
            ("{source: csv, path: t, columns: [a, b], target: b}", "columns: expected inputs, got the target b, which would give the answer away."),
            ("{source: text, path: t, alphabet: ACGT, max_tokens: 9}", "max_tokens: has no meaning beside alphabet, which names all symbols."),
            ("{source: npy, inputs: x, targets: y, test_targets: z}", "test_targets: expected test_inputs as well, got none."),
            ("{source: idx, images: x, labels: y, test_labels: z}", "test_labels: expected test_images as well, got none."),
        ]
        for (data, sentence) in cases { #expect(error(data).hasPrefix("my.yaml:3: " + sentence), "\(data): \(error(data))") }
    }

    @Test func damagedWishesNeverTrap() {
        let text = "name: x\nmodel: [Flatten]\ndata: {source: csv, path: t, target: [y], split: {folds: 5, fold: 1}, augment: {shift: 0.1}, class_weight: {0: 1.0}, one_hot: 3}\n"
        for bytes in Mutations.of(Data(text.utf8), count: 3_000) { _ = try? Recipe(yaml: String(decoding: bytes, as: UTF8.self), file: "x") }
    }
}
