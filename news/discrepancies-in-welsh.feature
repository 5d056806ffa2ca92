What CCSR says of a discrepancy (its title, its detail, why it closed) is told in the reader's language.
