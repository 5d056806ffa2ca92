"""What programs ask over HTTP: plone.restapi services."""
