import Recipes
import Training

extension State {
    /// Changes the pace of the training by a step, to slower for 1.
    mutating func changePace(by step: Int) -> [Effect] {
        let paces = [nil] + TrainState.paces.map(Optional.some), place = paces.firstIndex(of: train.pace) ?? 0
        train.pace = paces[max(0, min(paces.count - 1, place + step))]
        return [.tellTrainer(.setPace(train.pace))]
    }
}

extension Prompt {
    /// Asks how many epochs a run shall go on to.
    static func moreEpochs(folder: String, done: Int, planned: Int) -> Prompt {
        let suggestion = done < planned ? planned : done + 10
        return Prompt(
            title: "train on, to how many epochs in all?", purpose: MoreEpochs(folder: folder, done: done), meaning: "\(Figures.count(done)) are done",
            suggestion: "\(suggestion)")
    }
}

/// Goes on with a run that is over.
private struct MoreEpochs: PromptPurpose {
    let folder: String
    let done: Int

    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect] {
        guard let epochs = Int(text.filter { !$0.isWhitespace && $0 != "," }), FitSpec.epochsRange.contains(epochs), epochs > done else {
            throw Refusal("Expected a whole number from \(done + 1) to \(FitSpec.epochsRange.upperBound): the epochs in all, of which \(done) are done; got \(text.prefix(20)).")
        }
        return state.replaceRun(by: .resumed(folder: folder, epochs: epochs))
    }
}
