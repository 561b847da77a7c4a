/**
 * The shape of the store, version by version: entry n leads from version n to n + 1 (`PRAGMA user_version`).
 * Entries are only ever added; a released one never changes, because stores in the field have run it.
 */
export const migrations: readonly string[] = [
  `
  -- Settings that differ from their default, by dotted name; the value is JSON. What nobody changed follows
  -- the defaults of the app's version.
  CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- One row per setting changed. Times are epoch ms, values JSON.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    user TEXT NOT NULL,
    setting TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_time ON audit (at_ms);
  -- What the page has to say until the settings are saved; at most one row per code.
  CREATE TABLE notice (code TEXT NOT NULL PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- Searches that the app has created in QRadar and not deleted yet; user: who may delete it, NULL where not known.
  CREATE TABLE search (
    id TEXT NOT NULL PRIMARY KEY,
    user TEXT,
    created_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Validations of techniques; scope: a hash of whose rights may see them; record: JSON.
  CREATE TABLE validation (
    scope TEXT NOT NULL,
    id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (scope, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX validation_by_time ON validation (scope, created_ms);
  `,
];
