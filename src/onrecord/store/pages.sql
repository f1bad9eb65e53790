-- The fourth schema of a store: what the pages of the site count over and look through.

-- How much passes between two in both directions, all days together (newest versions only): the sums of `dyads`.
CREATE TABLE pairs (
    first TEXT NOT NULL, -- the code that comes first in the alphabet
    second TEXT NOT NULL, -- the other code
    statements INTEGER NOT NULL DEFAULT 0, -- statements by one to the other
    events INTEGER NOT NULL DEFAULT 0, -- events by one towards the other
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX pairs_second ON pairs (second);
CREATE INDEX pairs_most ON pairs (statements + events);
INSERT INTO pairs (first, second, statements, events)
SELECT min(source, target), max(source, target), sum(statements), sum(events) FROM dyads
WHERE source != target GROUP BY 1, 2;
CREATE TRIGGER pairs_added AFTER INSERT ON dyads WHEN new.source != new.target BEGIN
    INSERT INTO pairs (first, second, statements, events)
    VALUES (min(new.source, new.target), max(new.source, new.target), new.statements, new.events)
    ON CONFLICT (first, second)
    DO UPDATE SET statements = statements + excluded.statements, events = events + excluded.events;
END;
CREATE TRIGGER pairs_changed AFTER UPDATE OF statements, events ON dyads WHEN new.source != new.target BEGIN
    UPDATE pairs SET statements = statements + new.statements - old.statements, events = events + new.events - old.events
    WHERE first = min(new.source, new.target) AND second = max(new.source, new.target);
END;
CREATE TRIGGER pairs_gone AFTER DELETE ON dyads WHEN old.source != old.target BEGIN
    UPDATE pairs SET statements = statements - old.statements, events = events - old.events
    WHERE first = min(old.source, old.target) AND second = max(old.source, old.target);
    DELETE FROM pairs WHERE first = min(old.source, old.target) AND second = max(old.source, old.target)
        AND statements = 0 AND events = 0;
END;

CREATE INDEX reports_over_time ON reports (published, outlet, superseded_by);
CREATE INDEX statements_code_outlet ON statements (code, superseded, outlet, day);
