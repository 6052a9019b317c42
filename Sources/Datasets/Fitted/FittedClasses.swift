/// The classes of a source whose files or folders name them, in the order of their numbers.
struct FittedClasses: Fitted {
    let names: [String]

    var isDamaged: Bool { Set(names).count < names.count }

    func changes(since old: FittedClasses) -> [DataChange] { DataChange.names("class", names, since: old.names) }
}
