import Foundation
import Lab
import Logging
import Synchronization
import Training

/// Writes the log to a file and to the lab's log page.
enum LogFile {
    /// Sends swift-log's messages to the file and the page. If the file can't be written, only to the page.
    static func start(events: EventQueue) {
        let path = UserFolder.log
        try? FileManager.default.createDirectory(atPath: UserFolder.path, withIntermediateDirectories: true)
        let sink = Sink(path: path, events: events)
        LoggingSystem.bootstrap { _ in Handler(sink: sink) }
    }

    private final class Sink: Sendable {
        private let file: Mutex<FileHandle?>
        private let events: EventQueue
        private static let largest: UInt64 = 1 << 20

        init(path: String, events: EventQueue) {
            self.events = events
            if let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64, size > Self.largest {
                try? FileManager.default.removeItem(atPath: path)
            }
            if !FileManager.default.fileExists(atPath: path) { _ = FileManager.default.createFile(atPath: path, contents: nil) }
            let handle = FileHandle(forWritingAtPath: path)
            _ = try? handle?.seekToEnd()
            file = Mutex(handle)
        }

        func write(_ level: Logger.Level, _ message: String) {
            let parts = Calendar(identifier: .gregorian).dateComponents(in: .current, from: Date())
            let time = String(format: "%02d:%02d:%02d", parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
            file.withLock { file in
                guard let file else { return }
                try? file.write(contentsOf: Data("\(time) \(level) \(message)\n".utf8))
            }
            let shown: Toast.Level = level >= .error ? .wrong : level >= .warning ? .attention : .good
            events.send(.noted(LogLine(time: time, level: shown, text: message)))
        }
    }

    private struct Handler: LogHandler {
        let sink: Sink
        var logLevel = Logger.Level.info
        var metadata = Logger.Metadata()

        init(sink: Sink) { self.sink = sink }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { sink.write(event.level, "\(event.message)") }
    }
}
