-- The second schema of a store: what questions need to be answered fast (see schema.sql for how to read the comments).

-- Names of persons, institutions and states, each once, by which they are found; a name stays when nobody bears it any more.
CREATE TABLE names (
    name TEXT PRIMARY KEY, -- the name
    words TEXT NOT NULL -- its words without capitals, accents, hyphens and points
);

-- Full text of names.
CREATE VIRTUAL TABLE names_fts USING fts5 (words, content='names', tokenize='unicode61 remove_diacritics 0');
CREATE TRIGGER names_fts_added AFTER INSERT ON names BEGIN
    INSERT INTO names_fts (rowid, words) VALUES (new.rowid, new.words);
END;

-- What statements are about, one row for each subject.
CREATE TABLE topics (
    statement TEXT NOT NULL REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED, -- the statement
    topic TEXT NOT NULL, -- code or words of what it is about
    PRIMARY KEY (statement, topic)
) WITHOUT ROWID;
CREATE INDEX topics_topic ON topics (topic);
CREATE TRIGGER topics_added AFTER INSERT ON statements WHEN new.about IS NOT NULL BEGIN
    INSERT OR IGNORE INTO topics (statement, topic) SELECT new.id, value FROM json_each(new.about);
END;
CREATE TRIGGER topics_gone AFTER DELETE ON statements WHEN old.about IS NOT NULL BEGIN
    DELETE FROM topics WHERE statement = old.id;
END;
INSERT INTO topics (statement, topic)
SELECT DISTINCT statements.id, value FROM statements, json_each(statements.about) WHERE about IS NOT NULL;

-- The contexts of events, one row for each.
CREATE TABLE event_contexts (
    event TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED, -- the event
    context TEXT NOT NULL, -- PLOVER context
    PRIMARY KEY (event, context)
) WITHOUT ROWID;
CREATE INDEX event_contexts_context ON event_contexts (context);
CREATE TRIGGER event_contexts_added AFTER INSERT ON events WHEN new.contexts IS NOT NULL BEGIN
    INSERT OR IGNORE INTO event_contexts (event, context) SELECT new.id, value FROM json_each(new.contexts);
END;
CREATE TRIGGER event_contexts_gone AFTER DELETE ON events WHEN old.contexts IS NOT NULL BEGIN
    DELETE FROM event_contexts WHERE event = old.id;
END;
INSERT INTO event_contexts (event, context)
SELECT DISTINCT events.id, value FROM events, json_each(events.contexts) WHERE contexts IS NOT NULL;

CREATE INDEX statements_addressee_name ON statements (addressee_name, superseded, day);
-- Events whose day is coarser than a day, or none: no bounds of days leave them out by the other index.
CREATE INDEX events_coarse ON events (day) WHERE day NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
