"""An edition as a mail (RFC 5322, MIME): plain sentences and the page, for `sendmail -t` and its like.

The same input gives the same bytes: the boundary and the Message-ID are made from what is written. Lines end with LF,
as sendmail programs take them; they write CRLF on the wire.
"""

import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from cfnews.normalise.characters import one_line
from cfnews.render import as_html, as_plain
from cfnews.render.edition import Edition

_POLICY = SMTP.clone(linesep="\n", cte_type="7bit")
NOBODY = "undisclosed-recipients:;"
NO_SENDER = "cfnews <cfnews@localhost>"


def write(edition: Edition) -> str:
    """The edition as a mail in ASCII alone."""
    text, html = _text(edition), as_html.write(edition)
    letter = edition.letter
    sender = letter.sender or letter.to.partition(",")[0].strip() or NO_SENDER
    mail = EmailMessage(_POLICY)
    mail["Subject"] = subject(edition)
    mail["From"] = sender
    mail["To"] = letter.to or NOBODY
    mail["Date"] = format_datetime(edition.digest.now.replace(microsecond=0))
    mark = _mark(str(mail), text, html)
    mail["Message-ID"] = f"<{mark}@cfnews.invalid>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answer to it
    mail["Content-Language"] = "en-GB"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{mark}")  # "=_" never stands in quoted-printable (RFC 2045, 6.7)
    return mail.as_bytes().decode("ascii")


def subject(edition: Edition) -> str:
    """How many stories, of what, and the day: "cfnews: 12 new stories, Friday 20 November 2026"."""
    sample = "SAMPLE: " if edition.digest.sample else ""
    wanted = f" for {edition.query}" if edition.query else ""
    return one_line(f"cfnews: {sample}{edition.number()}{wanted}, {edition.day}")


def _mark(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _text(edition: Edition) -> str:
    ids = {story.id: story.id for story in edition.stories}
    lines = as_plain.digest_lines(edition.digest, ids, edition.zone)
    return "".join(f"{one_line(line)}\n" for line in lines)
