/// The columns of a table, in order, and its number of rows, recorded when a run begins.
struct TableFacts: Fitted {
    let header: [String]
    let rows: Int

    init(_ table: CsvTable) {
        header = table.columns
        rows = table.rows
    }

    var isDamaged: Bool { header.isEmpty || rows < 1 }

    func changes(since old: TableFacts) -> [DataChange] {
        var changes = DataChange.names("column", header, since: old.header)
        if changes.isEmpty, header != old.header {
            changes.append(DataChange("its columns are in another order, \(header.listed), than when the run began, \(old.header.listed)", repair: "Put them back in that order"))
        }
        let more = rows - old.rows
        if more != 0 {
            changes.append(
                DataChange(
                    "it has \(rows) rows, \(old.rows) when the run began", repair: more > 0 ? "Remove the \(more) new ones" : "Put back the \(-more) that are missing"))
        }
        return changes
    }
}
