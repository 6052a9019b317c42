import Testing
import Tensors

@Suite struct TensorsTests {}
