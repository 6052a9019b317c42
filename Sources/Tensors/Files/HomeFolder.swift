import Foundation

/// The user's home folder: `$HOME` or, where that is not set, the one in the password file, as in shells.
public enum HomeFolder {
    /// The absolute path of the home folder.
    public static var path: String { path(environment: ProcessInfo.processInfo.environment) }

    static func path(environment: [String: String]) -> String {
        if let home = environment["HOME"], home.hasPrefix("/") { return home }
        return NSHomeDirectory()
    }

    /// The path with `~` or `~/` at its start replaced by the home folder, and `~name` by that of another user.
    public static func expanding(_ path: String) -> String {
        if path == "~" { return self.path }
        if path.hasPrefix("~/") { return (self.path as NSString).appendingPathComponent(String(path.dropFirst(2))) }
        return (path as NSString).expandingTildeInPath
    }
}
