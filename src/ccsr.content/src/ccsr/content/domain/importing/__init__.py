"""The register's import: a file is read by a mapping and compared with what the portal has."""
