import Documents
import Testing

struct YamlTextTests {
    private static let texts = [
        "plain", "two words", "with: colon", "# hash", "true", "No", "null", "1.5", "0x1F", "quote \" and \\ slash", "ünï 数字", "tab\tand\nline", "- dash", "", " blank ", "{a}",
        "[b]", "it's, so", "a, b",
        "~", "<<", "=", "-", "?", ":", "&x", "*x", "!t", "|", ">", "%", "@", "`", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "x\u{FEFF}", "\u{FFFE}", "C:\\x", "//", "👩‍🔬", "e\u{301}",
    ]

    private func value(_ yaml: String) throws(DocumentError) -> String? { try YamlNode.document(yaml, file: "x", expected: "keys")["key"]?.text("key") }

    @Test(arguments: texts) func aTextReadsBackAsItself(_ text: String) throws {
        #expect(try value("key: \(YamlText.quoted(text))\n") == text)
        #expect(try value("{key: \(YamlText.inBraces(text)), b: 1}\n") == text)
        var fields = YamlFields()
        fields.add("absent", nil)
        fields.add("key", text)
        fields.add("count", raw: "3")
        #expect(try value(fields.text) == text)
    }

    @Test func onlyWhatNeedsQuotesHasThem() {
        #expect(YamlText.quoted("Iris, with one hidden layer") == "Iris, with one hidden layer")
        #expect(YamlText.inBraces("data/iris.csv") == "data/iris.csv" && YamlText.inBraces("a, b") == "\"a, b\"")
    }
}
