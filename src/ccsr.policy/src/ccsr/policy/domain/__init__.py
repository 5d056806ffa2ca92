"""Rules of the site as plain typed functions that never see a request."""
