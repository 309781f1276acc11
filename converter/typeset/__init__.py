"""Setting for print: text becomes lines, lines become columns, columns become pages.

Free of any PDF library, and of the model: it is given runs of text in fonts and blocks of rows,
and gives glyphs with their places. Lengths are in points; y grows downwards.

After it holds: every glyph of the text stands on a page, in order; full lines are flush; lines of
text stand on one grid over all columns; a column neither begins with a paragraph's last line nor
ends with its first.
"""
