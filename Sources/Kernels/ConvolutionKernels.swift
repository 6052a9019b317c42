/// The arithmetic of a two-dimensional convolution, together with the ReLU and the maximum pooling after it where there are any.
///
/// y[i, j, f] = pool(activation(bias[f] + Σ over r, s, c of x[i·stride + r·dilation, j·stride + s·dilation, c] · kernel[r, s, c, f]))
///
/// Forward, a tile keeps four or eight windows of sixteen or eight filters in registers from the bias to the activation and, where the pool is
/// 2 × 2, to its maximum. Backward, the positions of each filter that have a gradient (the maximum of a pooling window, where ReLU passed it) are listed, and
/// both gradients follow the list: each position costs one window of `x` and one of `dx`, and a position without a gradient costs nothing. Without a pool and at
/// stride 1 most positions may have a gradient; there dx is a convolution of dy with the flipped kernel.
/// Windows are never copied. An image is copied only where it needs a border of zeros or an upsampling precedes.
///
/// x (batch, rows, columns, channels), kernel (windowRows, windowColumns, channels, filters), y (batch, pooledRows, pooledColumns, filters).
/// Up to seven values after the end of `x`, `y` and `dy` are read and ignored, which `FloatBuffer` allows.
public struct ConvolutionKernels: Sendable {
    /// The windows on the enlarged image.
    public let geometry: WindowGeometry
    /// How many filters there are.
    public let filters: Int
    /// Rows × columns of the pooling after the convolution, whose windows don't overlap; 1 × 1 for none.
    public let poolRows: Int, poolColumns: Int
    /// Whether ReLU is applied.
    public let isRectified: Bool
    /// The upsampling before the convolution. `geometry` describes the enlarged image, but x and dx have the size before it.
    let enlargement: Enlargement
    /// Whether the windows read a copy of the image in scratch.
    let isCopied: Bool
    let rows: ConvolutionRows
    /// Whether the forward pass uses Winograd's nine products.
    let isFactored: Bool
    /// dx as a convolution of dy, where that is possible and cheaper than adding each position's gradient to its window.
    let inputRows: ConvolutionRows?
    /// A window, cut into patches that the backward pass holds in registers.
    let patches: [PatchPlan]
    /// The kernel's values of one filter in the order of the patches, as indices in the window; −1 for values that fill up a vector.
    let patchOrder: [Int32]
    /// Whether dx is summed in scratch: where it has a border, or where a patch's last vector would write into the next sample's dx.
    let gathersInScratch: Bool
    /// How many pooled rows are processed together: as many as fit in the level-1 cache with what they read.
    let bandRows: Int
    let layout: Layout

    /// The offsets of the parts of a worker's scratch.
    struct Layout: Sendable {
        /// First the image with its border; then dx or dy with its border; rows of sums before a pool, or of dx before it shrinks; the positions of a band; one filter's list of positions.
        let gradient: Int, rows: Int, places: Int, list: Int, end: Int
    }

    /// How many values the largest pool may have: the index of a maximum is stored in a byte, with the sign as a mark.
    public static let largestPool = 127
    /// The mark of a pool in which ReLU made the maximum 0.
    static let stopped: Int32 = -1

    /// `enlargement`: the factors, rows × columns, of a nearest upsampling before the convolution.
    public init(
        geometry: WindowGeometry, filters: Int, pool: (rows: Int, columns: Int) = (1, 1), isRectified: Bool = false,
        enlargement: (rows: Int, columns: Int) = (1, 1)
    ) {
        let g = geometry
        self.geometry = g
        self.filters = filters
        (poolRows, poolColumns) = pool
        self.isRectified = isRectified
        self.enlargement = Enlargement(
            rows: enlargement.rows, columns: enlargement.columns, width: g.inputColumns / enlargement.columns, channels: g.channels)
        isCopied = g.isPadded || !self.enlargement.isNone
        rows = ConvolutionRows(g, filters: filters)
        isFactored = ConvolutionRows.factors(g, filters: filters, pool: pool)
        inputRows = pool == (1, 1) ? g.transposed(filters: filters).map { ConvolutionRows($0, filters: g.channels) } : nil
        (patches, patchOrder) = PatchPlan.cut(g)
        gathersInScratch = isCopied || patchOrder.contains(-1)
        let pooledRows = g.outputRows / pool.rows, pooledColumns = g.outputColumns / pool.columns
        let rowBytes = max(1, pool.rows * rows.rowStep * MemoryLayout<Float>.stride)
        bandRows = max(1, min(pooledRows, 96 / max(1, pooledColumns), 10_000 / rowBytes))

        func whole(_ count: Int) -> Int { (count + 31) / 16 * 16 }
        let gradient = isCopied ? whole(g.paddedCount) : 0
        let sums = gradient + max(gathersInScratch ? whole(g.paddedCount) : 0, inputRows.map { whole($0.geometry.paddedCount) } ?? 0)
        let places =
            sums
            + (pool == (1, 1)
                ? (self.enlargement.isNone ? 0 : whole((bandRows + enlargement.rows) * g.inputColumns * g.channels))
                : whole(max(pool.rows * g.outputColumns * filters, isFactored ? rows.factoredScratch : 0)))
        let list = places + whole(2 * bandRows * pooledColumns * ((filters + 7) / 8 * 8))
        layout = Layout(gradient: gradient, rows: sums, places: places, list: list, end: list + whole(2 * bandRows * pooledColumns))
    }

    /// The factors of the upsampling before the convolution; 1 × 1 for none.
    public var upsampling: (rows: Int, columns: Int) { (enlargement.rows, enlargement.columns) }
    /// How many values one sample's x has.
    public var inputCount: Int { geometry.inputCount / (enlargement.rows * enlargement.columns) }
    var pooledRows: Int { geometry.outputRows / poolRows }
    /// Columns of the output.
    public var pooledColumns: Int { geometry.outputColumns / poolColumns }
    var isPooled: Bool { poolRows * poolColumns > 1 }
    /// How many values one sample's output has.
    public var outputCount: Int { pooledRows * pooledColumns * filters }
    /// How many values of the kernel one filter has.
    var windowCount: Int { rows.windowCount }
    var paddedFilters: Int { (filters + 7) / 8 * 8 }

    /// How many values of memory each thread needs.
    public var workspacePerWorker: Int { layout.end }

    /// How many values of memory all threads share, for a batch of this size: the kernel in panels; in the backward pass the kernel in the order that dx needs, and
    /// the gradients of the groups.
    public func sharedWorkspace(batch: Int) -> Int {
        max(isFactored ? rows.factoredCount : rows.packedCount, packedCount + groups(batch) * groupCount)
    }

    /// How many values the kernel has as the backward pass packs it: by filters, or flipped and in panels.
    var packedCount: Int { inputRows.map { $0.packedCount + windowCount * filters } ?? filters * patchOrder.count }

    /// The number of groups of samples, which depends on the batch's size only. One task sums a group's gradient; the groups' gradients are added in order.
    func groups(_ batch: Int) -> Int { min(batch, 16) }
    /// How many values a group's gradient has: the kernel's by filters, then the bias'.
    var groupCount: Int { filters * patchOrder.count + paddedFilters }
}
