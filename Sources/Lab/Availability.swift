import Training

private let nothingTrained = "Nothing has been trained yet. Start a run in the gallery, or open one of before in Runs."

extension Command {
    /// Why the command can't work now, one sentence; `nil` when it can. A key that can't work is faint, and pressing it says this.
    public func unavailable(in state: State) -> String? {
        switch self {
        case .gallery(let command): command.unavailable(in: state)
        case .builder(let command): command.unavailable(in: state)
        case .train(let command): command.unavailable(in: state)
        case .inspect: state.train.run == nil ? nothingTrained : nil
        case .runs(let command): command.unavailable(in: state)
        default: nil
        }
    }
}

extension GalleryCommand {
    fileprivate func unavailable(in state: State) -> String? {
        switch self {
        case .select, .new: nil
        case .open: state.gallery.selected == nil ? "No recipe is selected." : nil
        case .train: state.gallery.selected.map { $0.dataset.missing } ?? "No recipe is selected."
        }
    }
}

extension BuilderCommand {
    fileprivate func unavailable(in state: State) -> String? {
        let builder = state.builder, hasLayer = builder.recipe.model.indices.contains(builder.selection)
        switch self {
        case .delete, .duplicate: return hasLayer ? nil : "The stack has no layer yet. Add one with a."
        case .moveUp: return hasLayer && builder.selection > 0 ? nil : "The layer is the first."
        case .moveDown: return builder.selection + 1 < builder.recipe.model.count ? nil : "The layer is the last."
        case .undo: return builder.canUndo ? nil : "There is nothing to undo."
        case .redo: return builder.canRedo ? nil : "There is nothing to redo."
        case .repair: return builder.repairable == nil ? "There is nothing to repair." : nil
        case .train:
            guard let check = builder.check else { return builder.dataProblem ?? "The data has not been read yet." }
            return check.problem?.sentence
        case .toggleData: return builder.currentFacts == nil ? "The data has not been read yet." : nil
        case .add, .insert, .search, .save, .open, .new, .select, .focus, .chooseData, .pickData, .own, .prepareData, .pickColumn, .type, .copyKeras: return nil
        }
    }
}

extension TrainCommand {
    fileprivate func unavailable(in state: State) -> String? {
        guard let run = state.train.run else { return nothingTrained }
        switch self {
        case .pauseOrGoOn, .stepBatch, .stepEpoch, .stop, .slower, .faster:
            switch state.train.snapshot?.progress.phase {
            case .running, .paused: return nil
            case .preparing, nil:
                if !run.trains { return "The run is only being opened: it does not train." }
                return self == .stop ? nil : "The run is being prepared."
            case .finished: return "The run is done. r trains it again, R with a new seed."
            case .stopped, .failed: return "The run has stopped. r trains it again from the start; resume it in Runs."
            }
        case .again, .againWithNewSeed, .toggleLogarithmic, .toggleBatches, .nextMetric, .previousSample, .nextSample, .inspect: return nil
        }
    }
}

extension RunsCommand {
    fileprivate func unavailable(in state: State) -> String? {
        switch self {
        case .select: return nil
        case .nextMetric: return state.runs.metrics.count > 1 ? nil : "Only the loss is known of these runs. Lay curves over each other with space first."
        case .reopen, .toggleOverlay, .delete, .resume:
            guard let run = state.runs.selected else { return "There is no run yet. Start one in the gallery." }
            let isThisOne = run.status == .running || run.status == .paused
            if self == .delete || self == .resume, isThisOne { return "The run is under way. Stop it first." }
            if self == .resume, run.epochsDone >= run.epochsPlanned { return "The run is done. More epochs: strata train --resume \(run.folder) --epochs N, N above \(run.epochsPlanned)." }
            return nil
        }
    }
}
