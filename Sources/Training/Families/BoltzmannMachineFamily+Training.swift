import Boltzmann
import Kernels
import Networks
import Recipes
import Tensors

extension BoltzmannMachineFamily: FamilyTraining {
    func trainable(_ blueprint: TrainableBlueprint, pool: WorkerPool) throws(NetworkError) -> any Trainable {
        try BoltzmannMachine(
            layout: NetworkLayout(plan: blueprint.plan, capacity: blueprint.capacity), optimizer: blueprint.compile?.optimizer ?? .sgd(SGD()), seed: blueprint.seed,
            pool: pool)
    }
}
