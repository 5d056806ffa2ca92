"""What contacts of a provider say: claims about conditions, comments on documents."""
