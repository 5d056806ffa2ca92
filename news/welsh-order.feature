Lists by name go by the Welsh alphabet and the names that are shown on Welsh pages, also in *Find*, the register as a table and the look-up of the inspectorate.
