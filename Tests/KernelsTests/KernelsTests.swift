import Testing
import Kernels

@Suite struct KernelsTests {}
