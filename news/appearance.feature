The portal has a dark appearance: as the device has it, or as chosen in the menu of your name.
