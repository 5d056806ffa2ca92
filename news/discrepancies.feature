Values are read from the words of conditions and confirmed by officers; where a provider's claim and the register disagree, an item is filed by itself, and closes and reopens by itself.
