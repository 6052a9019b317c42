import Testing
import Lab

@Suite struct LabTests {}
