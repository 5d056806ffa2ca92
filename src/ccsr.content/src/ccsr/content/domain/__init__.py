"""Every rule of the portal: typed functions and dataclasses that see no request."""
