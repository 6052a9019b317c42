import Networks

extension LayerSpec {
    /// The same with a name that layers below it may take.
    public func named(_ name: String) -> LayerSpec {
        var layer = self
        layer.links.name = name
        return layer
    }

    /// A merge with these layers.
    public func joining(_ names: [String]) -> LayerSpec {
        var layer = self
        _ = layer.set("with", to: .names(names))
        return layer
    }

    /// The same, reading the layer of this name.
    public func reading(_ name: String) -> LayerSpec {
        var layer = self
        layer.links.from = name
        return layer
    }
}
