"""The portal's own reader of documents."""
