import Foundation
import Testing

@testable import Tensors

struct HomeFolderTests {
    /// `$HOME` comes first; a home that is no absolute path is none.
    @Test func theEnvironmentComesFirst() {
        #expect(HomeFolder.path(environment: ["HOME": "/elsewhere"]) == "/elsewhere")
        #expect(HomeFolder.path(environment: [:]) == NSHomeDirectory())
        #expect(HomeFolder.path(environment: ["HOME": "relative"]) == NSHomeDirectory())
    }

    @Test func aTildeIsTheHomeFolder() {
        #expect(HomeFolder.expanding("~") == HomeFolder.path)
        #expect(HomeFolder.expanding("~/t.csv") == HomeFolder.path + "/t.csv")
        #expect(HomeFolder.expanding("a/~/b") == "a/~/b")
        #expect(HomeFolder.expanding("/tmp/x") == "/tmp/x")
    }
}
