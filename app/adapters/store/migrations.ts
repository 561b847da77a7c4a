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
  `
  -- Whose sessions QRadar shows the same data; told apart by a hash of the scope.
  CREATE TABLE triage_scope (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE) STRICT;
  -- One row per scope and finding that a run has found (version 0) or somebody has decided about. Times are epoch ms, was_high 0
  -- or 1; note: the act whose note is the latest; reopened, known and subject are JSON, known is set where it is closed.
  CREATE TABLE triage (
    id INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL,
    finding TEXT NOT NULL,
    first_seen_ms INTEGER NOT NULL,
    last_run_ms INTEGER NOT NULL,
    was_high INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    assignee TEXT,
    note INTEGER,
    user TEXT,
    at_ms INTEGER,
    reopened TEXT,
    known TEXT,
    subject TEXT,
    UNIQUE (scope, finding)
  ) STRICT;
  CREATE INDEX triage_by_change ON triage (scope, at_ms, id) WHERE version > 0;
  CREATE INDEX triage_by_state ON triage (scope, state, at_ms, id) WHERE version > 0;
  CREATE INDEX triage_closed ON triage (at_ms) WHERE version > 0 AND known IS NOT NULL;
  CREATE INDEX triage_seen ON triage (last_run_ms) WHERE version = 0;
  -- What somebody, or the app (user NULL), did to some findings at once. taken_back: it was undone.
  CREATE TABLE triage_act (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL,
    user TEXT,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    offense INTEGER,
    findings INTEGER NOT NULL,
    taken_back INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX triage_act_of ON triage_act (scope, user, id) WHERE kind = 'decided' AND taken_back = 0;
  -- What an act did to one finding: as it was afterwards, and, as JSON, what it was before.
  CREATE TABLE triage_event (
    id INTEGER PRIMARY KEY,
    triage INTEGER NOT NULL,
    act INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    assignee TEXT,
    since TEXT,
    before TEXT NOT NULL
  ) STRICT;
  CREATE INDEX triage_event_of ON triage_event (triage, id);
  CREATE INDEX triage_event_by_act ON triage_event (act);
  -- The visit of a user, and when the one before it ended.
  CREATE TABLE visit (
    scope INTEGER NOT NULL,
    user TEXT NOT NULL,
    last_ms INTEGER NOT NULL,
    since_ms INTEGER,
    PRIMARY KEY (scope, user)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What is or was to be told to QRadar. cause: what it is about, so that it is told once; state: waiting, sent, left-out;
  -- body: JSON, as long as it waits; at_ms: when it came about, or was sent.
  CREATE TABLE signal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cause TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT
  ) STRICT;
  CREATE INDEX signal_waiting ON signal (id) WHERE state = 'waiting';
  CREATE INDEX signal_left_out ON signal (id) WHERE state = 'left-out';
  `,
  `
  -- Guides that administrators have written instead of the app's, as Markdown.
  CREATE TABLE guide (
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    user TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (name, language)
  ) STRICT;
  -- Steps of guides that are done for a finding: scope is that of triage_scope.
  CREATE TABLE guide_step (
    scope INTEGER NOT NULL,
    finding TEXT NOT NULL,
    guide TEXT NOT NULL,
    step TEXT NOT NULL,
    user TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (scope, finding, guide, step)
  ) STRICT;
  CREATE INDEX guide_step_by_time ON guide_step (at_ms);
  `,
  `
  -- Entries of the allowlist: what their reference sets do not say of them. Times are epoch ms; domain NULL: every domain; behaviours,
  -- changes and subjects are JSON of the contract. Removed ones stay, for the history.
  CREATE TABLE allow_entry (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    set_name TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    second_reason TEXT,
    author TEXT NOT NULL,
    origin TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER,
    state TEXT NOT NULL,
    ended_ms INTEGER,
    ended_by TEXT,
    changes TEXT NOT NULL,
    seen_by TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX allow_entry_by_state ON allow_entry (state, created_ms);
  -- How an entry does, by the rights with which it was seen.
  CREATE TABLE allow_health (
    entry TEXT NOT NULL,
    scope TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    last_hit_ms INTEGER,
    made_for TEXT,
    last TEXT,
    PRIMARY KEY (scope, entry)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE allow_week (
    entry TEXT NOT NULL,
    scope TEXT NOT NULL,
    week_ms INTEGER NOT NULL,
    bytes_a_day REAL NOT NULL,
    PRIMARY KEY (scope, week_ms, entry)
  ) STRICT, WITHOUT ROWID;
  -- What was done to entries, by whom (NULL: by itself); entries: JSON list of ids.
  CREATE TABLE allow_action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    user TEXT,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    entries TEXT NOT NULL,
    is_undone INTEGER NOT NULL
  ) STRICT;
  -- Published ranges that an administrator has imported, as one text of JSON; at most one row.
  CREATE TABLE published_ranges (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    imported_ms INTEGER NOT NULL,
    imported_by TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Results of checks of coverage. scope: hash of what decides who may see it; summary: JSON; body: JSON, deflated.
  CREATE TABLE coverage (
    id TEXT NOT NULL PRIMARY KEY,
    scope TEXT NOT NULL,
    finished_ms INTEGER NOT NULL,
    summary TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX coverage_by_scope ON coverage (scope, finished_ms);
  `,
];
