"""The page on which a person judges what the repair did, and the server that obeys at once.

One HTML page that holds everything it needs: the source as it was read beside the result, and a
list of every repair and note, the most doubtful first. What is decided there is kept as
NAME.decisions.toml (see `converter.decisions`). No file is opened here: the pipeline does that.

- `state` says what the page shows, as data; `align` which character came from which.
- `page` makes the HTML of it, with the style and the scripts of this folder.
- `server` serves it on this machine, and takes decisions back.
"""

from converter.review.page import html
from converter.review.state import Review, state

__all__ = ["Review", "html", "state"]
