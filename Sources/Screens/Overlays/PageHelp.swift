import Lab

/// What the help says of a page before it lists the keys.
struct PageHelp: Hashable, Sendable {
    /// What the page shows, and what it is for.
    let shows: String
    /// How to read it, a sentence each.
    let reading: [String]

    static func of(_ page: PageName) -> PageHelp {
        switch page {
        case .gallery: gallery
        case .build: build
        case .train: train
        case .inspect: inspect
        case .runs: runs
        }
    }

    private static let gallery = PageHelp(
        shows: "The gallery lists the experiments that come with Strata, grouped by what they show. Pick one to train it at once, or open it in "
            + "the builder to change it first.",
        reading: [
            "Beside each recipe stand its data set and its size in parameters: the numbers that training adjusts.",
            "A recipe whose data isn't on this machine says which one command brings it.",
        ])

    private static let build = PageHelp(
        shows: "The builder assembles a network layer by layer. It checks the stack with every key and says which layer can't be, why, and what "
            + "would repair it.",
        reading: [
            "The stack runs from the input at the top to the answer at the bottom. A shape like 26×26×16 is height × width × maps.",
            "Weights are what training adjusts; FLOP are the multiplications and additions for one example, forward; bytes are what the layer's output "
                + "takes. The bars show how large each output is, on a logarithmic scale.",
            "Faint values in the form are Keras' defaults; what you change is lit. The same stack as a Keras program stands beside it.",
            "A row is changed with left and right, or typed after enter: l2 0.01 for a regularizer, 3 3 for a window. Rows of a layer inside another stand "
                + "indented below it; what concerns the weights comes last.",
            "The form of compile and fit also holds the schedule of the rate, the metrics, what ends a run early, and how the data is prepared.",
        ])

    private static let train = PageHelp(
        shows: "The training page follows a network while it learns, batch by batch. You can pause it, go step by step, change the learning rate and "
            + "start again, and nothing is lost.",
        reading: [
            "Loss says how wrong the network is: lower is better. Training is what it learns from, validation is what it never learns from.",
            "Both falling: it learns. Training falling while validation rises: it learns the examples by heart (over-fitting).",
            "A loss that jumps about or grows asks for a smaller learning rate; one that hardly moves, for a larger.",
            "An autoencoder's samples stand in rows: what it was given, what it made of it, the original; the code is what it squeezes them through.",
            "A Boltzmann machine's filters say what each hidden unit looks for. Its fantasy particles dream on: the more they look like the data, the "
                + "better. The free energy of validation data rises above that of training data when it learns by heart.",
            "In the confusion matrix a row is the true class and a column what the network said: what is right lies on the diagonal.",
        ])

    private static let inspect = PageHelp(
        shows: "The inspector looks inside one layer with one example: what comes in, what each filter makes of it, its weights and how they are "
            + "about to change.",
        reading: [
            "A feature map is what one filter finds in the picture: light where it finds it, dark where not. The range stands in the title.",
            "Weights and gradients are signed: grey is zero, the two colours are below and above.",
            "A recurrent layer shows its tape: a column a time step, a row a unit, a band a gate or state. With the cursor the last lines work out the "
                + "cell's formula for one unit and step.",
            "Histograms show how the values are spread. Many exact zeros after relu are usual; a unit that is zero for every example is dead.",
            "∇ beside a layer is the norm of the loss' gradient there: if it shrinks towards the input, the first layers hardly learn.",
        ])

    private static let runs = PageHelp(
        shows: "The history of all runs on this machine. Reopen one to look inside it, resume one that was stopped, or lay the curves of several "
            + "over each other.",
        reading: [
            "Each run is a folder with its recipe, its figures and its weights; the best epoch's weights are kept beside the last.",
            "Runs with the same recipe and seed give the same figures to the last digit, whatever the number of threads.",
        ])
}
