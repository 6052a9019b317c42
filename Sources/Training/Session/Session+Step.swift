import Networks

extension Session {
    /// Trains one batch: gathers it, makes a step and adds to the epoch's sums. Returns the number of its examples.
    func trainBatch() throws(NetworkError) -> Int {
        let epoch = counters.epoch + 1
        if counters.batch == 0 { trainable.resetStates() }
        if schedule != nil { trainable.learningRate = learningRate }
        let before = sums.accuracySums
        let result = try buffers.with(run.parts.training, batchIndices(ofEpoch: epoch), epoch: epoch) { batch throws(NetworkError) in
            try trainable.train(batch, metrics: &sums)
        }
        counters.batch += 1
        counters.steps = trainable.stepsTaken
        counters.learningRate = trainable.learningRate
        counters.lossSum += result.lossSum
        counters.metricSums = sums.sums
        if trainable.isPenalised { counters.penaltySum = (counters.penaltySum ?? 0) + result.penaltySum }
        counters.samples += result.count
        curve.append(
            BatchPoint(
                step: counters.steps, epoch: Double(counters.epoch) + Double(counters.batch) / Double(batches), loss: Float(result.lossSum / Double(result.count)),
                accuracy: sums.accuracySums.flatMap { now in before.map { Float((now.right - $0.right) / max(1, now.all - $0.all)) } }))
        return result.count
    }

    /// The indices of the examples of the next batch.
    private func batchIndices(ofEpoch epoch: Int) -> ArraySlice<Int> {
        let all = order.indices(ofEpoch: epoch)
        let start = min(all.count, counters.batch * trainable.capacity)
        return all[start..<min(all.count, start + trainable.capacity)]
    }
}
