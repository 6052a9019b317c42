import Foundation
import Tensors

/// The user's own folder for runs and their history, as the XDG base directories say.
public enum UserFolder {
    public static var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return (data as NSString).appendingPathComponent("strata") }
        return (HomeFolder.path as NSString).appendingPathComponent(".local/share/strata")
    }

    public static var runs: String { (path as NSString).appendingPathComponent("runs") }
    public static var history: String { (path as NSString).appendingPathComponent("history.sqlite") }
    public static var log: String { (path as NSString).appendingPathComponent("strata.log") }
}
