"""An invented demo: fictional providers, services and documents, by a fixed seed."""
