import Networks
import Recipes

extension Recipe {
    private static let noSchedule = "none"

    /// The rows of optimizer, schedule, loss and metrics.
    var compileFields: [FormField] {
        let compile = self.compile ?? CompileSpec(), schedule = compile.schedule
        var fields = [
            FormField("optimizer", .choice(OptimizerSpec.all.map(\.kerasName)), compile.optimizer.formula, .choice(compile.optimizer.kerasName), section: "compile")
        ]
        fields += compile.optimizer.arguments.filter { schedule == nil || $0.name != "learning_rate" }.map { FormField($0, level: 1, section: "compile") }
        fields.append(
            FormField(
                "schedule", .choice([Self.noSchedule] + ScheduleKind.allCases.map(\.rawValue)), schedule?.kind.help ?? "the learning rate stays the optimizer's",
                .choice(schedule?.name ?? Self.noSchedule), isDefault: schedule == nil, section: "compile"))
        fields += schedule?.fields(under: "schedule", section: "compile") ?? []
        fields.append(FormField("loss", .choice(LossKind.allCases.map(\.rawValue)), compile.loss.kind.help, .choice(compile.loss.name), section: "compile"))
        fields += compile.loss.fields(under: "loss", section: "compile")
        for kind in MetricKind.allCases {
            let metric = compile.metrics.first { $0.kind == kind }
            fields.append(FormField("metrics.\(kind.rawValue)", .flag, kind.help, .flag(metric != nil), isDefault: metric == nil, section: "metrics"))
            fields += metric?.fields(under: "metrics.\(kind.rawValue)", section: "metrics") ?? []
        }
        return fields
    }

    /// Sets a row of compile by its path; `nil` where the path is not one of compile.
    mutating func setCompile(_ path: [String], to value: ArgumentValue) -> Bool? {
        var compile = self.compile ?? CompileSpec(), isAccepted: Bool?
        switch path.first {
        case "optimizer":
            guard case .choice(let word) = value, let optimizer = OptimizerSpec(kerasName: word) else { return false }
            if compile.optimizer.kerasName != word { compile.optimizer = optimizer }
            isAccepted = true
        case "schedule": isAccepted = compile.setSchedule(path.dropFirst().first, to: value)
        case "loss": isAccepted = compile.setLoss(path.dropFirst().first, to: value)
        case "metrics": isAccepted = compile.setMetric(Array(path.dropFirst()), to: value)
        case let name? where compile.optimizer.arguments.contains { $0.name == name }: isAccepted = compile.optimizer.set(name, to: value)
        default: return nil
        }
        if isAccepted == true { self.compile = compile }
        return isAccepted
    }
}

extension CompileSpec {
    /// Sets the schedule or one of its parameters. A new schedule starts with the optimizer's rate.
    fileprivate mutating func setSchedule(_ parameter: String?, to value: ArgumentValue) -> Bool {
        if let parameter {
            guard var changed = schedule?.with(parameter, value) else { return false }
            if changed.kind == .piecewiseConstantDecay, parameter == "boundaries" { changed = changed.withValuesForBoundaries }
            guard changed.problem == nil else { return false }
            schedule = changed
            return true
        }
        guard case .choice(let word) = value else { return false }
        guard let kind = ScheduleKind(rawValue: word) else {
            schedule = nil
            return word == "none"
        }
        let rate = kind == .linearWarmup ? "learning_rate" : "initial_learning_rate"
        schedule = schedule?.changed(to: kind) ?? Schedule(kind).with(rate, .real(optimizer.learningRate)) ?? Schedule(kind)
        return true
    }

    fileprivate mutating func setLoss(_ parameter: String?, to value: ArgumentValue) -> Bool {
        if let parameter {
            guard let changed = loss.with(parameter, value) else { return false }
            loss = changed
            return true
        }
        guard case .choice(let word) = value, let kind = LossKind(rawValue: word) else { return false }
        loss = loss.changed(to: kind)
        return true
    }

    fileprivate mutating func setMetric(_ path: [String], to value: ArgumentValue) -> Bool {
        guard let name = path.first, let kind = MetricKind(rawValue: name) else { return false }
        let index = metrics.firstIndex { $0.kind == kind }
        if path.count > 1 {
            guard let index, let changed = metrics[index].with(path[1], value) else { return false }
            metrics[index] = changed
            return true
        }
        guard case .flag(let isOn) = value else { return false }
        if let index, !isOn { metrics.remove(at: index) }
        if index == nil, isOn { metrics.append(MetricSpec(kind)) }
        return true
    }
}

extension Schedule {
    /// The schedule with one value more than boundaries: the last value is repeated, or values are dropped.
    fileprivate var withValuesForBoundaries: Schedule {
        let wanted = numbers("boundaries").count + 1, values = numbers("values")
        let fitting = (0..<wanted).map { values.isEmpty ? 0.01 : values[min($0, values.count - 1)] }
        return with("values", .choice(FormValue.numbers(fitting).description)) ?? self
    }
}
