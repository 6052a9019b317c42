import CPlatform

extension ConvolutionKernels {
    /// Computes dkernel, dbias and dx, where wanted, from `dy`, the gradient with respect to the output `y`.
    public func backward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, y: UnsafePointer<Float>, dy: UnsafePointer<Float>, winners: UnsafePointer<UInt8>?,
        dx: UnsafeMutablePointer<Float>?, dkernel: UnsafeMutablePointer<Float>?, dbias: UnsafeMutablePointer<Float>?, batch: Int,
        workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let groups = groups(batch), partials = workspace + packedCount, biasOffset = filters * patchOrder.count
        if dx != nil { packBackward(kernel, workspace, pool) }
        pool.run(tasks: groups) { group, worker in
            let partial = partials + group * groupCount, own = scratch + worker * workspacePerWorker
            partial.update(repeating: 0, count: groupCount)
            for sample in batch * group / groups..<batch * (group + 1) / groups {
                let offset = sample * outputCount, gradient = dx.map { $0 + sample * inputCount }
                if let inputRows, let gradient { convolve(dy + offset, y + offset, inputRows, workspace, own, gradient) }
                let spreadsTo = inputRows == nil ? gradient : nil
                if dkernel == nil, dbias == nil, spreadsTo == nil { continue }
                followPlaces(
                    x: dkernel == nil ? nil : x + sample * inputCount, dy: dy + offset, y: y + offset, winners: winners.map { $0 + offset },
                    kernel: workspace, partial: partial, dx: spreadsTo, scratch: own)
            }
        }
        if let dkernel { sumGroups(groups, partials, dkernel, pool) }
        if let dbias {
            for filter in 0..<filters {
                var sum: Float = 0
                for group in 0..<groups { sum += partials[group * groupCount + biasOffset + filter] }
                dbias[filter] = sum
            }
        }
    }

    /// dx of one sample as a convolution of dy with the flipped kernel; dy counts as 0 where ReLU was 0.
    private func convolve(
        _ dy: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ rows: ConvolutionRows, _ packed: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>,
        _ dx: UnsafeMutablePointer<Float>
    ) {
        let border = scratch + layout.gradient, columns = rows.geometry.inputColumns * filters, width = rows.geometry.outputColumns * rows.filters
        let image = isRectified || rows.geometry.isPadded ? UnsafePointer(border) : dy, count = rows.geometry.outputRows
        let band = (bandRows + enlargement.rows - 1) / enlargement.rows * enlargement.rows
        var filled = 0
        for row in stride(from: 0, to: count, by: band) {
            let end = min(count, row + band), target = enlargement.isNone ? dx + row * width : scratch + layout.rows
            if image != dy {
                rows.fill(border, from: &filled, below: end) { row, target in
                    let dy = dy + row * columns, y = y + row * columns
                    if !isRectified { return target.update(from: dy, count: columns) }
                    for index in 0..<columns { target[index] = y[index] > 0 ? dy[index] : 0 }
                }
            }
            rows.plain(image + row * rows.rowStep, count: end - row, packed, .nan, target)
            guard !enlargement.isNone else { continue }
            for first in stride(from: row, to: end, by: enlargement.rows) {
                enlargement.shrink(target + (first - row) * width, stride: width, row: first / enlargement.rows, dx)
            }
        }
    }

    /// One sample's contribution to the gradients of kernel and bias, and its dx where wanted: band by band, along the lists of positions with a gradient.
    private func followPlaces(
        x: UnsafePointer<Float>?, dy: UnsafePointer<Float>, y: UnsafePointer<Float>, winners: UnsafePointer<UInt8>?, kernel: UnsafePointer<Float>,
        partial: UnsafeMutablePointer<Float>, dx: UnsafeMutablePointer<Float>?, scratch: UnsafeMutablePointer<Float>
    ) {
        let g = geometry, count = patchOrder.count, places = scratch + layout.places, width = g.paddedColumns * g.channels
        let image = x.map { isCopied ? UnsafePointer(scratch) : $0 }, target = dx.map { gathersInScratch ? scratch + layout.gradient : $0 }
        var row = 0, cleared = 0, filled = 0
        while row < pooledRows {
            let end = min(pooledRows, row + bandRows), offset = row * pooledColumns * filters
            // Clears the rows of dx that no earlier band has reached; the last band also clears the rows that no window reaches.
            let reached = end == pooledRows ? g.paddedRows : min(g.paddedRows, (end * poolRows - 1) * g.strideRows + (g.windowRows - 1) * g.dilationRows + 1)
            if let target { (target + cleared * width).update(repeating: 0, count: (reached - cleared) * width) }
            cleared = reached
            if let x { fill(x, scratch, from: &filled, below: end * poolRows) }
            list(row..<end, dy + offset, y + offset, winners.map { $0 + offset }, places: places, biasSums: partial + filters * count)
            let next = Ahead(
                dy: dy + end * pooledColumns * filters, winners: winners.map { $0 + end * pooledColumns * filters },
                x: x.map { $0 + max(0, end * poolRows * g.strideRows - g.padTop) / enlargement.rows * enlargement.width * g.channels },
                outputs: bandRows * pooledColumns * filters,
                inputs: bandRows * poolRows * g.strideRows / enlargement.rows * enlargement.width * g.channels)
            if image != nil || target != nil {
                for filter in 0..<filters {
                    next.prefetch(filter, of: filters)
                    follow(
                        filter, count: (end - row) * pooledColumns, places: places, list: scratch + layout.list, image: image, kernel: kernel + filter * count,
                        dkernel: partial + filter * count, dx: target)
                }
            }
            row = end
        }
        if let dx, gathersInScratch { removeBorder(scratch + layout.gradient, dx) }
    }

    /// The memory that the next band or the next sample reads.
    private struct Ahead {
        let dy: UnsafePointer<Float>, winners: UnsafePointer<UInt8>?, x: UnsafePointer<Float>?
        let outputs: Int, inputs: Int

        /// Prefetches one of `parts` parts of it.
        @inline(__always)
        func prefetch(_ part: Int, of parts: Int) {
            let own = outputs * part / parts..<outputs * (part + 1) / parts
            Kernels.prefetch(dy, own)
            if let winners { Kernels.prefetch(UnsafeRawPointer(winners).assumingMemoryBound(to: Float.self), own.lowerBound / 4..<own.upperBound / 4) }
            if let x { Kernels.prefetch(x, inputs * part / parts..<inputs * (part + 1) / parts) }
        }
    }

    /// Packs the kernel for dx: flipped and in panels where dx is a convolution; otherwise each filter's values in the order of the patches, with zeros
    /// that fill up vectors.
    private func packBackward(_ kernel: UnsafePointer<Float>, _ packed: UnsafeMutablePointer<Float>, _ pool: WorkerPool) {
        let filters = filters, channels = geometry.channels, taps = windowCount / channels, count = patchOrder.count
        if let inputRows {
            let flipped = packed + inputRows.packedCount
            pool.run(tasks: taps) { tap, _ in
                let from = kernel + (taps - 1 - tap) * channels * filters, to = flipped + tap * channels * filters
                for channel in 0..<channels {
                    for filter in 0..<filters { to[filter * channels + channel] = from[channel * filters + filter] }
                }
            }
            inputRows.pack(flipped, nil, packed)
            return
        }
        patchOrder.withUnsafeBufferPointer { order in
            pool.run(tasks: (filters + 15) / 16) { task, _ in
                for filter in task * 16..<min(filters, task * 16 + 16) {
                    for place in 0..<count {
                        packed[filter * count + place] = order[place] < 0 ? 0 : kernel[Int(order[place]) * filters + filter]
                    }
                }
            }
        }
    }

    /// For each pooled value of some rows, lists its gradient (zero where ReLU was 0) and the offset of its window in the image, in pairs: (positions, paddedFilters). The gradients
    /// are added to `biasSums`.
    @inline(never)
    private func list(
        _ rows: Range<Int>, _ dy: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ winners: UnsafePointer<UInt8>?, places: UnsafeMutablePointer<Float>,
        biasSums: UnsafeMutablePointer<Float>
    ) {
        let columnStep = self.rows.columnStep, rowStep = self.rows.rowStep
        let across = SIMD8<Int32>(repeating: Int32(columnStep)), down = SIMD8<Int32>(repeating: Int32(rowStep))
        // A winner's row is its index / poolColumns; this reciprocal is exact for indices that fit in a byte.
        let reciprocal = SIMD8<Int32>(repeating: Int32((65_536 + poolColumns - 1) / poolColumns)), columns = SIMD8<Int32>(repeating: Int32(poolColumns))
        for filter in stride(from: 0, to: filters, by: 8) {
            var sum = load(biasSums, filter)
            var target = UnsafeMutableRawPointer(places + 2 * filter)
            for row in rows {
                for column in 0..<pooledColumns {
                    let index = ((row - rows.lowerBound) * pooledColumns + column) * filters + filter
                    var gradient = load(dy, index)
                    var window = SIMD8<Int32>(repeating: Int32(truncatingIfNeeded: row * poolRows * rowStep + column * poolColumns * columnStep))
                    if isPooled, let winners {
                        let mark = platform_widen(winners + index), passes = ~(mark &>> 31), number = mark & passes
                        gradient = unsafeBitCast(unsafeBitCast(gradient, to: SIMD8<Int32>.self) & passes, to: Vector.self)
                        let line = (number &* reciprocal) &>> 16
                        window = window &+ line &* down &+ (number &- line &* columns) &* across
                    } else if isRectified {
                        gradient = Vector().replacing(with: gradient, where: load(y, index) .> Vector())
                    }
                    sum += gradient
                    platform_store_pairs(gradient, window, target)
                    target += 8 * paddedFilters
                }
            }
            store(sum, biasSums, filter)
        }
    }

    /// One filter's contribution to dkernel and dx: its positions with a gradient are listed without branches, then each patch follows the list. For a window of a few vectors,
    /// a position without a gradient costs less than making the list.
    @inline(never)
    private func follow(
        _ filter: Int, count: Int, places: UnsafePointer<Float>, list: UnsafeMutablePointer<Float>, image: UnsafePointer<Float>?, kernel: UnsafePointer<Float>,
        dkernel: UnsafeMutablePointer<Float>, dx: UnsafeMutablePointer<Float>?
    ) {
        let step = 8 * paddedFilters
        var places = Places(first: UnsafeRawPointer(places + 2 * filter), step: step, count: count)
        if patchOrder.count > 24 {
            places = places.live(UnsafeMutableRawPointer(list))
            if places.count == 0 { return }
        }
        for patch in patches {
            let x = image.map { $0 + patch.imageOffset }, gradient = dx.map { $0 + patch.imageOffset }
            let weights = kernel + patch.packedOffset, sums = dkernel + patch.packedOffset, row = patch.rowStep
            switch (patch.rows, patch.lanes) {
            case (1, 8): places.follow(Lanes8.self, x, row, sums, weights, gradient)
            case (1, 16): places.follow(Wide<Lanes8>.self, x, row, sums, weights, gradient)
            case (1, _): places.follow(Wide<Wide<Lanes8>>.self, x, row, sums, weights, gradient)
            case (2, 8): places.follow(Two<Lanes8>.self, x, row, sums, weights, gradient)
            case (2, 16): places.follow(Two<Wide<Lanes8>>.self, x, row, sums, weights, gradient)
            case (2, _): places.follow(Two<Wide<Wide<Lanes8>>>.self, x, row, sums, weights, gradient)
            case (_, 8): places.follow(Three<Lanes8>.self, x, row, sums, weights, gradient)
            case (_, 16): places.follow(Three<Wide<Lanes8>>.self, x, row, sums, weights, gradient)
            default: places.follow(Three<Wide<Wide<Lanes8>>>.self, x, row, sums, weights, gradient)
            }
        }
    }

    /// Positions of a filter's outputs, `step` bytes apart: for each the gradient and the offset of its window in the image.
    private struct Places {
        let first: UnsafeRawPointer
        let step: Int
        let count: Int

        @_transparent static func gradient(_ place: UnsafeRawPointer) -> Vector { Vector(repeating: place.load(as: Float.self)) }
        @_transparent static func window(_ place: UnsafeRawPointer) -> Int { Int(place.load(fromByteOffset: 4, as: Int32.self)) }

        /// The positions whose gradient is not zero, packed in `list`.
        @inline(__always)
        func live(_ list: UnsafeMutableRawPointer) -> Places {
            var live = 0, place = first
            for _ in 0..<count {
                let bits = place.load(as: UInt64.self)
                list.storeBytes(of: bits, toByteOffset: 8 * live, as: UInt64.self)
                live &+= UInt32(truncatingIfNeeded: bits) == 0 ? 0 : 1
                place += step
            }
            return Places(first: UnsafeRawPointer(list), step: 8, count: live)
        }

        @inline(__always)
        func follow<P: Patch>(
            _: P.Type, _ image: UnsafePointer<Float>?, _ row: Int, _ sums: UnsafeMutablePointer<Float>, _ weights: UnsafePointer<Float>,
            _ dx: UnsafeMutablePointer<Float>?
        ) {
            if let image { addProducts(P.self, image, row, sums) }
            if let dx { spread(P.self, weights, row, dx) }
        }

        /// sums += Σ gradient · window
        @inline(never)
        func addProducts<P: Patch>(_: P.Type, _ image: UnsafePointer<Float>, _ row: Int, _ sums: UnsafeMutablePointer<Float>) {
            var sum = P(sums), place = first, left = count
            if P.vectors <= 2 {  // too few sums to hide the latency of a product: use four sets of sums
                var second = P(), third = P(), fourth = P()
                while left > 3 {
                    let next = place + step, after = next + step, last = after + step
                    sum.addProduct(Places.gradient(place), image + Places.window(place), row)
                    second.addProduct(Places.gradient(next), image + Places.window(next), row)
                    third.addProduct(Places.gradient(after), image + Places.window(after), row)
                    fourth.addProduct(Places.gradient(last), image + Places.window(last), row)
                    place = last + step
                    left -= 4
                }
                sum = (sum + second) + (third + fourth)
            } else if P.vectors <= 6 {  // two sets
                var second = P()
                while left > 1 {
                    let next = place + step
                    sum.addProduct(Places.gradient(place), image + Places.window(place), row)
                    second.addProduct(Places.gradient(next), image + Places.window(next), row)
                    place = next + step
                    left -= 2
                }
                sum = sum + second
            }
            while left > 0 {
                sum.addProduct(Places.gradient(place), image + Places.window(place), row)
                place += step
                left -= 1
            }
            sum.store(to: sums)
        }

        /// dx at each window += gradient · weights
        @inline(never)
        func spread<P: Patch>(_: P.Type, _ weights: UnsafePointer<Float>, _ row: Int, _ dx: UnsafeMutablePointer<Float>) {
            let patch = P(weights)
            var place = first
            for _ in 0..<count {
                patch.addProduct(Places.gradient(place), to: dx + Places.window(place), row)
                place += step
            }
        }
    }

    /// Adds the groups' gradients in order, and reorders them from the patches' order to the kernel's.
    private func sumGroups(_ groups: Int, _ partials: UnsafeMutablePointer<Float>, _ dkernel: UnsafeMutablePointer<Float>, _ pool: WorkerPool) {
        let filters = filters, count = patchOrder.count, block = max(1, 8_192 / count)
        patchOrder.withUnsafeBufferPointer { order in
            pool.run(tasks: (filters + block - 1) / block) { task, _ in
                for filter in task * block..<min(filters, (task + 1) * block) {
                    let sums = partials + filter * count
                    for place in stride(from: 0, to: count, by: 8) {
                        var sum = load(sums, place)
                        for group in 1..<max(1, groups) { sum += load(sums, group * groupCount + place) }
                        for lane in 0..<8 where order[place + lane] >= 0 { dkernel[Int(order[place + lane]) * filters + filter] = sum[lane] }
                    }
                }
            }
        }
    }

    private func removeBorder(_ border: UnsafePointer<Float>, _ image: UnsafeMutablePointer<Float>) {
        let g = geometry, width = g.paddedColumns * g.channels
        for row in stride(from: 0, to: g.inputRows, by: enlargement.rows) {
            let from = border + (row + g.padTop) * width + g.padLeft * g.channels
            if enlargement.isNone {
                (image + row * g.inputColumns * g.channels).update(from: from, count: g.inputColumns * g.channels)
            } else {
                enlargement.shrink(from, stride: width, row: row / enlargement.rows, image)
            }
        }
    }
}
