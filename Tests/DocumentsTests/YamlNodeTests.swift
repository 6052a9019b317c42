import Documents
import Foundation
import Tensors
import TestSupport
import Testing

struct YamlNodeTests {
    private enum Colour: String, CaseIterable { case red, green, blue }

    private func document(_ yaml: String) throws(DocumentError) -> YamlNode {
        try YamlNode.document(yaml, file: "my.yaml", expected: "a theme with colours")
    }

    private func error(_ read: () throws(DocumentError) -> Void) -> String {
        do {
            try read()
            return "none"
        } catch {
            return error.description
        }
    }

    private let text = """
        name: dark
        colours: [red, green]
        counts: {rows: 3, columns: 1.5}
        empty:
        share: 1
        loud: yes
        """

    @Test func valuesAreReadByWhatTheyAre() throws {
        let node = try document("{name: dark, count: 3, ratio: 2.5, on: True, list: [a, b], one: a, colour: blue, nothing: ~}")
        #expect(try node["name"]?.text("name") == "dark" && node["count"]?.integer("count", in: 1...3) == 3)
        #expect(try node["ratio"]?.number("ratio", "a ratio", in: 0...3) == 2.5 && node["on"]?.flag("on") == true)
        #expect(try node["list"]?.texts("list") == ["a", "b"] && node["one"]?.texts("one") == ["a"])
        #expect(try node["colour"]?.choice("colour") == Colour.blue)
        #expect(node["nothing"]?.isNull == true && node["name"]?.isNull == false && node["list"]?.kind == .sequence)
        #expect(node.entries.map(\.key.scalar) == ["name", "count", "ratio", "on", "list", "one", "colour", "nothing"])
    }

    @Test func errorsNameLineWhatWasExpectedAndWhatCame() throws {
        let node = try document(text), known = ["name", "colours", "counts", "empty", "share", "loud"]
        let keys = try node.keys("a theme", known: known), counts = try #require(keys["counts"])
        #expect(error { () throws(DocumentError) in _ = try node.keys("a theme", known: ["nane", "colours"]) } == "my.yaml:1: a theme has no key name. Did you mean nane?")
        #expect(error { () throws(DocumentError) in _ = try keys["colours"]?.text("colours") } == "my.yaml:2: colours: expected a text, got [red, green].")
        #expect(error { () throws(DocumentError) in _ = try keys["name"]?.items("name") } == "my.yaml:1: name: expected a list, got dark.")
        #expect(error { () throws(DocumentError) in _ = try counts["rows"]?.integer("rows", in: 4...9) } == "my.yaml:3: rows: expected a whole number from 4 to 9, got 3.")
        #expect(
            error { () throws(DocumentError) in _ = try counts["columns"]?.integer("columns", in: 1...9) } == "my.yaml:3: columns: expected a whole number from 1 to 9, got 1.5.")
        #expect(error { () throws(DocumentError) in _ = try keys["empty"]?.text("empty") } == "my.yaml:4: empty: expected a text, got nothing.")
        #expect(error { () throws(DocumentError) in _ = try keys["share"]?.share("share") } == "my.yaml:5: share: expected a share from 0 to less than 1, got 1.")
        #expect(error { () throws(DocumentError) in _ = try keys["loud"]?.flag("loud") } == "my.yaml:6: loud: expected true or false, got yes.")
        #expect(error { () throws(DocumentError) in let _: Colour? = try keys["name"]?.choice("name") } == "my.yaml:1: name: expected red, green or blue, got dark.")
    }

    @Test func whatIsNoDocumentIsNamed() throws {
        #expect(error { () throws(DocumentError) in _ = try document("") } == "my.yaml: is empty, expected a theme with colours.")
        #expect(error { () throws(DocumentError) in _ = try document("b: 0\na: 1\na: 2\n") } == "my.yaml:2: has the key a twice. Keep one.")
        #expect(error { () throws(DocumentError) in _ = try document("a: [1\n") }.contains("can't be read as YAML"))
        let scratch = Scratch(), binary = scratch.file("binary.yaml")
        try Data([0x61, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: binary))
        #expect(error { () throws(DocumentError) in _ = try YamlNode.document(path: binary, expected: "") }.hasSuffix("is not UTF-8 text. Save it as UTF-8."))
        #expect(error { () throws(DocumentError) in _ = try YamlNode.document(path: scratch.file("missing.yaml"), expected: "") }.contains("can't be opened"))
    }

    /// Aliases of aliases double with each line; only so much of them is ever written out.
    @Test func aValueThatAliasesMakeEndlessIsCut() throws {
        var yaml = "a0: &a0 [x, x]\n"
        for level in 1...24 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(try (document(yaml)["a24"]?.flat.utf8.count ?? 0) < 10_000)
    }

    @Test func hostileTextNeverTraps() throws {
        for bytes in Mutations.of(Data(text.utf8), count: 2_000) { _ = try? document(String(decoding: bytes, as: UTF8.self)).flat }
    }
}
