Commissioners ask for services near a place for a child of an age on the home page, in one step.
