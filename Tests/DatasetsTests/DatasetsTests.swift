import Testing
import Datasets

@Suite struct DatasetsTests {}
