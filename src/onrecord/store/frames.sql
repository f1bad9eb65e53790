-- The fifth schema of a store: users' own frames of events beside their actors.

-- Users' own files of frames, as they were when reports were read with them.
CREATE TABLE frame_tables (
    sha256 TEXT PRIMARY KEY, -- hash of the file
    name TEXT NOT NULL, -- its name
    yaml BLOB NOT NULL -- the file, byte by byte
) WITHOUT ROWID;
