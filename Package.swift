// swift-tools-version: 6.3
import PackageDescription

/// The instruction set that the arithmetic is compiled for: `STRATA_ISA=baseline`, `v3` (AVX2 and FMA, the default on x86-64)
/// or `native`. The program checks the processor at start and says what to do when it lacks it.
let instructionSetFlags: [String] =
    switch Context.environment["STRATA_ISA"] ?? "v3" {
    case "baseline": []
    case "native": ["-Xcc", "-march=native"]
    default:
        #if arch(x86_64)
        ["-Xcc", "-march=x86-64-v3"]
        #else
        []
        #endif
    }

/// The program that needs x86-64-v3 checks the processor for it before anything else.
let processorCheck: [SwiftSetting] = instructionSetFlags.contains("-march=x86-64-v3") ? [.define("STRATA_NEEDS_V3")] : []

/// What every target of ours is compiled with.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

/// The arithmetic is optimised in debug builds too: tests would crawl otherwise.
let arithmetic: [SwiftSetting] =
    house + [
        .unsafeFlags(["-Ounchecked", "-wmo", "-num-threads", "2"] + instructionSetFlags + ["-Xcc", "-fno-math-errno"])
    ]

let package = Package(
    name: "strata",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "strata", targets: ["strata"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .target(
            name: "CPlatform",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo", .when(platforms: [.linux]))]),
        .target(name: "CCodecs", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("png"), .linkedLibrary("jpeg"), .linkedLibrary("crypto")]),
        .target(name: "Kernels", dependencies: ["CPlatform"], exclude: ["Kernels.md"], swiftSettings: arithmetic),
        .target(name: "Tensors", dependencies: ["Kernels"], swiftSettings: house),
        .target(name: "Documents", dependencies: ["Tensors", "Yams"], swiftSettings: house),
        .target(name: "Networks", dependencies: ["Kernels", "Tensors"], swiftSettings: house),
        .target(name: "Boltzmann", dependencies: ["Kernels", "Tensors", "Networks"], swiftSettings: house),
        .target(name: "Datasets", dependencies: ["CCodecs", "Kernels", "Tensors"], swiftSettings: house),
        .target(name: "Recipes", dependencies: ["Tensors", "Documents", "Networks", "Datasets"], swiftSettings: house),
        .target(
            name: "Training",
            dependencies: [
                "CPlatform", "Kernels", "Tensors", "Networks", "Boltzmann", "Datasets", "Recipes", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: house),
        .target(name: "Exchange", dependencies: ["Tensors", "Networks", "Datasets", "Recipes", "Training"], swiftSettings: house),
        .target(name: "Lab", dependencies: ["Tensors", "Networks", "Datasets", "Recipes", "Training", "Exchange"], swiftSettings: house),
        .target(name: "Screens", dependencies: ["Tensors", "Networks", "Datasets", "Recipes", "Training", "Lab"], swiftSettings: house),
        .executableTarget(
            name: "strata",
            dependencies: [
                "CPlatform", "Kernels", "Tensors", "Networks", "Datasets", "Recipes", "Training", "Exchange", "Lab", "Screens",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house + processorCheck),

        .target(name: "TestSupport", dependencies: ["Screens"], path: "Tests/TestSupport", swiftSettings: house),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        .testTarget(name: "KernelsTests", dependencies: ["Kernels"], swiftSettings: house),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors", "TestSupport"], swiftSettings: house),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Tensors", "TestSupport"], swiftSettings: house),
        .testTarget(name: "NetworksTests", dependencies: ["Networks", "TestSupport"], swiftSettings: house),
        .testTarget(name: "BoltzmannTests", dependencies: ["Boltzmann", "TestSupport"], swiftSettings: house),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Tensors", "TestSupport"], resources: [.copy("Pictures")], swiftSettings: house),
        .testTarget(name: "RecipesTests", dependencies: ["Tensors", "Documents", "Networks", "Datasets", "Recipes", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "TrainingTests", dependencies: ["Training", "TestSupport"], exclude: ["make_graph_cases.py"], resources: [.copy("Cases")], swiftSettings: house),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Tensors", "Kernels", "Networks", "Datasets", "Recipes", "Training", "TestSupport"],
            exclude: ["check_with_keras.py"], resources: [.copy("Golden"), .copy("Zoo")], swiftSettings: house),
        .testTarget(name: "LabTests", dependencies: ["Lab", "Documents", "TestSupport"], swiftSettings: house),
        .testTarget(name: "ScreensTests", dependencies: ["Screens", "TestSupport"], resources: [.copy("Golden")], swiftSettings: house),
        .testTarget(name: "CommandsTests", dependencies: ["strata", "TestSupport", "CPseudoTerminal"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
