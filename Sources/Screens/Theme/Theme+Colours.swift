import Lab

// The two palettes. Each role has its colour at each level, chosen by eye where the nearest of few colours would lose its meaning.
extension Theme {
    struct Entry: Sendable {
        let rgb: RGB
        /// Of the 256.
        let palette: UInt8
        /// Of the 16.
        let basic: UInt8
    }

    static func entry(_ role: Role, _ name: Appearance.Theme) -> Entry {
        (name == .light ? light : dark)[Int(role.rawValue)]
    }

    private static let dark = table { role in
        switch role {
        case .text: Entry(rgb: RGB(0xD3D9E6), palette: 253, basic: 7)
        case .label: Entry(rgb: RGB(0x7C869C), palette: 245, basic: 8)
        case .accent: Entry(rgb: RGB(0x7AA2F7), palette: 111, basic: 12)
        case .training: Entry(rgb: RGB(0x56C7E8), palette: 80, basic: 14)
        case .validation: Entry(rgb: RGB(0xFF9E64), palette: 215, basic: 3)
        case .good: Entry(rgb: RGB(0x9ECE6A), palette: 149, basic: 10)
        case .attention: Entry(rgb: RGB(0xE8C15A), palette: 221, basic: 11)
        case .wrong: Entry(rgb: RGB(0xF7768E), palette: 204, basic: 9)
        case .border: Entry(rgb: RGB(0x363E52), palette: 238, basic: 8)
        case .borderFocused: Entry(rgb: RGB(0x7AA2F7), palette: 111, basic: 12)
        case .title: Entry(rgb: RGB(0xF2F5FB), palette: 255, basic: 15)
        case .track: Entry(rgb: RGB(0x2F3648), palette: 237, basic: 8)
        case .haze: Entry(rgb: RGB(0x232A39), palette: 235, basic: 8)
        case .ground: Entry(rgb: RGB(0x12161F), palette: 233, basic: 0)
        case .band: Entry(rgb: RGB(0x263352), palette: 236, basic: 4)
        case .raised: Entry(rgb: RGB(0x191F2B), palette: 234, basic: 0)
        }
    }

    private static let light = table { role in
        switch role {
        case .text: Entry(rgb: RGB(0x2A303B), palette: 236, basic: 0)
        case .label: Entry(rgb: RGB(0x68717F), palette: 242, basic: 8)
        case .accent: Entry(rgb: RGB(0x2459C4), palette: 26, basic: 4)
        case .training: Entry(rgb: RGB(0x087A9C), palette: 31, basic: 6)
        case .validation: Entry(rgb: RGB(0xC2500A), palette: 166, basic: 3)
        case .good: Entry(rgb: RGB(0x3A7A1C), palette: 28, basic: 2)
        case .attention: Entry(rgb: RGB(0x8D6200), palette: 94, basic: 5)
        case .wrong: Entry(rgb: RGB(0xC4253F), palette: 161, basic: 1)
        case .border: Entry(rgb: RGB(0xC9CED8), palette: 251, basic: 7)
        case .borderFocused: Entry(rgb: RGB(0x2459C4), palette: 26, basic: 4)
        case .title: Entry(rgb: RGB(0x10141B), palette: 233, basic: 0)
        case .track: Entry(rgb: RGB(0xD8DCE3), palette: 253, basic: 7)
        case .haze: Entry(rgb: RGB(0xE6EAF0), palette: 254, basic: 7)
        case .ground: Entry(rgb: RGB(0xFAFAF8), palette: 231, basic: 15)
        case .band: Entry(rgb: RGB(0xD9E4F8), palette: 254, basic: 14)
        case .raised: Entry(rgb: RGB(0xF0F1F4), palette: 255, basic: 15)
        }
    }

    /// One entry a role, in the order of their numbers.
    private static func table(_ entry: (Role) -> Entry) -> [Entry] { Role.allCases.map(entry) }
}
