"""The EPUB edition: EPUB 3.3, one file per article, one style sheet drawn from the theme.

`book.write` goes through the parts in this order: `plan` decides files, neighbours and jumps,
`words` holds what the edition itself says, in three languages; `xhtml` turns inlines and blocks
into markup, `article` and `front` make pages of it; `cover` draws the cover's picture, `style` the
style sheet; `metadata` says what the edition is, `package` binds it with ebooklib, and `losses`
tells what it could not hold.
"""

from converter.writers.epub.book import write

__all__ = ["write"]
