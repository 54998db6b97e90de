"""The views of the store: what other programs may rely on. Times are RFC 3339, lists are JSON.

Part of the first migration: from the first release on they change by a migration of their own.
"""

VIEWS = """
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
       CASE e.id WHEN s.lead_entry_id THEN 'lead' ELSE e.match END AS match, e.score,
       e.id = s.lead_entry_id AS lead, e.rules
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
