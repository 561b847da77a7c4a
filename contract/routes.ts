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
 *     GET    api/runs/:run/pivots                         ?source&destination&user&port=21,990&domain → PivotQueries
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
  pivots: (run: string) => `api/runs/${encodeURIComponent(run)}/pivots`,
  address: () => 'api/address',
  hosts: () => 'api/hosts',
  coverages: () => 'api/coverage',
  coverage: (check: string) => `api/coverage/${encodeURIComponent(check)}`,
} as const;
