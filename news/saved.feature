Searches can be saved under a name: the home page and “Saved searches” show how many they find and what is new since the last look. Nobody else sees them.
