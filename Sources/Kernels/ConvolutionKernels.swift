/// The arithmetic of a two-dimensional convolution, with the rectifier and the maximum pooling behind it where there are any.
///
/// y[i, j, f] = pool(activation(bias[f] + Σ over r, s, c of x[i·stride + r·dilation, j·stride + s·dilation, c] · kernel[r, s, c, f]))
///
/// Forward, a tile keeps four or eight windows of eight or sixteen filters in registers from the bias to the activation and, where the pool is
/// 2 × 2, to its winner. Backward, each filter's live places (a pooling window's winner, where the rectifier let it pass) are listed, and the list
/// drives both gradients: a place costs one window of `x` for the kernel's and one of `dx`, and a place without gradient costs nothing.
/// Windows are never copied; an image only where it needs a border of zeros.
///
/// x (batch, rows, columns, channels), kernel (windowRows, windowColumns, channels, filters), y (batch, pooledRows, pooledColumns, filters).
/// Behind `x`, `y` and `dy` eight numbers more are read, whatever they hold, as `FloatBuffer` allows.
public struct ConvolutionKernels: Sendable {
    public let geometry: WindowGeometry
    public let filters: Int
    /// Rows × columns of a pooling without overlap behind the convolution; 1 × 1 for none.
    public let poolRows: Int, poolColumns: Int
    public let isRectified: Bool
    /// From a window's first number to each of its numbers, in the padded image: (windowRows, windowColumns, channels).
    let offsets: [Int32]
    /// The kernel's columns as the forward pass takes them.
    let panels: [Panel]
    /// A window, cut into what the backward pass holds in registers at once.
    let patches: [PatchPlan]
    /// The kernel's numbers of one filter in the order of the patches, a window's index for each; −1 for what only fills a vector.
    let patchOrder: [Int32]

    /// Sixteen filters, or the last eight or fewer.
    struct Panel: Sendable {
        let filter: Int, count: Int
        var width: Int { count > 8 ? 16 : 8 }
    }

    public init(geometry: WindowGeometry, filters: Int, pool: (rows: Int, columns: Int) = (1, 1), isRectified: Bool = false) {
        self.geometry = geometry
        self.filters = filters
        (poolRows, poolColumns) = pool
        self.isRectified = isRectified
        offsets = (0..<geometry.windowRows * geometry.windowColumns * geometry.channels).map { Int32(geometry.offset(ofKernelIndex: $0)) }
        panels = stride(from: 0, to: filters, by: 16).map { Panel(filter: $0, count: min(16, filters - $0)) }
        (patches, patchOrder) = PatchPlan.cut(geometry)
    }

    public var pooledRows: Int { geometry.outputRows / poolRows }
    public var pooledColumns: Int { geometry.outputColumns / poolColumns }
    var isPooled: Bool { poolRows * poolColumns > 1 }
    /// Numbers of one sample's output.
    public var outputCount: Int { pooledRows * pooledColumns * filters }

    /// The kernel's numbers of one filter.
    var windowCount: Int { geometry.windowRows * geometry.windowColumns * geometry.channels }
    /// Numbers from a window to the next, across and down.
    var columnStep: Int { geometry.strideColumns * geometry.channels }
    var rowStep: Int { geometry.strideRows * geometry.paddedColumns * geometry.channels }
    var paddedFilters: Int { (filters + 7) / 8 * 8 }

    /// Pooled rows that are worked on together: as many as share the level-1 cache with what they read.
    var bandRows: Int {
        let rowBytes = max(1, poolRows * rowStep * MemoryLayout<Float>.stride)
        return max(1, min(pooledRows, 96 / max(1, pooledColumns), 20_000 / rowBytes))
    }
    var bandPositions: Int { bandRows * pooledColumns }

    /// Where a worker's scratch holds what, in numbers from its start.
    struct Scratch {
        let image: Int, gradient: Int, rows: Int, places: Int, list: Int, end: Int
    }

    var scratch: Scratch {
        let image = (geometry.paddedCount + 31) / 16 * 16
        let rows = (poolRows * geometry.outputColumns * filters + 31) / 16 * 16
        let placed = geometry.isPadded ? image : 0, lists = (2 * bandPositions + 31) / 16 * 16
        let gradient = placed, places = gradient + image
        let list = places + (2 * bandPositions * paddedFilters + 31) / 16 * 16
        return Scratch(image: 0, gradient: gradient, rows: gradient, places: places, list: list, end: max(list + lists, gradient + rows))
    }

    public var workspacePerWorker: Int { scratch.end }

    /// Numbers of the workspace that all threads share, for so many samples: the kernel in panels, or by filters with the gradients of the groups.
    public func sharedWorkspace(batch: Int) -> Int {
        max((windowCount + 1) * 16 * panels.count, filters * patchOrder.count + groups(batch) * groupCount)
    }

    /// Samples are grouped by the batch's size alone; a group's gradient is summed by one task, the groups' in order.
    func groups(_ batch: Int) -> Int { min(batch, 16) }
    /// Numbers of a group's gradient: the kernel's by filters, then the bias'.
    var groupCount: Int { filters * patchOrder.count + paddedFilters }

    /// The image with its border of zeros, in scratch; the image itself where it needs none.
    @inline(__always)
    func bordered(_ image: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
        let g = geometry
        guard g.isPadded else { return image }
        let width = g.paddedColumns * g.channels, left = g.padLeft * g.channels, count = g.inputColumns * g.channels
        scratch.update(repeating: 0, count: g.padTop * width)
        for row in 0..<g.inputRows {
            let target = scratch + (row + g.padTop) * width
            target.update(repeating: 0, count: left)
            (target + left).update(from: image + row * count, count: count)
            (target + left + count).update(repeating: 0, count: width - left - count)
        }
        (scratch + (g.padTop + g.inputRows) * width).update(repeating: 0, count: (g.paddedRows - g.padTop - g.inputRows) * width)
        return UnsafePointer(scratch)
    }
}
