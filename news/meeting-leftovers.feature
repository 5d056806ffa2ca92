Upload links go out by e-mail as they are made; they end with their inspection. Whoever has a seat in a working party is named in an inspection.
