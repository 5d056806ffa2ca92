"""The register: providers, services, conditions, documents and events, now and at a day."""
