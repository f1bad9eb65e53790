-- The first schema of a store. Each line's comment is what docs/store.md says of the column; each table's comment stands
-- before it. Offsets (start, stop) count code points of reports.text; "stop" is the record's "end", a word of SQL.

-- The reports, one row for each text that was read.
CREATE TABLE reports (
    id TEXT PRIMARY KEY, -- the record's `report.id`, made from the text
    sha256 TEXT NOT NULL, -- SHA-256 of the text
    title TEXT, -- the headline, or the first line where there is none
    outlet TEXT, -- who published it
    published TEXT, -- day of publication
    published_basis TEXT, -- how the day is known
    url TEXT, -- where it was published
    language TEXT, -- language of the text
    byline TEXT, -- who wrote it
    place TEXT, -- place of the dateline
    country TEXT, -- state of the dateline's place, ISO 3166-1 alpha-3
    agency TEXT, -- agency of the dateline
    text TEXT NOT NULL, -- the report as it came in
    words INTEGER NOT NULL, -- how many words it has
    statements INTEGER NOT NULL, -- how many statements were read out of it
    events INTEGER NOT NULL, -- how many events
    ties INTEGER NOT NULL, -- how many ties
    reader_version TEXT NOT NULL, -- version of onrecord that read it
    model TEXT NOT NULL, -- language pipeline that read it
    model_sha256 TEXT, -- hash of that pipeline
    as_of TEXT NOT NULL, -- the newest day that it could be of
    source TEXT, -- where it came from: file, member and number, or address
    format TEXT, -- format of that source
    changed TEXT, -- version or moment of change, as the source gives it
    superseded_by TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED, -- the newer version at the same address
    added_at TEXT NOT NULL -- when it was first added (UTC)
);
CREATE INDEX reports_sha256 ON reports (sha256);
CREATE INDEX reports_outlet ON reports (outlet, superseded_by);
CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_url ON reports (url) WHERE url IS NOT NULL;
CREATE INDEX reports_language ON reports (language);
CREATE INDEX reports_country ON reports (country);
CREATE INDEX reports_agency ON reports (agency);
CREATE INDEX reports_basis ON reports (published_basis);
CREATE INDEX reports_superseded ON reports (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX reports_reader ON reports (reader_version, model);

-- The whole record of each report, for the exact way back.
CREATE TABLE records (
    report TEXT PRIMARY KEY REFERENCES reports (id), -- the report
    json BLOB NOT NULL, -- the record as JSON, compressed by zlib; without the text, which stands in `reports`, unless SQLite cannot hold it exactly
    given TEXT NOT NULL -- what was known beside the text, as JSON: day, outlet, address, day in the source, own actors and frames (by hash)
) WITHOUT ROWID;

-- Persons and institutions that say something under a name: one row for each name and code.
CREATE TABLE speakers (
    id TEXT PRIMARY KEY, -- made from name and code
    name TEXT NOT NULL, -- name of the person or institution
    code TEXT, -- for whom it speaks: ISO 3166-1 alpha-3, or the organisation's short name
    sector TEXT, -- PLOVER sector
    statements INTEGER NOT NULL DEFAULT 0, -- statements in reports that no newer version has taken the place of
    first_day TEXT, -- day of the first of them
    last_day TEXT -- day of the last of them
);
CREATE INDEX speakers_name ON speakers (name COLLATE NOCASE);
CREATE INDEX speakers_code ON speakers (code);
CREATE INDEX speakers_sector ON speakers (sector);
CREATE INDEX speakers_statements ON speakers (statements);

-- The statements: who said what to whom, through whom.
CREATE TABLE statements (
    id TEXT PRIMARY KEY, -- made from the report's id and where cue and content stand; the same after an upgrade
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number TEXT NOT NULL, -- its id in the record, such as s1
    speaker TEXT REFERENCES speakers (id), -- the speaker, where named
    speaker_name TEXT, -- name, else organisation, role or words of the speaker
    cue TEXT NOT NULL, -- the words that mark the saying
    content TEXT NOT NULL, -- what was said; pieces parted by …
    day TEXT, -- when it was said, else when it was published
    said_on TEXT, -- when it was said
    outlet TEXT, -- who published the report
    published TEXT, -- when the report was published
    kind TEXT NOT NULL, -- direct, indirect or mixed
    part TEXT NOT NULL, -- headline, subheadline or body
    lemma TEXT, -- dictionary form of the cue
    force TEXT NOT NULL, -- what kind of saying it is
    modality TEXT, -- hedged, future or conditional
    role TEXT, -- the speaker's role
    organisation TEXT, -- the speaker's organisation
    code TEXT, -- for whom the speaker speaks
    sector TEXT, -- the speaker's PLOVER sector
    named INTEGER NOT NULL, -- 1 for a speaker called by name
    unnamed_reason TEXT, -- the words that say why there is no name
    venue_kind TEXT, -- how it was said: interview, post, ...
    venue_outlet TEXT, -- to which outlet it was said
    chain TEXT, -- from the mouth to the report, oldest first
    addressee_name TEXT, -- to whom
    addressee_code TEXT, -- code of the addressee
    about TEXT, -- what it is about, a JSON list
    within TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED, -- the statement that reports it
    confidence REAL NOT NULL, -- probability that it is right
    start INTEGER NOT NULL, -- where the content begins
    stop INTEGER NOT NULL, -- where the content ends
    superseded INTEGER NOT NULL DEFAULT 0 -- 1 where a newer version has taken the report's place
);
CREATE UNIQUE INDEX statements_report ON statements (report, number);
CREATE INDEX statements_speaker ON statements (speaker, superseded, day);
CREATE INDEX statements_speaker_name ON statements (speaker_name, superseded, day);
CREATE INDEX statements_day ON statements (day, superseded);
CREATE INDEX statements_outlet ON statements (outlet, superseded, day);
CREATE INDEX statements_published ON statements (published, superseded, day);
CREATE INDEX statements_kind ON statements (kind, superseded, day);
CREATE INDEX statements_part ON statements (part, superseded, day);
CREATE INDEX statements_lemma ON statements (lemma, superseded, day);
CREATE INDEX statements_force ON statements (force, superseded, day);
CREATE INDEX statements_modality ON statements (modality, superseded, day);
CREATE INDEX statements_organisation ON statements (organisation, superseded, day);
CREATE INDEX statements_code ON statements (code, superseded, day);
CREATE INDEX statements_sector ON statements (sector, superseded, day);
CREATE INDEX statements_named ON statements (named, superseded, day);
CREATE INDEX statements_venue_kind ON statements (venue_kind, superseded, day);
CREATE INDEX statements_venue_outlet ON statements (venue_outlet, superseded, day);
CREATE INDEX statements_addressee ON statements (addressee_code, superseded, day);
CREATE INDEX statements_superseded ON statements (superseded);
CREATE INDEX statements_within ON statements (within) WHERE within IS NOT NULL;

-- Further speakers of joint statements.
CREATE TABLE co_speakers (
    statement TEXT NOT NULL REFERENCES statements (id), -- the statement
    number INTEGER NOT NULL, -- from 1
    speaker TEXT REFERENCES speakers (id), -- the speaker, where named
    speaker_name TEXT, -- name, else organisation, role or words of the speaker
    role TEXT, -- role
    organisation TEXT, -- organisation
    code TEXT, -- for whom the speaker speaks
    sector TEXT, -- PLOVER sector
    named INTEGER NOT NULL, -- 1 for a speaker called by name
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE INDEX co_speakers_speaker ON co_speakers (speaker);
CREATE INDEX co_speakers_code ON co_speakers (code);

-- The chain of each statement, station by station.
CREATE TABLE hops (
    statement TEXT NOT NULL REFERENCES statements (id), -- the statement
    number INTEGER NOT NULL, -- from 1, the speaker first
    name TEXT, -- who carried it
    kind TEXT NOT NULL, -- speaker, agency, television, ...
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE INDEX hops_name ON hops (name);
CREATE INDEX hops_kind ON hops (kind);

-- The events: who did what to whom, and who vouches for it.
CREATE TABLE events (
    id TEXT PRIMARY KEY, -- made from the report's id, type, trigger and parties; the same after an upgrade
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number TEXT NOT NULL, -- its id in the record, such as e1
    type TEXT NOT NULL, -- PLOVER type
    mode TEXT, -- PLOVER mode
    status TEXT NOT NULL, -- actual, planned, denied, ...
    actors TEXT, -- codes of the actors, parted by spaces
    recipients TEXT, -- codes of the recipients, parted by spaces
    words TEXT, -- the words of the trigger
    voice TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED, -- the statement that vouches for it; null for the outlet
    day TEXT, -- when it happened, else when the report was published
    date TEXT, -- when it happened
    place TEXT, -- where
    contexts TEXT, -- PLOVER contexts, a JSON list
    outlet TEXT, -- who published the report
    published TEXT, -- when the report was published
    confidence REAL NOT NULL, -- probability that it is right
    start INTEGER, -- where the trigger begins
    stop INTEGER, -- where the trigger ends
    superseded INTEGER NOT NULL DEFAULT 0 -- 1 where a newer version has taken the report's place
);
CREATE UNIQUE INDEX events_report ON events (report, number);
CREATE INDEX events_type ON events (type, superseded, day);
CREATE INDEX events_mode ON events (mode, superseded, day);
CREATE INDEX events_status ON events (status, superseded, day);
CREATE INDEX events_actors ON events (actors, superseded, day);
CREATE INDEX events_recipients ON events (recipients, superseded, day);
CREATE INDEX events_day ON events (day, superseded);
CREATE INDEX events_outlet ON events (outlet, superseded, day);
CREATE INDEX events_place ON events (place, superseded, day);
CREATE INDEX events_voice ON events (voice);
CREATE INDEX events_superseded ON events (superseded);

-- Actors and recipients of events.
CREATE TABLE event_parties (
    event TEXT NOT NULL REFERENCES events (id), -- the event
    side TEXT NOT NULL, -- actor or recipient
    number INTEGER NOT NULL, -- from 1 on each side
    code TEXT, -- state or organisation
    sector TEXT, -- PLOVER sector
    text TEXT, -- the words that name it
    PRIMARY KEY (event, side, number)
) WITHOUT ROWID;
CREATE INDEX event_parties_code ON event_parties (code, side);
CREATE INDEX event_parties_sector ON event_parties (sector, side);

-- The ties that events and statements leave in a state.
CREATE TABLE ties (
    id TEXT PRIMARY KEY, -- made from the report's id, kind, state, parties and evidence; the same after an upgrade
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number TEXT NOT NULL, -- its id in the record, such as t1
    kind TEXT NOT NULL, -- dialogue, sanctions, ...
    state TEXT NOT NULL, -- open, suspended, ended, ...
    between_codes TEXT, -- codes of those tied, parted by spaces
    by_codes TEXT, -- codes of those who did it, parted by spaces
    since TEXT, -- since when
    day TEXT, -- since when, else when the report was published
    words TEXT, -- the words of the evidence
    voice TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED, -- the statement that vouches for it; null for the outlet
    outlet TEXT, -- who published the report
    published TEXT, -- when the report was published
    start INTEGER, -- where the evidence begins
    stop INTEGER, -- where the evidence ends
    superseded INTEGER NOT NULL DEFAULT 0 -- 1 where a newer version has taken the report's place
);
CREATE UNIQUE INDEX ties_report ON ties (report, number);
CREATE INDEX ties_kind ON ties (kind, superseded, day);
CREATE INDEX ties_state ON ties (state, superseded, day);
CREATE INDEX ties_between ON ties (between_codes, superseded, day);
CREATE INDEX ties_day ON ties (day, superseded);
CREATE INDEX ties_outlet ON ties (outlet, superseded, day);
CREATE INDEX ties_voice ON ties (voice);
CREATE INDEX ties_superseded ON ties (superseded);

-- Those tied, and those who did it.
CREATE TABLE tie_parties (
    tie TEXT NOT NULL REFERENCES ties (id), -- the tie
    role TEXT NOT NULL, -- between or by
    number INTEGER NOT NULL, -- from 1 in each role
    code TEXT NOT NULL, -- state or organisation
    PRIMARY KEY (tie, role, number)
) WITHOUT ROWID;
CREATE INDEX tie_parties_code ON tie_parties (code, role);

-- Persons, states, organisations, groups, places and outlets of each report; their mentions stand in `spans`.
CREATE TABLE actors (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number TEXT NOT NULL, -- its id in the record, such as a1
    kind TEXT NOT NULL, -- person, state, organisation, group, place or outlet
    name TEXT, -- name
    code TEXT, -- state or organisation
    sector TEXT, -- PLOVER sector
    roles TEXT, -- the words for what a person is; parted by …
    part_of TEXT, -- number of the actor to which it belongs
    code_basis TEXT, -- how the code is known
    mentions INTEGER NOT NULL, -- how often it is mentioned
    confidence REAL NOT NULL, -- how sure identity and code are
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX actors_name ON actors (name COLLATE NOCASE);
CREATE INDEX actors_code ON actors (code);
CREATE INDEX actors_kind ON actors (kind);
CREATE INDEX actors_sector ON actors (sector);

-- Time expressions.
CREATE TABLE dates (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number INTEGER NOT NULL, -- from 1, in text order
    type TEXT NOT NULL, -- TIMEX3 type
    value TEXT, -- TIMEX3 value
    text TEXT NOT NULL, -- the words
    start INTEGER NOT NULL, -- where they begin
    stop INTEGER NOT NULL, -- where they end
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX dates_value ON dates (value);
CREATE INDEX dates_type ON dates (type);

-- Wording that takes a side.
CREATE TABLE terms (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number INTEGER NOT NULL, -- from 1, in text order
    text TEXT NOT NULL, -- the words
    refers_to TEXT NOT NULL, -- the plain referent
    used_by TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED, -- the statement that uses it; null for the outlet
    start INTEGER NOT NULL, -- where the words begin
    stop INTEGER NOT NULL, -- where they end
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX terms_text ON terms (text);
CREATE INDEX terms_refers_to ON terms (refers_to);
CREATE INDEX terms_used_by ON terms (used_by) WHERE used_by IS NOT NULL;

-- Numbers with their units.
CREATE TABLE figures (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number INTEGER NOT NULL, -- from 1, in text order
    text TEXT NOT NULL, -- the words
    value REAL, -- the number
    low REAL, -- lower end of a range
    high REAL, -- upper end of a range
    unit TEXT, -- of what
    voice TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED, -- the statement that vouches for it; null for the outlet
    start INTEGER NOT NULL, -- where the words begin
    stop INTEGER NOT NULL, -- where they end
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX figures_unit ON figures (unit, value);
CREATE INDEX figures_voice ON figures (voice) WHERE voice IS NOT NULL;

-- What the outlet asserts itself.
CREATE TABLE own_voice (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number INTEGER NOT NULL, -- from 1, in text order
    text TEXT NOT NULL, -- the words
    start INTEGER NOT NULL, -- where they begin
    stop INTEGER NOT NULL, -- where they end
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

-- What one should know about the reading of a report.
CREATE TABLE notices (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    number INTEGER NOT NULL, -- from 1
    code TEXT NOT NULL, -- which notice (docs/notices.md)
    message TEXT NOT NULL, -- the notice in words
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX notices_code ON notices (code);

-- Every evidence span of statements, events, ties and actors.
CREATE TABLE spans (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    item TEXT NOT NULL, -- the item's number in the record: s1, e1, t1, a1
    field TEXT NOT NULL, -- cue, speaker, content, quoted, inserted, venue, chain.2, addressee, co_speaker.1, actor.1, mention, ...
    number INTEGER NOT NULL, -- from 1 in each field
    start INTEGER NOT NULL, -- where it begins
    stop INTEGER NOT NULL, -- where it ends
    text TEXT NOT NULL, -- the words
    PRIMARY KEY (report, item, field, number)
) WITHOUT ROWID;

-- Reports that say what a report in the store says already: linked to it, and not read again.
CREATE TABLE copies (
    id TEXT PRIMARY KEY, -- made from place and text
    place TEXT NOT NULL, -- where the copy came from
    report TEXT NOT NULL REFERENCES reports (id), -- the report that it copies
    sha256 TEXT NOT NULL, -- SHA-256 of the copy's text
    title TEXT, -- its first line
    outlet TEXT, -- who published the copy
    url TEXT, -- where it was published
    published TEXT, -- when, as the source says
    similarity REAL NOT NULL, -- share of word sequences that both have of those that either has
    text BLOB, -- the copy's text, compressed by zlib; null where it is the report's
    added_at TEXT NOT NULL -- when it was added (UTC)
);
CREATE INDEX copies_report ON copies (report);
CREATE INDEX copies_sha256 ON copies (sha256);
CREATE INDEX copies_outlet ON copies (outlet);
CREATE INDEX copies_published ON copies (published);
CREATE INDEX copies_url ON copies (url) WHERE url IS NOT NULL;

-- Sketches by which copies are found: each report under sixteen hashes of its word sequences.
CREATE TABLE sketches (
    band INTEGER NOT NULL, -- hash of a part of the sketch
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    PRIMARY KEY (band, report)
) WITHOUT ROWID;

-- Versions of one report at one address, a row for each that a newer one has taken the place of.
CREATE TABLE revisions (
    older TEXT PRIMARY KEY REFERENCES reports (id), -- the older version
    newer TEXT NOT NULL REFERENCES reports (id), -- the version that took its place
    url TEXT, -- the address of both
    added INTEGER NOT NULL, -- statements of the newer that the older does not have
    removed INTEGER NOT NULL, -- statements of the older that the newer does not have
    kept INTEGER NOT NULL -- statements of both
);
CREATE INDEX revisions_newer ON revisions (newer);
CREATE INDEX revisions_url ON revisions (url);

-- What was said added, removed or kept between two versions.
CREATE TABLE revised_statements (
    older TEXT NOT NULL REFERENCES revisions (older), -- the revision
    number INTEGER NOT NULL, -- from 1
    change TEXT NOT NULL, -- added, removed or kept
    statement TEXT NOT NULL, -- the statement; of the newer version where kept
    older_statement TEXT, -- where kept, the same statement of the older version
    PRIMARY KEY (older, number)
) WITHOUT ROWID;
CREATE INDEX revised_statements_statement ON revised_statements (statement);
CREATE INDEX revised_statements_change ON revised_statements (change);

-- What the source says of a report beside its text: embargo, correction, byline and the like.
CREATE TABLE source_notes (
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    code TEXT NOT NULL, -- which note (docs/intake.md)
    text TEXT NOT NULL, -- its words
    PRIMARY KEY (report, code, text)
) WITHOUT ROWID;
CREATE INDEX source_notes_code ON source_notes (code);

-- What could not be read, kept aside.
CREATE TABLE bad (
    id TEXT PRIMARY KEY, -- made from place, reason and first bytes
    place TEXT NOT NULL, -- where it stands
    reason TEXT NOT NULL, -- what is wrong with it
    remedy TEXT, -- what to do
    start BLOB, -- its first bytes
    met_at TEXT NOT NULL -- when it was met (UTC)
);
CREATE INDEX bad_place ON bad (place);
CREATE INDEX bad_reason ON bad (reason);

-- What became of each place of the input, so that an interrupted `add` goes on where it was.
CREATE TABLE journal (
    place TEXT PRIMARY KEY, -- where it stands
    sha256 TEXT, -- SHA-256 of the text that stood there
    outcome TEXT NOT NULL, -- report, copy or bad
    report TEXT REFERENCES reports (id), -- the report that it is, or copies
    changed TEXT -- version or moment of change, as the source gave it
) WITHOUT ROWID;
CREATE INDEX journal_outcome ON journal (outcome);
CREATE INDEX journal_report ON journal (report);

-- Users' notes; they survive when a report is read anew.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, -- number
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    item TEXT NOT NULL, -- id of the report, statement, event or tie
    text TEXT NOT NULL, -- the note
    author TEXT, -- who wrote it
    at TEXT NOT NULL -- when (UTC)
);
CREATE INDEX notes_item ON notes (item);
CREATE INDEX notes_report ON notes (report);

-- Users' corrections, as an overlay; they survive when a report is read anew.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, -- number
    report TEXT NOT NULL REFERENCES reports (id), -- the report
    item TEXT NOT NULL, -- id of the report, statement, event or tie
    field TEXT NOT NULL, -- which field, such as speaker.name
    was TEXT, -- what was read, as JSON
    value TEXT, -- what it should be, as JSON
    reason TEXT, -- why
    author TEXT, -- who says so
    at TEXT NOT NULL -- when (UTC)
);
CREATE INDEX corrections_item ON corrections (item);
CREATE INDEX corrections_report ON corrections (report);
CREATE INDEX corrections_field ON corrections (field);

-- How much there is of each month (newest versions only).
CREATE TABLE months (
    month TEXT PRIMARY KEY, -- such as 2026-05
    reports INTEGER NOT NULL DEFAULT 0, -- reports published
    statements INTEGER NOT NULL DEFAULT 0, -- statements made
    events INTEGER NOT NULL DEFAULT 0 -- events
) WITHOUT ROWID;

-- How much passes between two in each month: what is said to whom, and done to whom (newest versions only).
CREATE TABLE dyads (
    source TEXT NOT NULL, -- code of the speaker or actor
    target TEXT NOT NULL, -- code of the addressee or recipient
    month TEXT NOT NULL, -- such as 2026-05; empty where no day is known
    statements INTEGER NOT NULL DEFAULT 0, -- statements by the source to the target
    events INTEGER NOT NULL DEFAULT 0, -- events by the source towards the target
    PRIMARY KEY (source, target, month)
) WITHOUT ROWID;
CREATE INDEX dyads_target ON dyads (target);
CREATE INDEX dyads_month ON dyads (month);

-- Facts about the store itself.
CREATE TABLE meta (
    key TEXT PRIMARY KEY, -- which fact: record (the contract of its records), made_by (the version that made the store)
    value TEXT NOT NULL -- its value
) WITHOUT ROWID;

-- Users' own tables of actors, as they were when reports were read with them.
CREATE TABLE actor_tables (
    sha256 TEXT PRIMARY KEY, -- hash of the table
    name TEXT NOT NULL, -- its file
    csv BLOB NOT NULL -- the table, byte by byte
) WITHOUT ROWID;

-- Full text of statements.
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    content, speaker_name,
    content='statements', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_fts_added AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, content, speaker_name) VALUES (new.rowid, new.content, new.speaker_name);
END;
CREATE TRIGGER statements_fts_gone AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, content, speaker_name)
    VALUES ('delete', old.rowid, old.content, old.speaker_name);
END;
CREATE TRIGGER statements_fts_changed AFTER UPDATE OF content, speaker_name ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, content, speaker_name)
    VALUES ('delete', old.rowid, old.content, old.speaker_name);
    INSERT INTO statements_fts (rowid, content, speaker_name) VALUES (new.rowid, new.content, new.speaker_name);
END;

-- Full text of reports.
CREATE VIRTUAL TABLE reports_fts USING fts5 (
    title, text,
    content='reports', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_fts_added AFTER INSERT ON reports BEGIN
    INSERT INTO reports_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TRIGGER reports_fts_gone AFTER DELETE ON reports BEGIN
    INSERT INTO reports_fts (reports_fts, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text);
END;
CREATE TRIGGER reports_fts_changed AFTER UPDATE OF title, text ON reports
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
    INSERT INTO reports_fts (reports_fts, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text);
    INSERT INTO reports_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

-- Where each actor is mentioned.
CREATE VIEW actor_mentions AS
SELECT spans.report, spans.item AS actor, actors.name, actors.code, spans.number, spans.start, spans.stop, spans.text
FROM spans JOIN actors ON actors.report = spans.report AND actors.number = spans.item
WHERE spans.field = 'mention';

-- Who said what: newest versions only, with the title of the report.
CREATE VIEW said AS
SELECT statements.id, statements.day, statements.speaker_name, statements.role, statements.code, statements.cue,
    statements.content, statements.kind, statements.force, statements.addressee_code, statements.outlet,
    statements.chain, statements.confidence, reports.title, reports.url, statements.report
FROM statements JOIN reports ON reports.id = statements.report
WHERE statements.superseded = 0;

-- Who did what to whom: newest versions only, with who vouches for it.
CREATE VIEW done AS
SELECT events.id, events.day, events.actors, events.type, events.mode, events.recipients, events.status, events.words,
    coalesce(statements.speaker_name, events.outlet) AS voice, events.outlet, events.confidence, reports.title,
    reports.url, events.report
FROM events JOIN reports ON reports.id = events.report LEFT JOIN statements ON statements.id = events.voice
WHERE events.superseded = 0;

-- Notes and corrections, with whether the item that they are about is still read out of its report.
CREATE VIEW remarks AS
SELECT 'note' AS kind, notes.id, notes.report, notes.item, NULL AS field, notes.text, notes.author, notes.at,
    EXISTS (SELECT 1 FROM statements WHERE id = notes.item) OR EXISTS (SELECT 1 FROM events WHERE id = notes.item)
        OR EXISTS (SELECT 1 FROM ties WHERE id = notes.item) OR notes.item = notes.report AS present
FROM notes
UNION ALL
SELECT 'correction', corrections.id, corrections.report, corrections.item, corrections.field, corrections.value,
    corrections.author, corrections.at,
    EXISTS (SELECT 1 FROM statements WHERE id = corrections.item) OR EXISTS (SELECT 1 FROM events WHERE id = corrections.item)
        OR EXISTS (SELECT 1 FROM ties WHERE id = corrections.item) OR corrections.item = corrections.report AS present
FROM corrections;
