"""What differs between two reports: their words, their grades, what they require.

Nothing here sees a request or a document: pages, judgements and lines go in.
"""
