import Testing
import Networks

@Suite struct NetworksTests {}
