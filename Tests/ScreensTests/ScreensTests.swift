import Testing
import Screens

@Suite struct ScreensTests {}
