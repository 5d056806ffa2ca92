Compiled templates are kept in files: a process that has just started makes its first pages without compiling them anew (``CCSR_TEMPLATES``).
