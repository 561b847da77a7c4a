import { cardsOf, type Card } from '../../cards/cards.ts';
import type { HostSignal } from '../../contract/host-signal.ts';
import type { DataChannel, Finding } from '../../contract/finding.ts';
import type {
  Absence,
  AddressContext,
  Host,
  NotLookedAt,
  PivotQueries,
} from '../../contract/details.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Run } from '../../contract/run.ts';
import type { Proposals, Session, Settings } from '../../contract/session.ts';
import { ProblemError, type Api } from '../../ui/api/api.ts';

/** 2025-10-03T00:00:00Z, on which the records below lie. */
export const dayMs = Date.UTC(2025, 9, 3);

/** A pair: 13.6 MiB over FTP from 10.1.2.3 to 203.0.113.9, HIGH by the source rule. */
export function aFinding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'f1',
    kind: 'pair',
    domain: { id: 0, name: null },
    source: '10.1.2.3',
    destination: '203.0.113.9',
    destinations: [],
    destinationCount: 1,
    port: 21,
    transport: 'tcp',
    protocol: 'FTP',
    otherPorts: [],
    users: ['backup'],
    userCount: 1,
    logSources: [{ id: 101, name: 'Edge firewall', connections: 12 }],
    flowSources: [],
    origins: { connections: [101], sent: [101], received: [101], total: [] },
    connections: 12,
    coalesced: 0,
    estimated: false,
    sent: { bytes: 14_213_120, knownConnections: 10, lowerBound: false },
    received: { bytes: 52_000, knownConnections: 10, lowerBound: false },
    total: null,
    dataChannel: null,
    activity: null,
    regularity: null,
    sizes: null,
    state: 'moving',
    risk: 'HIGH',
    reasons: [
      {
        code: 'sent-above-high',
        value: 14_213_120,
        unit: 'bytes',
        threshold: { value: 10_485_760, source: 'source-rule' },
      },
      {
        code: 'connections-above-threshold',
        value: 12,
        unit: 'connections',
        threshold: { value: 3, source: 'source-rule' },
      },
    ],
    corrections: ['sessions-counted-once', 'unknown-bytes-kept'],
    firstSeenMs: dayMs + 3_600_000,
    lastSeenMs: dayMs + 7_200_000,
    ...changes,
  };
}

/** What a console offers for the settings: nothing, where not said. */
export function someProposals(
  properties: Partial<Proposals['properties']> = {},
  ownPublicBlocks: Proposals['ownPublicBlocks'] = [],
): Proposals {
  const none = { sent: [], received: [], total: [], packetsSent: [], packetsReceived: [] };
  return { properties: { ...none, ...properties }, ownPublicBlocks };
}

/** 13.5 MiB sent on six passive connections, joined by time and rated. */
export function aDataChannel(changes: Partial<DataChannel> = {}): DataChannel {
  return {
    sent: { bytes: 14_200_000, knownConnections: 6, lowerBound: false },
    received: { bytes: 0, knownConnections: 6, lowerBound: false },
    total: null,
    connections: 6,
    modes: ['passive'],
    ports: { from: 50_000, to: 50_010 },
    confidence: 'time',
    doubted: 0,
    doubtedBytes: 0,
    sessions: 6,
    origins: ['events'],
    assumedSessions: 6,
    partial: false,
    counted: true,
    ftpLog: null,
    ...changes,
  };
}

/** One source, many destinations, none of which is a pair. */
export function aFanOut(changes: Partial<Finding> = {}): Finding {
  return aFinding({
    id: 'fan',
    kind: 'fan-out',
    destination: null,
    destinations: [
      { address: '198.51.100.1', connections: 2 },
      { address: '198.51.100.2', connections: 1 },
    ],
    destinationCount: 60,
    risk: 'LOW',
    ...changes,
  });
}

/** One source, one destination, three ports, each below every threshold. */
export function aPooled(changes: Partial<Finding> = {}): Finding {
  return aFinding({
    id: 'pooled',
    kind: 'pooled',
    otherPorts: [
      { port: 445, transport: 'tcp', protocol: 'SMB', connections: 3 },
      { port: 990, transport: 'tcp', protocol: 'FTPS', connections: 2 },
    ],
    risk: 'MEDIUM',
    ...changes,
  });
}

/** The card of findings that share source and domain. */
export function aCard(findings: readonly Finding[] = [aFinding()]): Card {
  const [card] = cardsOf(findings);
  if (card === undefined) throw new Error('a card needs a finding');
  return card;
}

/** A pipe of a known tool on the host of `aFinding`. */
export function aHostSignal(changes: Partial<HostSignal> = {}): HostSignal {
  const { source: host, domain } = aFinding();
  return {
    id: `h~0~${host}~c2-pipe~msagent_*`,
    kind: 'c2-pipe',
    ...{ domain, host, computer: 'WS-0452', process: 'C:\\a\\updater.exe', command: null },
    pipe: '\\msagent_4b',
    entry: {
      ...{ name: 'msagent_*', tool: 'Cobalt Strike', licence: 'MIT', taken: '2026-11-28' },
      source: 'https://lists.example/pipes.csv',
    },
    ...{ count: 2, firstSeenMs: dayMs + 3_600_000, lastSeenMs: dayMs + 7_200_000 },
    logSources: [{ id: 111, name: 'WS-0408', count: 2 }],
    aql: 'SELECT starttime FROM events START 1 STOP 2',
    ...changes,
  };
}

/** A finished run over the day of the records. */
export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    profile: 'corrected',
    window: { startMs: dayMs, stopMs: dayMs + 86_400_000 },
    state: 'done',
    step: 'done',
    percent: 100,
    examined: 300_000,
    rows: 40,
    findings: 1,
    denied: 0,
    revision: 1,
    startedMs: dayMs + 86_400_000,
    finishedMs: dayMs + 86_402_000,
    queued: null,
    waiting: null,
    reused: false,
    limits: [],
    flows: 'used',
    skipped: [],
    missingCategories: [],
    passedOver: [],
    refusedConstructs: [],
    properties: {
      sent: ['Bytes Sent'],
      received: ['Bytes Received'],
      total: [],
      packetsSent: [],
      packetsReceived: [],
      dataPort: [],
      dataHost: [],
      dataMode: [],
      command: [],
      fileName: [],
    },
    queries: [{ name: 'pairs', aql: 'SELECT sourceip FROM events START 1 STOP 2' }],
    problem: null,
    ...changes,
  };
}

export function aProblem(changes: Partial<Problem> = {}): Problem {
  return {
    type: 'about:blank',
    title: 'QRadar is busy',
    status: 503,
    detail: '',
    code: 'console-busy',
    hint: '',
    retryable: true,
    requestId: 'req-1',
    ...changes,
  };
}

export function aSession(changes: Partial<Session> = {}): Session {
  return {
    user: 'admin',
    canSearch: true,
    canAdminister: true,
    appId: '1001',
    consoleRelease: '7.5.0 UP12',
    apiVersion: '26.0',
    ...changes,
  };
}

export function someSettings(changes: Partial<Settings> = {}): Settings {
  return {
    profile: 'corrected',
    properties: {
      sent: ['Bytes Sent', 'BytesSent'],
      received: ['Bytes Received'],
      total: ['Total Bytes'],
      packetsSent: ['Packets Sent'],
      packetsReceived: ['Packets Received'],
      dataPort: ['FTP Data Port'],
      dataHost: [],
      dataMode: [],
      command: ['FTP Command'],
      fileName: ['Filename'],
    },
    ownPublicBlocks: ['198.51.100.0/24'],
    thresholds: { connections: 3, mediumBytes: 1_048_576, highBytes: 10_485_760 },
    portPacks: [],
    categories: [],
    remoteSources: false,
    flows: true,
    stitching: true,
    hostSignals: true,
    signal: { truePositives: false, newHigh: false, receiver: '', receiverPort: 514 },
    reuseMinutes: 10,
    maxFindings: 10_000,
    maxRows: 100_000,
    logLevel: 'info',
    logFiles: 5,
    auditDays: 730,
    ...changes,
  };
}

/** What a window without findings holds: 613 inbound connections and nothing else. */
export function anAbsence(changes: Partial<Absence> = {}): Absence {
  return {
    ports: [20, 21, 445],
    directions: [{ direction: 'R2L', allowed: 613, denied: 0, other: 0 }],
    fitting: null,
    aql: 'SELECT eventdirection FROM events START 1 STOP 2',
    ...changes,
  };
}

/** Sessions out and in, and events of one category that the rule does not list; no flows. */
export function aLookAround(changes: Partial<NotLookedAt> = {}): NotLookedAt {
  const none = { allowed: 0, denied: 0, other: 0, flows: null };
  return {
    ports: [20, 21, 445],
    directions: [
      { ...none, direction: 'L2R', allowed: 1_200, denied: 7, other: 40 },
      { ...none, direction: 'R2L', allowed: 613 },
      { ...none, direction: 'L2L' },
      { ...none, direction: 'R2R' },
    ],
    categories: [{ id: 4009, name: 'NAT', events: 40 }],
    moreCategories: 0,
    aql: 'SELECT category FROM events START 1 STOP 2',
    flowsAql: null,
    ...changes,
  };
}

/** What the server writes for a pair of a source and a destination. */
export function pivotQueries(changes: Partial<PivotQueries> = {}): PivotQueries {
  return {
    sourceEvents: 'AQL source events',
    destinationEvents: 'AQL destination events',
    pairEvents: 'AQL pair events',
    userEvents: 'AQL user events',
    sourceFlows: 'AQL source flows',
    pairFlows: 'AQL pair flows',
    ...changes,
  };
}

export function anAddress(changes: Partial<AddressContext> = {}): AddressContext {
  return {
    address: '10.1.2.3',
    asset: { id: 42, name: 'ftp-bk01' },
    offenses: [anOffense(17), anOffense(18)],
    ...changes,
  };
}

/** A host of which the console knows nothing, although it could be asked. */
export function aHost(changes: Partial<Host> = {}): Host {
  return {
    address: '10.1.2.3',
    name: null,
    network: null,
    country: null,
    notAsked: [],
    ...changes,
  };
}

export function anOffense(id: number) {
  return {
    id,
    description: `Offense number ${id}`,
    magnitude: 5,
    status: 'OPEN',
    lastUpdatedMs: dayMs,
  };
}

/** A server of which only the named methods answer; any other call fails as an unexpected one. */
export function anApi(methods: Partial<Api>): Api {
  const refuse = () =>
    Promise.reject(new ProblemError(aProblem({ code: 'internal', retryable: false })));
  return {
    session: refuse,
    settings: refuse,
    saveSettings: refuse,
    audit: refuse,
    proposals: refuse,
    createRun: refuse,
    run: refuse,
    cancelRun: refuse,
    findings: refuse,
    events: refuse,
    flows: refuse,
    activity: refuse,
    channels: refuse,
    absence: refuse,
    notLookedAt: refuse,
    coverages: refuse,
    startCoverage: refuse,
    coverage: refuse,
    cancelCoverage: refuse,
    eventFunnel: refuse,
    techniques: refuse,
    validations: refuse,
    prepareValidation: refuse,
    validation: refuse,
    checkValidation: refuse,
    cancelValidationCheck: refuse,
    validity: refuse,
    exportValidation: refuse,
    exportValidations: refuse,
    rehearsals: refuse,
    beginRehearsal: refuse,
    rehearsal: refuse,
    runRehearsal: refuse,
    endRehearsal: refuse,
    visit: refuse,
    runTriage: refuse,
    decide: refuse,
    undo: refuse,
    triageHistory: refuse,
    noteOffense: refuse,
    pivots: refuse,
    guides: refuse,
    checkStep: refuse,
    guideTexts: refuse,
    writeGuide: refuse,
    address: refuse,
    hosts: refuse,
    allowlist: refuse,
    setMatches: refuse,
    allow: refuse,
    previewAllowed: refuse,
    removeAllowed: refuse,
    resumeAllowed: refuse,
    undoAllowed: refuse,
    allowHistory: refuse,
    allowSuggestions: refuse,
    importRanges: refuse,
    allowedFindings: refuse,
    ...methods,
  };
}
