import Documents
import Testing

/// Nesting is measured before a parser follows it: its stack is only so deep.
struct YamlDepthTests {
    private func document(_ yaml: String) throws(DocumentError) -> YamlNode { try YamlNode.document(yaml, file: "x", expected: "keys") }

    @Test func depthIsToldWithoutFollowingIt() throws {
        func isTooDeep(_ yaml: String) -> Bool {
            do {
                _ = try document(yaml)
                return false
            } catch {
                return error.sentence.hasPrefix("is nested deeper")
            }
        }
        let deep = String(repeating: "[", count: 100_000)
        // Words, quotes and comment signs that hide brackets from a simple reader.
        for start in ["name: it's\nmodel: ", "name: he said 'so\nmodel: ", "data: {a#b: ", "name: \"\\\"\"\nmodel: ", "name: 'it''s'\nmodel: ", "name: x # '\nmodel: "] {
            #expect(isTooDeep(start + deep), "\(start)")
        }
        #expect(isTooDeep(String(repeating: "- ", count: 100_000)))
        // A lone quote in a block's text opens nothing, whatever the block depends on; fewer brackets than the bound that holds anywhere.
        let some = String(repeating: "[", count: 40), dashed = String(repeating: "- ", count: 100) + "x"
        for start in [
            "description: |\n  \"he said\nmodel: ", "description: >-\n\n    it is\n  'so\n\nmodel: ", "model:\n- |2\n   \"\n- ", "model:\n- name: |\n    \"\n  shows: ",
            "a: !!str |\n  \"\nb: ",
            "a: |  # \" no text yet\n  \"\nb: ", "a: |\r\n  \"\r\nb: ",
        ] {
            #expect(isTooDeep(start + some), "\(start)")
            #expect(isTooDeep(start + "\n" + dashed), "\(start)")
        }
        #expect(isTooDeep("a: \"\n" + String(repeating: "- ", count: 300)), "within quotes, too")
        // A text that goes on in the next line opens a quote for this reader alone; what a comment closes is closed for nobody.
        #expect(isTooDeep("name: x\n  'so\nmodel: " + String(repeating: "[ # ]\n", count: 300)))
        let prose = try document("description: |\n  \"\(some)\n  \(dashed)\n\n  it's \"so\nmodel: [Flatten]\n")
        #expect(prose["description"]?.scalar?.contains(some) ?? false)
        let flat = "name: \"\(String(repeating: "[", count: 40)) \\\" \(String(repeating: "- ", count: 80))\"\ndescription: \(String(repeating: "-", count: 99))\n"
        #expect(try document(flat)["name"]?.scalar?.hasPrefix("[[[") ?? false)
    }
}
