Titles that the portal makes, the shipped mappings and retention reasons, and Plone's own forms are in Welsh, too.
