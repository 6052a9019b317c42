import Tensors
import Testing

struct SentenceTests {
    @Test func namesAreFoundDespiteTypingErrors() {
        #expect(NearestName.of("desne", in: ["Dense", "Dropout"]) == "Dense")
        #expect(NearestName.of("xyzzy", in: ["Dense", "Dropout"]) == nil)
        #expect(NearestName.of(String(repeating: "a", count: 100_000), in: ["Dense"]) == nil)
        #expect(NearestName.of("", in: []) == nil)
    }

    @Test func wordsAreListedAsASentenceHasThem() {
        #expect([].listed("or") == "")
        #expect(["npy"].listed("or") == "npy")
        #expect(["npy", "idx"].listed("and") == "npy and idx")
        #expect(["npy", "idx", "csv"].listed("or") == "npy, idx or csv")
    }
}
