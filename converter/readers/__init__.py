"""Phase one: a file becomes a page of chunks.

After it holds: every character of the source that is not white space stands in a chunk's passage,
with the span it was read from, or is markup that the reader knows; nothing has been decided about
what a chunk is beyond what the source itself says.
"""
