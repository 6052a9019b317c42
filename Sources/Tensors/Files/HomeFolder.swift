import Foundation

/// The user's home folder: what the environment says, `$HOME`, and only without it what the password file says, as shells do.
public enum HomeFolder {
    public static var path: String { path(environment: ProcessInfo.processInfo.environment) }

    static func path(environment: [String: String]) -> String {
        if let home = environment["HOME"], home.hasPrefix("/") { return home }
        return NSHomeDirectory()
    }

    /// The path with a `~` or `~/` at its start as the home folder; `~name` is another user's home folder.
    public static func expanding(_ path: String) -> String {
        if path == "~" { return self.path }
        if path.hasPrefix("~/") { return (self.path as NSString).appendingPathComponent(String(path.dropFirst(2))) }
        return (path as NSString).expandingTildeInPath
    }
}
