"""Steps that bring a site of an earlier version up to this one."""
