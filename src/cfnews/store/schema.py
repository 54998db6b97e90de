"""The schema as literature, and the numbered migrations that lead to it.

Times are whole seconds since 1970 in UTC; the views speak RFC 3339. `change` is a counter that only
grows: it orders what happened, whatever the clock did, and cursors remember a place in it.

    feed       one row a feed ever seen: the catalogue's last word, and how its last requests went
    host_hold  servers that asked to be left alone, and until when
    entry      one row a page of one feed: what the outlet says
    article    one row an entry whose own page was asked for; its text is the entry's. robots: which pages may be
    story      one row an event in the world: one or more entries, its lead, the reader's marks
    mark       the reader's marks, by entry: read, starred or hidden, or no longer, and since when. Those of a story
               are the latest of its entries'
    verdict    what the reader decided on two entries: one story, or two
    pruned     entries that were taken out, so that they are known again where their feed still lists them
    word       in how many entries a word ever stood, and how it was written
    wording    the words of the entries that are young enough to be joined by others; posting finds them by a
               word, likeness holds how alike two of them are. All three are pruned, and hold nothing that is
               not in entry
    cursor     where a reader stopped reading; cursor_skipped holds what it passed over unshown, cursor_hidden what a
               rule had hidden then, cursor_shown what was shown on another machine, by the ids that stories have or
               would have
"""

from cfnews.store.views import VIEWS

APPLICATION_ID = 0x63666E77  # "cfnw"

_FIRST = """
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('change', '0');
INSERT INTO meta VALUES ('identity', lower(hex(randomblob(8))));  -- of the count: a restored store's is another

CREATE TABLE feed (
    id               TEXT PRIMARY KEY,
    name             TEXT NOT NULL,
    url              TEXT NOT NULL,                -- with nothing secret in it
    url_mark         TEXT NOT NULL DEFAULT '',     -- parts addresses that are alike but for what is secret in them
    section          TEXT NOT NULL,
    role             TEXT NOT NULL,
    nation           TEXT,
    scope            TEXT NOT NULL DEFAULT 'sector',
    enabled          INTEGER NOT NULL,
    listed           INTEGER NOT NULL DEFAULT 1,   -- 0: no longer in feeds.toml
    position         INTEGER NOT NULL,
    -- what was last read
    title            TEXT,
    parsed_sha256    BLOB,
    marks            BLOB,                         -- by which its entries are known again before they are looked up
    rhythm           TEXT,                         -- JSON: how often the feed itself asks to be read
    -- how the last request went
    status           TEXT NOT NULL DEFAULT 'waiting',
    http_status      INTEGER,
    error_code       TEXT,
    error_message    TEXT,
    fault            TEXT,                         -- what the parser had to forgive
    failures         INTEGER NOT NULL DEFAULT 0,   -- in a row
    failing_since    INTEGER,
    gone_at          INTEGER,
    moved_to         TEXT,
    moved_at         INTEGER,
    -- when
    last_attempt_at  INTEGER,
    last_success_at  INTEGER,
    last_full_at     INTEGER,                      -- when a server last sent all of it, not "unchanged"
    next_check_at    INTEGER,
    newest_entry_at  INTEGER,
    -- how often it brings news
    news_days        TEXT,                         -- JSON: its last days with news, and how many entries on each
    news_at          INTEGER,                      -- when it last brought any
    usual_gap        REAL,                         -- days of its calendar from one day with news to the next
    usual_number     REAL,                         -- entries on a day of its calendar
    silent_from      INTEGER                       -- from when on it is unusually quiet, unless it brings news
) WITHOUT ROWID;

CREATE TABLE host_hold (
    host     TEXT PRIMARY KEY,
    until_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE story (
    id             INTEGER PRIMARY KEY,
    public_id      TEXT NOT NULL UNIQUE,
    lead_entry_id  INTEGER,
    first_entry_id INTEGER,                        -- the one that public_id is made of
    follows_id     INTEGER REFERENCES story (id) ON DELETE SET NULL,  -- the story that this one goes on with
    sources        INTEGER NOT NULL DEFAULT 1,     -- how many entries tell it
    at             INTEGER NOT NULL,               -- earliest believed publication, else first seen
    first_seen_at  INTEGER NOT NULL,
    news_change    INTEGER NOT NULL,               -- when it became news, by the counter
    revised_change INTEGER,                        -- when a source joined or a text changed, by the counter
    revised_at     INTEGER,                        -- when a text changed
    section        TEXT NOT NULL,
    kind           TEXT NOT NULL,
    facts          TEXT NOT NULL,                  -- JSON: topics, places, bodies, events, figures ...
    hidden_because TEXT,
    read_at        INTEGER,
    starred_at     INTEGER
);
CREATE INDEX story_at ON story (at DESC, id DESC);
CREATE INDEX story_count ON story (at, hidden_because, sources);  -- counting reads the index alone
CREATE INDEX story_section ON story (section, at DESC);
CREATE INDEX story_news ON story (news_change);
CREATE INDEX story_revised ON story (revised_change);
CREATE INDEX story_first ON story (first_entry_id);
CREATE INDEX story_follows ON story (follows_id) WHERE follows_id IS NOT NULL;
CREATE INDEX story_starred ON story (starred_at) WHERE starred_at IS NOT NULL;
CREATE INDEX story_hidden ON story (at DESC) WHERE hidden_because IS NOT NULL;

CREATE TABLE story_alias (
    public_id TEXT PRIMARY KEY,
    story_id  INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX story_alias_story ON story_alias (story_id);

CREATE TABLE story_label (                         -- for selecting: topic, place, body, nation, event, citation
    type     TEXT NOT NULL,
    value    TEXT NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    PRIMARY KEY (type, value, story_id)
) WITHOUT ROWID;
CREATE INDEX story_label_story ON story_label (story_id);

CREATE TABLE entry (
    id                  INTEGER PRIMARY KEY,
    story_id            INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    feed_id             TEXT NOT NULL REFERENCES feed (id),
    key                 TEXT NOT NULL,             -- its identity within the feed
    guid                TEXT NOT NULL,
    link_key            TEXT NOT NULL,             -- the page's canonical key; '' where it is no identity
    title_key           TEXT NOT NULL,
    url                 TEXT,
    title               TEXT NOT NULL,
    summary             TEXT NOT NULL,
    summary_truncated   INTEGER NOT NULL,
    text                TEXT NOT NULL,
    author              TEXT NOT NULL,
    language            TEXT,
    page                TEXT NOT NULL DEFAULT '',  -- the whole story as its own page has it, where that was read
    categories          TEXT NOT NULL,             -- JSON list
    documents           TEXT NOT NULL DEFAULT '[]',  -- JSON list of [title, address] that its feed links to
    published_at        INTEGER,
    published_estimated INTEGER NOT NULL,
    published_raw       TEXT,
    dated_at            INTEGER,                   -- the date that the page bears now
    updated_at          INTEGER,
    first_seen_at       INTEGER NOT NULL,
    last_seen_at        INTEGER NOT NULL,
    revised_at          INTEGER,
    content_hash        TEXT NOT NULL,
    facts               TEXT NOT NULL,             -- JSON: what the sector's rules found in this entry alone
    filtered            TEXT NOT NULL DEFAULT '',  -- why it is none of the sector's
    rules               INTEGER NOT NULL DEFAULT 0,  -- the version of the rules that found both
    match               TEXT NOT NULL,             -- link, title or text: why it is in this story; or lead
    score               REAL NOT NULL,
    UNIQUE (feed_id, key)
);
CREATE INDEX entry_story ON entry (story_id);
CREATE INDEX entry_guid ON entry (feed_id, guid);
CREATE INDEX entry_link ON entry (link_key, id);
CREATE INDEX entry_title ON entry (feed_id, title_key);

CREATE TABLE article (                             -- how the reading of an entry's own page went
    entry_id     INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    url          TEXT NOT NULL,                    -- where it was found in the end
    asked_at     INTEGER NOT NULL,
    tries        INTEGER NOT NULL,                 -- in a row without an answer
    next_at      INTEGER,                          -- when to ask again; NULL: not by itself
    stopped      TEXT NOT NULL,                    -- why it is missing or not whole, in a word; '' where it is whole
    title        TEXT NOT NULL,
    author       TEXT NOT NULL,
    published_at INTEGER,
    block_quotes TEXT NOT NULL,                    -- JSON list
    documents    TEXT NOT NULL                     -- JSON list of [title, address]: the reports that it links to
);

CREATE TABLE robots (                              -- what sites say to programs; kept for a day
    origin     TEXT PRIMARY KEY,
    fetched_at INTEGER NOT NULL,
    status     INTEGER,
    body       BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE mark (                                -- name: a feed's id, a space and the entry's key
    name  TEXT NOT NULL,
    kind  TEXT NOT NULL,                           -- read, starred or hidden
    value INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (name, kind)
) WITHOUT ROWID;

CREATE TABLE pruned (                              -- what an entry is known again by
    id            INTEGER PRIMARY KEY,
    feed_id       TEXT NOT NULL REFERENCES feed (id),
    key           TEXT NOT NULL,
    guid          TEXT NOT NULL,
    link_key      TEXT NOT NULL,
    title_key     TEXT NOT NULL,
    published_at  INTEGER,
    first_seen_at INTEGER NOT NULL,
    content_hash  TEXT NOT NULL,
    pruned_at     INTEGER NOT NULL,
    UNIQUE (feed_id, key)
);
CREATE INDEX pruned_guid ON pruned (feed_id, guid);
CREATE INDEX pruned_link ON pruned (feed_id, link_key);
CREATE INDEX pruned_title ON pruned (feed_id, title_key);

CREATE TABLE verdict (                             -- one < other: a feed's id, a space and the entry's key
    one      TEXT NOT NULL,
    other    TEXT NOT NULL,
    together INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX verdict_other ON verdict (other);

CREATE TABLE word (
    word    TEXT PRIMARY KEY,
    entries INTEGER NOT NULL,
    capital INTEGER NOT NULL,
    lower   INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('worded', '0');           -- how many entries the words were counted in

CREATE TABLE wording (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    seen_at  INTEGER NOT NULL,
    words    BLOB NOT NULL
);
CREATE INDEX wording_seen ON wording (seen_at);

CREATE TABLE posting (
    word     TEXT NOT NULL,
    at       INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (word, at, entry_id)
) WITHOUT ROWID;

CREATE TABLE likeness (                            -- one < other
    one   INTEGER NOT NULL,
    other INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX likeness_other ON likeness (other, one);

CREATE TABLE entry_change (
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    at       INTEGER NOT NULL,
    field    TEXT NOT NULL,
    before   TEXT NOT NULL,
    after    TEXT NOT NULL
);
CREATE INDEX entry_change_entry ON entry_change (entry_id);

CREATE TABLE cursor (
    name     TEXT PRIMARY KEY,
    change   INTEGER NOT NULL,
    moved_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE cursor_skipped (
    name     TEXT NOT NULL REFERENCES cursor (name) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    PRIMARY KEY (name, story_id)
) WITHOUT ROWID;

CREATE INDEX cursor_skipped_story ON cursor_skipped (story_id);

CREATE TABLE cursor_hidden (                       -- what a rule had hidden when the cursor passed it
    name     TEXT NOT NULL REFERENCES cursor (name) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    PRIMARY KEY (name, story_id)
) WITHOUT ROWID;

CREATE INDEX cursor_hidden_story ON cursor_hidden (story_id);

CREATE TABLE cursor_shown (
    name TEXT NOT NULL REFERENCES cursor (name) ON DELETE CASCADE,
    id   TEXT NOT NULL,
    PRIMARY KEY (name, id)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
    title, summary, text, page,
    content='entry', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2"      -- no prefix indexes: they cost each entry more than a search saves
);
CREATE TRIGGER entry_search_insert AFTER INSERT ON entry BEGIN
    INSERT INTO search (rowid, title, summary, text, page)
    VALUES (new.id, new.title, new.summary, new.text, new.page);
END;
CREATE TRIGGER entry_search_delete AFTER DELETE ON entry BEGIN
    INSERT INTO search (search, rowid, title, summary, text, page)
    VALUES ('delete', old.id, old.title, old.summary, old.text, old.page);
END;
CREATE TRIGGER entry_search_update AFTER UPDATE OF title, summary, text, page ON entry BEGIN
    INSERT INTO search (search, rowid, title, summary, text, page)
    VALUES ('delete', old.id, old.title, old.summary, old.text, old.page);
    INSERT INTO search (rowid, title, summary, text, page)
    VALUES (new.id, new.title, new.summary, new.text, new.page);
END;
"""

# One script a version, in order: script number n leads from user_version n to n + 1.
MIGRATIONS: tuple[str, ...] = (_FIRST + VIEWS,)
VERSION = len(MIGRATIONS)
