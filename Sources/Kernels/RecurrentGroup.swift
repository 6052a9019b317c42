extension RecurrentKernels {
    /// Where the numbers of a group of samples lie in its part of `memory`, steps in the order in which they are processed.
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

        /// [x | 1 | h′] of a step.
        @_transparent func row(_ step: Int, _ place: Int) -> Int { (step * count + place) * rowStride }
        /// Sixteen units of a block; the next sample's follow, then the next step's.
        @_transparent func block(_ block: Int, tile: Int, _ step: Int, _ place: Int) -> Int {
            blocks + ((block * (padded / 16) + tile) * steps * count + step * count + place) * 16
        }
        /// h before a step, and behind the one before.
        @_transparent func hidden(before step: Int, _ place: Int) -> Int { hiddens + (step * count + place) * padded }
        @_transparent func cells(before step: Int, _ place: Int) -> Int { cellStates + (step * count + place) * padded }
        /// r ∘ h′ of a GRU that resets before the product.
        @_transparent func reset(_ step: Int, _ place: Int) -> Int { resets + (step * count + place) * padded }
    }

    /// A group of samples and its part of `memory`; a sample's place is counted from the group's first.
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
        /// From a tile of units to the next one, and from a block to the next one.
        @_transparent var tileStride: Int { layout.steps * layout.count * 16 }
        @_transparent var blockStride: Int { layout.padded * layout.steps * layout.count }
    }
}
