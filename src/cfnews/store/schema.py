"""The schema as literature, and the numbered migrations that lead to it.

Times are whole seconds since 1970 in UTC; the views speak RFC 3339. `change` is a counter that only
grows: it orders what happened, whatever the clock did, and cursors remember a place in it.

    feed       one row a feed ever seen: the catalogue's last word, and how its last requests went
    host_hold  servers that asked to be left alone, and until when
    entry      one row a page of one feed: what the outlet says
    article    one row an entry whose own page was asked for; its text is the entry's. robots: which pages may be
    story      one row an event in the world: one or more entries, its lead, the reader's marks
    verdict    what the reader decided on two entries: one story, or two
    word       in how many entries a word ever stood, and how it was written
    wording    the words of the entries that are young enough to be joined by others; posting finds them by a
               word, likeness holds how alike two of them are. All three are pruned, and hold nothing that is
               not in entry
    cursor     where a reader stopped reading; cursor_skipped holds what it passed over unshown
"""

APPLICATION_ID = 0x63666E77  # "cfnw"

_FIRST = """
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('change', '0');

CREATE TABLE feed (
    id               TEXT PRIMARY KEY,
    name             TEXT NOT NULL,
    url              TEXT NOT NULL,
    section          TEXT NOT NULL,
    role             TEXT NOT NULL,
    nation           TEXT,
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
    newest_entry_at  INTEGER
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

CREATE TABLE story_label (                         -- for selecting: topic, place, body, nation, citation
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
    match               TEXT NOT NULL,             -- lead, guid, link, title or text: why it is in this story
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

CREATE VIEW v_stories AS
SELECT s.public_id AS id, e.title, e.url, e.summary, s.kind, s.section,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.at, 'unixepoch') AS published_at,
       e.published_estimated,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.first_seen_at, 'unixepoch') AS first_seen_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.revised_at, 'unixepoch') AS revised_at,
       s.sources, (SELECT public_id FROM story WHERE id = s.follows_id) AS follows,
       json_extract(s.facts, '$.topics') AS topics,
       (SELECT json_group_array(json_extract(value, '$.slug')) FROM json_each(s.facts, '$.places')) AS places,
       json_extract(s.facts, '$.bodies') AS bodies,
       json_extract(s.facts, '$.nations') AS nations,
       s.read_at IS NOT NULL AS read, s.starred_at IS NOT NULL AS starred, s.hidden_because
FROM story s JOIN entry e ON e.id = s.lead_entry_id;

CREATE VIEW v_sources AS
SELECT s.public_id AS story, e.feed_id AS feed, f.name, f.role, e.url, e.title, e.summary, e.author,
       strftime('%Y-%m-%dT%H:%M:%SZ', e.published_at, 'unixepoch') AS published_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', e.first_seen_at, 'unixepoch') AS first_seen_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', e.revised_at, 'unixepoch') AS revised_at,
       e.match, e.score, e.id = s.lead_entry_id AS lead
FROM entry e JOIN story s ON s.id = e.story_id JOIN feed f ON f.id = e.feed_id;

CREATE VIEW v_feeds AS
SELECT f.id, f.name, f.url, f.section, f.role, f.nation, f.enabled, f.listed, f.status, f.http_status,
       f.error_code, f.error_message, f.fault, f.failures,
       strftime('%Y-%m-%dT%H:%M:%SZ', f.last_success_at, 'unixepoch') AS last_success_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', f.next_check_at, 'unixepoch') AS next_check_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', f.newest_entry_at, 'unixepoch') AS newest_entry_at,
       (SELECT count(*) FROM entry WHERE feed_id = f.id) AS entries
FROM feed f;

CREATE VIEW v_events AS
SELECT s.public_id AS story, json_extract(value, '$.type') AS type, json_extract(value, '$.place') AS place,
       json_extract(value, '$.grade') AS grade, json_extract(value, '$.area') AS area,
       json_extract(value, '$.direction') AS direction, json_extract(value, '$.date') AS date,
       json_extract(value, '$.ordinal') AS ordinal, json_extract(value, '$.quote') AS quote
FROM story s, json_each(s.facts, '$.events');

CREATE VIEW v_figures AS
SELECT s.public_id AS story, json_extract(value, '$.value') AS value, json_extract(value, '$.unit') AS unit,
       json_extract(value, '$.period') AS period, json_extract(value, '$.subject') AS subject,
       json_extract(value, '$.comparison.value') AS comparison_value,
       json_extract(value, '$.comparison.period') AS comparison_period, json_extract(value, '$.quote') AS quote
FROM story s, json_each(s.facts, '$.figures');
"""

# One script a version, in order: script number n leads from user_version n to n + 1.
MIGRATIONS: tuple[str, ...] = (_FIRST,)
VERSION = len(MIGRATIONS)
