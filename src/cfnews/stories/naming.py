"""A story's id: short, and the same for ever on every machine that saw the same first entry."""

import base64
import hashlib

ID_LENGTH = 10


def story_id(entry_key: str) -> str:
    """The first 10 characters of the lower-case base32 of the SHA-256 of the first entry's identity key."""
    return base64.b32encode(hashlib.sha256(entry_key.encode()).digest()).decode().lower()[:ID_LENGTH]
