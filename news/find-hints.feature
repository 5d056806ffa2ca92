A search that finds nothing offers the filters that its words name, and any of its words.
