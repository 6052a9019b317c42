import Foundation
import Lab
import TestSupport
import Testing
import Training

@testable import Screens

/// What a plot promises: even ticks, markers on their lines, noise that hides nothing.
struct PlotTests {
    private static let ranges: [(low: Double, high: Double)] = [
        (0.02, 1.47), (0, 0.981), (-34, -7), (-1e-3, 2e-3), (3.2e5, 3.9e5), (0.4431, 0.4437), (-2, 150), (1e-12, 3e-12), (320_000, 320_050),
    ]

    /// Ticks at round numbers, as many rows apart from each other, and the data fills at least half of the axis.
    @Test func ticksAreEven() {
        for range in Self.ranges {
            for rows in [4, 5, 7, 9, 12, 17, 24, 40, 58] {
                let scale = PlotScale.even(low: range.low, high: range.high, rows: rows, isPercent: false)
                #expect(scale.low <= range.low + 1e-9 * abs(range.low) && scale.high >= range.high - 1e-9 * abs(range.high))
                let cells = scale.ticks.compactMap { scale.cell($0, count: rows) }
                #expect(cells.count == scale.ticks.count && cells.count >= 2, "\(range) in \(rows) rows: \(scale.ticks)")
                #expect(Set(zip(cells, cells.dropFirst()).map { $1 - $0 }).count == 1, "\(range) in \(rows) rows: ticks in rows \(cells)")
                #expect(range.high - range.low >= 0.5 * (scale.high - scale.low), "\(range) in \(rows) rows: axis \(scale.low)...\(scale.high)")
                #expect(Set(scale.ticks.map(scale.label)).count == scale.ticks.count, "\(range): two ticks are called alike")
            }
        }
    }

    @Test func aShareEndsAtAHundred() {
        let scale = PlotScale.even(low: 0.52, high: 0.99, rows: 12, isPercent: true)
        #expect(scale.ticks.last.map { $0 <= 1 } ?? false)
    }

    @Test func epochsHaveWholeEvenTicks() {
        for epochs in [1, 2, 3, 5, 12, 24, 30, 55, 100, 487, 500] {
            for room in [3, 5, 7, 12] {
                let scale = PlotScale.whole(low: 0, high: Double(epochs), atMost: room)
                let steps = Set(zip(scale.ticks, scale.ticks.dropFirst()).map { $1 - $0 })
                #expect(scale.ticks.first == 0 && steps.count == 1 && scale.ticks.allSatisfy { $0 == $0.rounded() }, "\(epochs) epochs: \(scale.ticks)")
                #expect(scale.ticks.count <= room + 1)
            }
        }
    }

    /// A marker lies in a cell that its line passes through, and a line is seen whatever noise there is.
    @Test(arguments: Appearance.Glyphs.allCases) func markersLieOnTheirLines(_ glyphs: Appearance.Glyphs) throws {
        let points = (1...9).map { PlotPoint(Double($0), 1 / Double($0)) }
        func draw(_ marker: PlotSeries.Marker) -> CellBuffer {
            var canvas = Canvas(columns: 70, rows: 20, look: Look(theme: .dark, glyphs: glyphs, colours: .full))
            var plot = LinePlot([PlotSeries("train", points, style: .training, marker: marker)])
            plot.noise = [(0...400).map { PlotPoint(Double($0) / 40, Double($0 % 11) / 10) }]
            plot.xRange = 0...10
            plot.hasLegend = false
            plot.draw(in: canvas.bounds, &canvas)
            return canvas.buffer
        }
        let marked = draw(.circle), bare = draw(.none)
        func isLine(_ cell: Cell) -> Bool { cell.style.ink == Style.training.ink }
        let onLine = marked.cells.indices.filter { isLine(marked.cells[$0]) }
        #expect(onLine == bare.cells.indices.filter { isLine(bare.cells[$0]) })
        // One cell a column at least, from the first point to the last.
        let columns = Set(onLine.map { $0 % marked.columns })
        let first = try #require(columns.min()), last = try #require(columns.max())
        #expect((first...last).allSatisfy(columns.contains))
        let changed = marked.cells.indices.filter { marked.cells[$0].glyph != bare.cells[$0].glyph }
        #expect(changed.count >= 2 && Set(changed).isSubset(of: onLine))
    }

    /// Where two series share a cell, it has the colour of the one with the most dots.
    @Test func aCellHasTheColourOfTheLineThatFillsItMost() {
        var canvas = Canvas(columns: 40, rows: 12, look: Look(theme: .dark, glyphs: .braille, colours: .full))
        let flat = PlotSeries("flat", [PlotPoint(0, 0.5), PlotPoint(10, 0.5)], style: .training, marker: .none)
        let crossing = PlotSeries("crossing", [PlotPoint(5, 0), PlotPoint(5, 1)], style: .validation, marker: .none)
        var plot = LinePlot([flat, crossing])
        plot.hasLegend = false
        plot.draw(in: canvas.bounds, &canvas)
        let inks = canvas.buffer.cells.map(\.style.ink)
        // The crossing line fills more of the one cell that both share, and takes no other of the flat line's.
        let flatCells = inks.filter { $0 == Style.training.ink }.count
        #expect(flatCells >= 30)
    }

    /// Of two lines that lie on each other both are seen.
    @Test(arguments: Appearance.Glyphs.allCases) func linesOnEachOtherTakeTurns(_ glyphs: Appearance.Glyphs) {
        let points = (0...30).map { PlotPoint(Double($0), 0.5 + 0.3 * sin(Double($0) / 6)) }
        var canvas = Canvas(columns: 60, rows: 14, look: Look(theme: .dark, glyphs: glyphs, colours: .full))
        var plot = LinePlot([PlotSeries("", points, style: .training, marker: .none), PlotSeries("", points, style: .validation, marker: .none)])
        plot.hasLegend = false
        plot.draw(in: canvas.bounds, &canvas)
        let counts = [Style.training, .validation].map { style in canvas.buffer.cells.filter { $0.style.ink == style.ink }.count }
        #expect(counts.allSatisfy { 3 * $0 > counts[0] + counts[1] }, "\(counts)")
    }

    /// Where a line goes through means, no single point of it is marked: at the same number of points for both, whatever a cell holds.
    @Test(arguments: Appearance.Glyphs.allCases) func aCrowdHasNoMarkers(_ glyphs: Appearance.Glyphs) {
        for count in [30, 50, 51, 52, 90, 104, 106, 300] {
            let look = Look(theme: .dark, glyphs: glyphs, colours: .full)
            var canvas = Canvas(columns: 54, rows: 14, look: look)
            var plot = LinePlot([PlotSeries("", (0..<count).map { PlotPoint(Double($0), Double($0 % 7)) }, style: .training, marker: .triangle)])
            plot.hasLegend = false
            plot.draw(in: canvas.bounds, &canvas)
            let marker = PlotSeries.Marker.triangle.glyph(look), isMarked = canvas.buffer.cells.contains { $0.character == marker }
            // Left of the field are the axis and its labels.
            let axis = canvas.buffer.cells.firstIndex { "╰└+".contains($0.character) }.map { $0 % 54 } ?? 1
            #expect(isMarked != PlotRaster(columns: 53 - axis, rows: 12, series: 1, look: look).isCrowded(count), "\(count) points")
        }
    }

    /// The best point has its star, on the line that it belongs to, and a line down to the axis.
    @Test func theBestPointHasAStar() throws {
        let points = [PlotPoint(0, 3), PlotPoint(4, 1), PlotPoint(10, 2)]
        var canvas = Canvas(columns: 60, rows: 20, look: Look(theme: .dark, glyphs: .braille, colours: .full))
        var plot = LinePlot([.validation(points)])
        plot.star = .init(points[1], style: .validation, notes: ["best 1, epoch 4"])
        plot.draw(in: canvas.bounds, &canvas)
        let lines = canvas.buffer.text().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].contains("★ best 1, epoch 4"))
        let row = try #require(lines.dropFirst().firstIndex { $0.contains("★") }), star = try #require(lines[row].firstIndex(of: "★"))
        let column = lines[row].distance(from: lines[row].startIndex, to: star), four = try #require(lines[19].firstIndex(of: "4"))
        #expect(abs(column - lines[19].distance(from: lines[19].startIndex, to: four)) <= 1)
    }

    @Test func theAxisIsNamedBetweenItsLabels() {
        for columns in [40, 60, 100, 190] {
            var canvas = Canvas(columns: columns, rows: 12)
            var plot = LinePlot([.training((0...30).map { PlotPoint(Double($0), 1 / Double($0 + 1)) })])
            plot.xName = "epochs"
            plot.draw(in: canvas.bounds, &canvas)
            let line = canvas.buffer.text().split(separator: "\n")[11]
            #expect(line.contains(/\d +epochs +\d/), "\(line)")
        }
    }

    /// Every axis, scale and smoothing draws whole, also of a run without an epoch, and says what it is.
    @Test func everyAxisIsDrawn() {
        var bench = LabBench(columns: 120, rows: 36)
        bench.state = SampleScene.train.state(columns: 120, rows: 36)
        #expect(bench.screen.contains("epochs"))
        for name in ["steps", "seconds", "epochs"] {
            bench.press(.character("a"))
            #expect(bench.screen.contains(name), "\(bench.screen)")
            bench.press(.character("G"))
            #expect(bench.screen.contains(name))
            bench.press(.character("G"))
        }
        bench.press(.character("+"), .character("+"))
        #expect(bench.screen.contains("loss, smoothed 0.8") && bench.screen.contains("train by batch"))
        bench.press(.character("g"))
        #expect(bench.screen.contains("loss, log scale, smoothed 0.8"))
        for _ in 0..<12 { bench.press(.character("-")) }
        #expect(!bench.screen.contains("smoothed"))
        var early = SampleStates.snapshot()
        early.epochs = []
        early.progress.epoch = 1
        bench.send(.snapshot(early))
        #expect(bench.screen.contains("train by batch"))
    }
}
