Names in lists to choose from follow the Welsh alphabet on Welsh pages; saved files are named in the reader's language.
