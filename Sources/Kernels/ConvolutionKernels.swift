/// The arithmetic of a two-dimensional convolution, with the rectifier and the maximum pooling behind it where there are any.
///
/// y[i, j, f] = pool(activation(bias[f] + Σ over r, s, c of x[i·stride + r·dilation, j·stride + s·dilation, c] · kernel[r, s, c, f]))
///
/// Forward, a tile keeps four or eight windows of sixteen or eight filters in registers from the bias to the activation and, where the pool is
/// 2 × 2, to its winner. Backward, each filter's live places (a pooling window's winner, where the rectifier let it pass) are listed, and the list
/// drives both gradients: a place costs one window of `x` for the kernel's and one of `dx`, and a place without gradient costs nothing. Without
/// a pool and at stride 1 all places may be live: there dx is a convolution of dy with the flipped kernel.
/// Windows are never copied; an image only where it needs a border of zeros, or an upsampling comes before.
///
/// x (batch, rows, columns, channels), kernel (windowRows, windowColumns, channels, filters), y (batch, pooledRows, pooledColumns, filters).
/// Behind `x`, `y` and `dy` seven numbers more are read, whatever they hold, as `FloatBuffer` allows.
public struct ConvolutionKernels: Sendable {
    public let geometry: WindowGeometry
    public let filters: Int
    /// Rows × columns of a pooling without overlap behind the convolution; 1 × 1 for none.
    public let poolRows: Int, poolColumns: Int
    public let isRectified: Bool
    /// The upsampling before the convolution: `geometry` is of the enlarged image, x and dx are not.
    let enlargement: Enlargement
    /// Whether the windows see a copy of the image, in scratch.
    let isCopied: Bool
    let rows: ConvolutionRows
    /// Whether the forward pass forms its sums by Winograd's nine products.
    let isFactored: Bool
    /// dx as rows of a convolution of dy, where that is possible and cheaper than spreading each place's gradient.
    let inputRows: ConvolutionRows?
    /// A window, cut into what the backward pass holds in registers at once.
    let patches: [PatchPlan]
    /// The kernel's numbers of one filter in the order of the patches, a window's index for each; −1 for what only fills a vector.
    let patchOrder: [Int32]
    /// Whether dx is summed in scratch: where it has a border, or where a patch's last vector would reach into the next sample's.
    let gathersInScratch: Bool
    /// Pooled rows that are worked on together: as many as share the level-1 cache with what they read.
    let bandRows: Int
    let layout: Layout

    /// Where a worker's scratch holds what, in numbers from its start.
    struct Layout: Sendable {
        /// The image with its border comes first; dx, or dy, with its border; rows of sums before a pool, or of dx before it shrinks; the places of a band; one filter's list of them.
        let gradient: Int, rows: Int, places: Int, list: Int, end: Int
    }

    /// Numbers of the largest pool: a winner's number is a byte, and a sign.
    public static let largestPool = 127
    /// The mark of a pool whose largest sum the rectifier stopped.
    static let stopped: Int32 = -1

    /// `enlargement`: of a nearest upsampling before the convolution, the factors of rows × columns.
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

    /// The factors of the upsampling before it.
    public var upsampling: (rows: Int, columns: Int) { (enlargement.rows, enlargement.columns) }
    /// Numbers of one sample's x.
    public var inputCount: Int { geometry.inputCount / (enlargement.rows * enlargement.columns) }
    public var pooledRows: Int { geometry.outputRows / poolRows }
    public var pooledColumns: Int { geometry.outputColumns / poolColumns }
    var isPooled: Bool { poolRows * poolColumns > 1 }
    /// Numbers of one sample's output.
    public var outputCount: Int { pooledRows * pooledColumns * filters }
    /// The kernel's numbers of one filter.
    public var windowCount: Int { rows.windowCount }
    var paddedFilters: Int { (filters + 7) / 8 * 8 }

    public var workspacePerWorker: Int { layout.end }

    /// Numbers of the workspace that all threads share, for so many samples: the kernel in panels; backwards in the order that dx takes it in, and
    /// the gradients of the groups.
    public func sharedWorkspace(batch: Int) -> Int {
        max(isFactored ? rows.factoredCount : rows.packedCount, packedCount + groups(batch) * groupCount)
    }

    /// Numbers of the kernel as the backward pass takes it: by filters, or flipped and then in panels.
    var packedCount: Int { inputRows.map { $0.packedCount + windowCount * filters } ?? filters * patchOrder.count }

    /// Samples are grouped by the batch's size alone; a group's gradient is summed by one task, the groups' in order.
    func groups(_ batch: Int) -> Int { min(batch, 16) }
    /// Numbers of a group's gradient: the kernel's by filters, then the bias'.
    var groupCount: Int { filters * patchOrder.count + paddedFilters }
}
