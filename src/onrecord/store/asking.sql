-- The third schema of a store: indexes by which every question finds its rows, the newest first.
DROP INDEX statements_superseded;
CREATE INDEX statements_superseded ON statements (superseded, day);
DROP INDEX events_superseded;
CREATE INDEX events_superseded ON events (superseded, day);
DROP INDEX ties_superseded;
CREATE INDEX ties_superseded ON ties (superseded, day);
CREATE INDEX co_speakers_name ON co_speakers (speaker_name);
CREATE INDEX co_speakers_sector ON co_speakers (sector);
CREATE INDEX co_speakers_named ON co_speakers (named);
