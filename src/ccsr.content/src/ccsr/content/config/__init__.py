"""Values that the law and the inspectorates fix. Imports nothing but messages."""
