import Tensors

extension CatalogueEntry {
    /// Pictures with a class each.
    static let images = [
        CatalogueEntry(
            id: "fashion-mnist", title: "Fashion-MNIST", facts: "60,000 + 10,000 grey images 28×28, 10 classes", inputShape: [28, 28, 1], classCount: 10,
            location: .system("/usr/share/datasets/fashion-mnist", package: "dataset-fashion-mnist"),
            content: .images(
                .parts("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"), largestValue: 255),
            classNames: .list(["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"])),
        CatalogueEntry(
            id: "fashion-mnist-mini", title: "Fashion-MNIST, small", facts: "5,000 + 1,000 grey images 28×28, 10 classes", inputShape: [28, 28, 1], classCount: 10,
            location: .shipped("fashion-mnist-mini"),
            content: .images(.parts("train-images.idx.gz", "train-labels.idx.gz", "test-images.idx.gz", "test-labels.idx.gz"), largestValue: 255),
            classNames: .file("labels.txt")),
        CatalogueEntry(
            id: "mnist-5k", title: "Handwritten digits", facts: "4,000 + 1,000 grey images 28×28, 10 classes", inputShape: [28, 28, 1], classCount: 10,
            location: .shipped("mnist-5k"),
            content: .images(.parts("train-images.idx.gz", "train-labels.idx.gz", "test-images.idx.gz", "test-labels.idx.gz"), largestValue: 255),
            classNames: .digits),
        CatalogueEntry(
            id: "digits-8x8", title: "Handwritten digits, tiny", facts: "898 + 899 grey images 8×8, 10 classes", inputShape: [8, 8, 1], classCount: 10,
            location: .shipped("digits-8x8"), content: .images(.halves(images: "images.idx.gz", labels: "labels.idx.gz"), largestValue: 16), classNames: .digits),
        CatalogueEntry(
            id: "colour-icons-32", title: "Colour icons, small", facts: "997 + 248 colour images 32×32, 8 classes", inputShape: [32, 32, 3], classCount: 8,
            location: .shipped("colour-icons"),
            content: .images(.table(images: "images-32x32x3.idx.gz", labels: "labels.idx.gz", items: "items.csv"), largestValue: 255),
            classNames: .file("labels.txt")),
        CatalogueEntry(
            id: "colour-icons-128", title: "Colour icons", facts: "192 + 64 colour images 128×128, 8 classes", inputShape: [128, 128, 3], classCount: 8,
            location: .shipped("colour-icons"),
            content: .images(.table(images: "images-128x128x3.idx.gz", labels: "labels-128.idx.gz", items: "items-128.csv"), largestValue: 255),
            classNames: .file("labels.txt")),
    ]
}
