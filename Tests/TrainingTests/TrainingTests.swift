import Testing
import Training

@Suite struct TrainingTests {}
