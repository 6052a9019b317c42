extension RecurrentKernels {
    /// The offsets of a group's values in its part of `memory`, with steps in the order of processing.
    struct GroupLayout {
        let blocks: Int, hiddens: Int, cellStates: Int, resets: Int, total: Int
        let count: Int, steps: Int, padded: Int, rowStride: Int

        init(_ kernels: RecurrentKernels, count: Int) {
            self.count = count
            steps = kernels.steps
            padded = kernels.padded
            rowStride = kernels.rowStride
            let states = (steps + 1) * count * padded
            blocks = RecurrentKernels.roundedUp(steps * count * rowStride, 16)
            hiddens = blocks + kernels.blocks * padded * steps * count
            cellStates = hiddens + states
            resets = cellStates + (kernels.cell == .lstm ? states : 0)
            let end = resets + (kernels.cell == .gru(resetAfter: false) ? steps * count * padded : 0)
            total = RecurrentKernels.roundedUp(end, 16)
        }

        /// The row [x | 1 | h′] of a step.
        @_transparent func row(_ step: Int, _ place: Int) -> Int { (step * count + place) * rowStride }
        /// Sixteen units of a block, followed by those of the next sample, then of the next step.
        @_transparent func block(_ block: Int, tile: Int, _ step: Int, _ place: Int) -> Int {
            blocks + ((block * (padded / 16) + tile) * steps * count + step * count + place) * 16
        }
        /// h before a step, which is h after the previous one.
        @_transparent func hidden(before step: Int, _ place: Int) -> Int { hiddens + (step * count + place) * padded }
        @_transparent func cells(before step: Int, _ place: Int) -> Int { cellStates + (step * count + place) * padded }
        /// r ∘ h′ of a GRU that applies the reset gate before the product.
        @_transparent func reset(_ step: Int, _ place: Int) -> Int { resets + (step * count + place) * padded }
    }

    /// A group of samples and its part of `memory`; `place` is a sample's index in the group.
    struct Group {
        let samples: Range<Int>
        let layout: GroupLayout
        let memory: UnsafeMutablePointer<Float>

        init(_ kernels: RecurrentKernels, samples: Range<Int>, memory: UnsafeMutablePointer<Float>) {
            self.samples = samples
            self.memory = memory
            layout = GroupLayout(kernels, count: samples.count)
        }

        @_transparent var count: Int { layout.count }
        @_transparent func row(_ step: Int, _ place: Int) -> UnsafeMutablePointer<Float> { memory + layout.row(step, place) }
        @_transparent func block(_ block: Int, tile: Int, _ step: Int, _ place: Int) -> UnsafeMutablePointer<Float> {
            memory + layout.block(block, tile: tile, step, place)
        }
        @_transparent func hidden(before step: Int, _ place: Int) -> UnsafeMutablePointer<Float> { memory + layout.hidden(before: step, place) }
        @_transparent func cells(before step: Int, _ place: Int) -> UnsafeMutablePointer<Float> { memory + layout.cells(before: step, place) }
        @_transparent func reset(_ step: Int, _ place: Int) -> UnsafeMutablePointer<Float> { memory + layout.reset(step, place) }
        /// The distance between neighbouring tiles of units, and between neighbouring blocks.
        @_transparent var tileStride: Int { layout.steps * layout.count * 16 }
        @_transparent var blockStride: Int { layout.padded * layout.steps * layout.count }
    }
}
