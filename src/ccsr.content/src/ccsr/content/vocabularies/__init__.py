"""Named vocabularies over ``config``, the settings and the frameworks."""
