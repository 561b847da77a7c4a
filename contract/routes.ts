/**
 * The app's own HTTP interface, relative to the app's root (no leading slash: the tab lives below a proxy
 * path). State changes carry the QRadarCSRF header. Errors are a `Problem`.
 *
 *     GET    api/session                                  Session
 *     GET    api/settings                                 Settings
 *     PUT    api/settings                                 ?confirmed, If-Match → Settings (ADMIN)
 *     GET    api/audit                                    ?before&limit → AuditPage (ADMIN)
 *     GET    api/proposals                                Proposals
 *     POST   api/runs                                     RunRequest → 201 Run
 *     GET    api/runs/:run                                ?wait&seen → Run
 *     DELETE api/runs/:run                                Run (cancelled)
 *     GET    api/runs/:run/findings                       RunFindings
 *     GET    api/runs/:run/findings/:finding/events       ?offset&limit → EventPage, or 202 Pending
 *     GET    api/runs/:run/findings/:finding/flows        ?offset&limit → FlowPage, or 202 Pending
 *     GET    api/runs/:run/findings/:finding/activity     Activity, or 202 Pending
 *     GET    api/runs/:run/absence                        Absence, or 202 Pending
 *     GET    api/runs/:run/not-looked-at                  NotLookedAt, or 202 Pending
 *     GET    api/runs/:run/findings/:finding/channels     ChannelPicture, or 202 Pending
 *     POST   api/coverage                                 CoverageRequest → 201 Coverage
 *     GET    api/coverage                                 CoverageList
 *     GET    api/coverage/:check                          ?wait → Coverage
 *     DELETE api/coverage/:check                          Coverage (cancelled)
 *     GET    api/techniques                               Techniques
 *     POST   api/validations                              ValidationRequest → 201 Validation
 *     GET    api/validations                              ValidationList
 *     GET    api/validations/export                       ValidationExport, as a file
 *     GET    api/validations/:validation                  ?wait → Validation
 *     POST   api/validations/:validation/check            Ran → Validation; as often as wanted
 *     DELETE api/validations/:validation/check            Validation (cancelled)
 *     POST   api/validations/:validation/validity         Validity, log sources looked at anew
 *     GET    api/validations/:validation/export           ValidationExport, as a file
 *     POST   api/rehearsals                               RehearsalRequest → 201 Rehearsal (ADMIN)
 *     GET    api/rehearsals                               RehearsalList (ADMIN)
 *     GET    api/rehearsals/:rehearsal                    ?wait → Rehearsal (ADMIN)
 *     POST   api/rehearsals/:rehearsal/run                CoverageRequest → Rehearsal (ADMIN)
 *     DELETE api/rehearsals/:rehearsal                    204 (ADMIN)
 *     GET    api/runs/:run/allowed                        AllowedFindings
 *     GET    api/allowlist                                Allowlist
 *     POST   api/allowlist                                AllowRequest → 201 AllowChange (Manage Reference Data)
 *     POST   api/allowlist/preview                        { entries } → AllowPreview
 *     DELETE api/allowlist/entries/:entry                 AllowChange (Manage Reference Data)
 *     POST   api/allowlist/entries/:entry/resume          { reason, expiresMs, secondReason } → AllowChange (Manage Reference Data)
 *     POST   api/allowlist/actions/:action/undo           AllowChange (Manage Reference Data)
 *     GET    api/allowlist/history                        ?before&limit → AllowHistory
 *     GET    api/allowlist/sets                           SetMatches, or 202 Pending
 *     GET    api/allowlist/suggestions                    ?run → AllowSuggestions
 *     PUT    api/allowlist/ranges                         the publisher's file → PublishedRanges (ADMIN)
 *     GET    api/event-funnel                             ?timeMs&source&destination&destinationPort → EventFunnel, or 202 Pending
 *     GET    api/runs/:run/pivots                         ?source&destination&user&port=21,990&domain → PivotQueries
 *     POST   api/triage/visit                             VisitRequest → Visit
 *     GET    api/triage                                   ?state&before&limit → TriagePage
 *     POST   api/triage/undo                              Undone, or 409 `nothing-to-undo`
 *     GET    api/signal                                   SignalState (ADMIN)
 *     GET    api/runs/:run/triage                         RunTriage
 *     POST   api/runs/:run/triage                         TriageRequest → TriageDone, or 409 TriageConflict
 *     GET    api/runs/:run/findings/:finding/triage       ?before&limit → TriageHistory
 *     POST   api/runs/:run/findings/:finding/offense-notes  OffenseNoteRequest → 201 OffenseNote
 *     GET    api/runs/:run/findings/:finding/guides       FindingGuides
 *     PUT    api/runs/:run/findings/:finding/guides/:guide/steps/:step  {isDone} → {done}
 *     GET    api/guides                                   GuideTexts (ADMIN)
 *     PUT    api/guides/:guide/:language                  {text} → GuideText (ADMIN)
 *     GET    api/address                                  ?address&domain → AddressContext
 *     GET    api/hosts                                    ?address (1 to 50 times)&domain → Hosts
 */
export const routes = {
  session: () => 'api/session',
  settings: () => 'api/settings',
  audit: () => 'api/audit',
  proposals: () => 'api/proposals',
  runs: () => 'api/runs',
  run: (run: string) => `api/runs/${encodeURIComponent(run)}`,
  findings: (run: string) => `api/runs/${encodeURIComponent(run)}/findings`,
  events: (run: string, finding: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/events`,
  flows: (run: string, finding: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/flows`,
  activity: (run: string, finding: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/activity`,
  absence: (run: string) => `api/runs/${encodeURIComponent(run)}/absence`,
  notLookedAt: (run: string) => `api/runs/${encodeURIComponent(run)}/not-looked-at`,
  channels: (run: string, finding: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/channels`,
  visit: () => 'api/triage/visit',
  triages: () => 'api/triage',
  signal: () => 'api/signal',
  undo: () => 'api/triage/undo',
  runTriage: (run: string) => `api/runs/${encodeURIComponent(run)}/triage`,
  triage: (run: string, finding: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/triage`,
  offenseNotes: (run: string, finding: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/offense-notes`,
  pivots: (run: string) => `api/runs/${encodeURIComponent(run)}/pivots`,
  guides: (run: string, finding: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/guides`,
  guideStep: (run: string, finding: string, guide: string, step: string) =>
    `api/runs/${encodeURIComponent(run)}/findings/${encodeURIComponent(finding)}/guides/${encodeURIComponent(guide)}/steps/${encodeURIComponent(step)}`,
  guideTexts: () => 'api/guides',
  guideText: (guide: string, language: string) =>
    `api/guides/${encodeURIComponent(guide)}/${encodeURIComponent(language)}`,
  address: () => 'api/address',
  hosts: () => 'api/hosts',
  allowed: (run: string) => `api/runs/${encodeURIComponent(run)}/allowed`,
  allowlist: () => 'api/allowlist',
  allowPreview: () => 'api/allowlist/preview',
  allowEntry: (entry: string) => `api/allowlist/entries/${encodeURIComponent(entry)}`,
  allowResume: (entry: string) => `api/allowlist/entries/${encodeURIComponent(entry)}/resume`,
  allowUndo: (action: string) => `api/allowlist/actions/${encodeURIComponent(action)}/undo`,
  allowHistory: () => 'api/allowlist/history',
  allowSets: () => 'api/allowlist/sets',
  allowSuggestions: () => 'api/allowlist/suggestions',
  allowRanges: () => 'api/allowlist/ranges',
  eventFunnel: () => 'api/event-funnel',
  coverages: () => 'api/coverage',
  coverage: (check: string) => `api/coverage/${encodeURIComponent(check)}`,
  techniques: () => 'api/techniques',
  validations: () => 'api/validations',
  validationsExport: () => 'api/validations/export',
  validation: (validation: string) => `api/validations/${encodeURIComponent(validation)}`,
  validationCheck: (validation: string) =>
    `api/validations/${encodeURIComponent(validation)}/check`,
  validationValidity: (validation: string) =>
    `api/validations/${encodeURIComponent(validation)}/validity`,
  validationExport: (validation: string) =>
    `api/validations/${encodeURIComponent(validation)}/export`,
  rehearsals: () => 'api/rehearsals',
  rehearsal: (rehearsal: string) => `api/rehearsals/${encodeURIComponent(rehearsal)}`,
  rehearsalRun: (rehearsal: string) => `api/rehearsals/${encodeURIComponent(rehearsal)}/run`,
} as const;
