"""Phase four: an issue and a theme become the bytes of an edition.

After it holds: every character of the issue stands in the edition, or is in `Written.lost`; the
bytes depend on the issue, the theme and the assets alone.
"""
