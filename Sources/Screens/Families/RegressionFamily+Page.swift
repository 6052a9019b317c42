import Lab
import Recipes
import Training

/// A network that gives numbers: a classifier's page, with all figures where a classifier confuses classes.
extension RegressionFamily: FamilyPage {
    func draw(_ scene: TrainScene, _ canvas: inout Canvas) {
        ClassifierFamily().draw(scene, mistakes: { MetricTable.draw($0, in: $1, &$2) }, &canvas)
    }
}
