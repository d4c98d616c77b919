"""YAML as data with places: bytes become nodes, nodes become values of given types; nothing of terms is known here."""
