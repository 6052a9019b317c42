import Foundation
import GRDB
import Networks
import Recipes

/// The history of runs in an SQLite database: one row for each run and one for each epoch. Several programs may read and write it at the same time.
public final class RunHistory: Sendable {
    private let database: DatabasePool

    /// Opens the history and creates it if it doesn't exist. Throws a `TrainingError` where it can't be opened.
    public init(path: String = UserFolder.history) throws(TrainingError) {
        do {
            try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            database = try DatabasePool(path: path, configuration: configuration)
            try Self.migrator.migrate(database)
        } catch {
            throw TrainingError("The history of runs, \(path), can't be opened: \(Self.reason(error)). Check its permissions and the free space on the disk.")
        }
    }

    static func reason(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? (error as NSError).localizedDescription
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("runs") { database in
            try database.create(table: "run") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("folder", .text).notNull().unique()
                table.column("recipe", .text).notNull()
                table.column("dataset", .text).notNull()
                table.column("started", .datetime).notNull()
                table.column("status", .text).notNull()
                table.column("process", .integer).notNull()
                table.column("epochsPlanned", .integer).notNull()
                table.column("seed", .integer).notNull()
                table.column("parameters", .integer).notNull()
            }
            try database.create(table: "epoch") { table in
                table.column("run", .integer).notNull().references("run", onDelete: .cascade)
                table.column("epoch", .integer).notNull()
                table.column("loss", .double).notNull()
                table.column("accuracy", .double)
                table.column("validationLoss", .double)
                table.column("validationAccuracy", .double)
                table.column("learningRate", .double).notNull()
                table.column("seconds", .double).notNull()
                table.column("samplesPerSecond", .double).notNull()
                table.primaryKey(["run", "epoch"])
            }
        }
        migrator.registerMigration("figures") { database in
            try database.alter(table: "epoch") { $0.add(column: "figures", .text) }
        }
        migrator.registerMigration("steps") { database in
            try database.alter(table: "run") { $0.add(column: "batchesPerEpoch", .integer) }
        }
        return migrator
    }

    /// Records that a run starts or continues; epochs after its checkpoint are deleted.
    func begin(_ session: Session) throws -> Int64 {
        let folder = URL(fileURLWithPath: session.folder.path).path
        return try database.write {
            [
                recipe = session.run.recipe, dataset = session.run.dataset, parameters = session.run.check.plan.parameters, batches = session.batches,
                records = session.records
            ] database in
            try database.execute(
                sql: """
                    INSERT INTO run (folder, recipe, dataset, started, status, process, epochsPlanned, seed, parameters, batchesPerEpoch)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (folder) DO UPDATE SET status = excluded.status, process = excluded.process, epochsPlanned = excluded.epochsPlanned,
                    batchesPerEpoch = excluded.batchesPerEpoch
                    """,
                arguments: [folder, recipe.name, dataset, Date(), RunSummary.Status.running.rawValue, getpid(), recipe.fit.epochs, recipe.fit.seed, parameters, batches])
            guard let id = try Int64.fetchOne(database, sql: "SELECT id FROM run WHERE folder = ?", arguments: [folder]) else { throw DatabaseError(message: "the row is gone") }
            try database.execute(sql: "DELETE FROM epoch WHERE run = ?", arguments: [id])
            for record in records { try Self.insert(record, of: id, database) }
            return id
        }
    }

    func record(_ record: EpochRecord, of run: Int64) throws {
        try database.write { try Self.insert(record, of: run, $0) }
    }

    private static func insert(_ record: EpochRecord, of run: Int64, _ database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO epoch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                run, record.epoch, record.loss, record.accuracy, record.validationLoss, record.validationAccuracy, record.learningRate, record.seconds,
                record.samplesPerSecond, (try? JSONEncoder().encode(record.metrics)).map { String(decoding: $0, as: UTF8.self) },
            ])
    }

    func end(_ run: Int64, status: RunSummary.Status) throws {
        try database.write { try $0.execute(sql: "UPDATE run SET status = ? WHERE id = ?", arguments: [status.rawValue, run]) }
    }

    /// All runs, the newest first. A run whose program no longer exists counts as stopped.
    public func runs() throws -> [RunSummary] {
        let rows = try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT run.*, COUNT(epoch.epoch) AS done, MIN(epoch.loss) AS bestLoss, MIN(epoch.validationLoss) AS bestValidationLoss,
                    MAX(epoch.validationAccuracy) AS bestValidationAccuracy, COALESCE(SUM(epoch.seconds), 0) AS seconds
                    FROM run LEFT JOIN epoch ON epoch.run = run.id GROUP BY run.id ORDER BY run.started DESC, run.id DESC
                    """)
        }
        return rows.map { row in
            let stored = RunSummary.Status(rawValue: row["status"]) ?? .stopped
            let process: Int32 = row["process"]
            let isAlive = kill(process, 0) == 0 || errno == EPERM
            return RunSummary(
                id: row["id"], recipeName: row["recipe"], folder: row["folder"], started: row["started"],
                status: stored == .running && !isAlive ? .stopped : stored, epochsDone: row["done"], epochsPlanned: row["epochsPlanned"], batchesPerEpoch: row["batchesPerEpoch"],
                seed: row["seed"],
                parameters: row["parameters"], dataset: row["dataset"], bestLoss: row["bestLoss"], bestValidationLoss: row["bestValidationLoss"],
                bestValidationAccuracy: row["bestValidationAccuracy"], seconds: row["seconds"])
        }
    }

    /// The epochs of a run, in order.
    public func epochs(of run: Int64) throws -> [EpochRecord] {
        try database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM epoch WHERE run = ? ORDER BY epoch", arguments: [run]).map { row in
                EpochRecord(
                    epoch: row["epoch"], loss: row["loss"], accuracy: row["accuracy"], validationLoss: row["validationLoss"],
                    validationAccuracy: row["validationAccuracy"], learningRate: row["learningRate"], seconds: row["seconds"],
                    samplesPerSecond: row["samplesPerSecond"],
                    metrics: (row["figures"] as String?).flatMap { try? JSONDecoder().decode([MetricValue].self, from: Data($0.utf8)) } ?? [])
            }
        }
    }

    /// Deletes a run from the history, and the files that a run writes from its folder. If the folder has other files, they and the folder remain.
    public func delete(_ run: Int64) throws {
        let folder = try database.write { database in
            let folder = try String.fetchOne(database, sql: "SELECT folder FROM run WHERE id = ?", arguments: [run])
            try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
            return folder
        }
        guard let folder else { return }
        RunFolder(folder).delete()
    }
}

extension RunFolder {
    func delete() {
        for path in files { unlink(path) }
        rmdir(path)
    }
}
