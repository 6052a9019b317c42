import Foundation
import Tensors

/// The user's folder for runs and their history, in accordance with the XDG Base Directory Specification.
public enum UserFolder {
    /// `$XDG_DATA_HOME/strata`, or `~/.local/share/strata`.
    public static var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return (data as NSString).appendingPathComponent("strata") }
        return (HomeFolder.path as NSString).appendingPathComponent(".local/share/strata")
    }

    /// The folder of the runs for which no other folder was given.
    public static var runs: String { (path as NSString).appendingPathComponent("runs") }
    /// The database of the history of runs.
    public static var history: String { (path as NSString).appendingPathComponent("history.sqlite") }
    /// The lab's log file.
    public static var log: String { (path as NSString).appendingPathComponent("strata.log") }
}
