"""The EPUB edition: EPUB 3.3, one file per article, one style sheet drawn from the theme.

`book.write` goes through the parts in this order: `plan` decides files, neighbours and jumps,
`words` holds what the edition itself says, in three languages; `xhtml` turns inlines and blocks
into markup, `foreign` finds words of another language in them, `pictures` makes pictures fit for a
screen; `article` and `front` make pages of it; `cover` lays the cover out and `cover_picture`
draws it, `style` draws the style sheet, `faces` cuts out the faces that travel with the book where
that is asked for; `metadata` says what the edition is, `package` binds it with ebooklib,
`navigation` completes the ways into it, and `losses` tells what it could not hold.
"""

from converter.writers.epub.book import write

__all__ = ["write"]
