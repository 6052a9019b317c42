/// The names of the classes in the order of their numbers, for a source whose files or folders name them.
struct FittedClasses: Fitted {
    let names: [String]

    var isDamaged: Bool { Set(names).count < names.count }

    func changes(since old: FittedClasses) -> [DataChange] { DataChange.names("class", names, since: old.names) }
}
