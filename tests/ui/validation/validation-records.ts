import type {
  Rehearsal,
  SignalResult,
  Technique,
  Validation,
  ValidationResult,
} from '../../../contract/validation.ts';
import { aFinding } from '../../support/ui-records.ts';

/** When the prediction of the records below was made, epoch ms. */
export const madeMs = Date.UTC(2026, 10, 28, 10);
const minuteMs = 60_000;

/** Of which the first connects, sends files, and has a public test that comes near; the other does neither. */
export const techniques: Technique[] = [
  {
    id: 'ftp-upload',
    platform: 'linux',
    attack: ['T1071.002'],
    connects: { port: 21, transport: 'TCP' },
    bytes: 3 * 2 ** 20,
    connections: 4,
    signals: [aSignal(), aSignal({ id: 'network', kind: 'network', sysmonId: null })],
    test: { steps: [], cleanUp: [] },
    twin: { steps: [], cleanUp: [] },
    nearest: [{ id: '57799bc2', name: 'T1048.003 #6', url: 'https://example.org/atomic' }],
  },
  {
    id: 'smb-pipe',
    platform: 'windows',
    attack: ['T1570'],
    connects: null,
    bytes: 0,
    connections: 0,
    signals: [aSignal({ id: 'pipe', kind: 'pipe', sysmonId: 17, isOptional: true })],
    test: { steps: [], cleanUp: [] },
    twin: { steps: [], cleanUp: [] },
    nearest: [],
  },
];

function aSignal(changes: Partial<SignalResult['signal']> = {}): SignalResult['signal'] {
  return {
    id: 'process',
    kind: 'process',
    sysmonId: 1,
    isOptional: false,
    carriesMarker: true,
    ...changes,
  };
}

/** A signal that has come, in one record that carries the marker. */
export function aSignalResult(
  changes: Partial<SignalResult> = {},
  signal: Partial<SignalResult['signal']> = {},
): SignalResult {
  return {
    signal: aSignal(signal),
    canArrive: 'seen',
    lastSeenMs: madeMs - minuteMs,
    answer: 'arrived',
    unknown: null,
    waitUntilMs: madeMs + 4 * minuteMs,
    soughtBy: 'property',
    properties: ['Process CommandLine'],
    events: 4,
    isMarkerFound: true,
    rows: [
      {
        timeMs: madeMs + minuteMs,
        lagMs: 2_000,
        logSource: 'lx-build-07 (Sysmon)',
        source: '10.20.2.9',
        user: 'build',
        eventCount: 4,
        isMarked: true,
        processGuid: '{A1}',
        fields: [{ name: 'Process CommandLine', value: 'curl -T <b>x</b>' }],
      },
    ],
    isCut: false,
    ...changes,
  };
}

/** A signal that has not come. */
export function noSignal(
  answer: Exclude<SignalResult['answer'], 'arrived'>,
  changes: Partial<SignalResult> = {},
  signal: Partial<SignalResult['signal']> = {},
): SignalResult {
  const none = { events: answer === 'missing' ? 0 : null, isMarkerFound: null, rows: [] };
  return aSignalResult({ answer, ...none, ...changes }, { id: answer, ...signal });
}

/** A look that found all, and the card as it was stated. */
export function aResult(changes: Partial<ValidationResult> = {}): ValidationResult {
  return {
    checkedMs: madeMs + 2 * minuteMs,
    ran: { startMs: madeMs, stopMs: madeMs + minuteMs },
    state: 'passed',
    silence: null,
    signals: [aSignalResult()],
    joinedBy: 'Process Guid',
    detection: {
      answer: 'fired',
      unknown: null,
      finding: aFinding(),
      droppedBy: null,
      funnel: [{ clause: 'port', came: 4, passed: 4, dropped: [] }],
    },
    comparison: [
      { field: 'fires', predicted: true, seen: true, isSame: true, reason: null, clause: null },
      {
        field: 'sent',
        predicted: { least: 12_582_912, most: 14_000_000 },
        seen: 314_573,
        isSame: false,
        reason: 'no-data-channel',
        clause: null,
      },
    ],
    ruleVersion: 'r1',
    logSources: [{ id: 7, name: 'fw-01' }],
    queries: [{ name: 'validation-signals', aql: 'SELECT 1 FROM events' }],
    failures: [],
    ...changes,
  };
}

/** A test that was prepared, and not looked at yet. */
export function aValidation(changes: Partial<Validation> = {}): Validation {
  return {
    id: 'v1',
    createdMs: madeMs - 1_000,
    user: 'analyst',
    request: {
      technique: 'ftp-upload',
      variant: 'test',
      source: '10.20.2.9',
      host: 'lx-build-07',
      target: '28.201.9.33',
      bytes: 3 * 2 ** 20,
    },
    marker: 'tw12345678',
    recipe: {
      steps: [{ id: 'upload', shell: 'bash', command: 'curl -T /tmp/tw12345678_upload.bin' }],
      cleanUp: [{ id: 'delete', shell: 'bash', command: 'rm /tmp/tw12345678_upload.bin' }],
    },
    state: 'prepared',
    prediction: {
      madeMs,
      fires: true,
      clause: null,
      whyNot: null,
      protocol: 'FTP',
      state: 'moving',
      connections: { least: 4, most: 16 },
      sent: { least: 12_582_912, most: 14_000_000 },
      risk: 'HIGH',
    },
    receipt: {
      sha256: 'ab'.repeat(32),
      statement: '{"marker":"tw12345678"}',
      ruleVersion: 'r1',
      properties: {
        ...{ eventId: ['qideventid'], process: [], command: ['Process CommandLine'] },
        ...{ parentCommand: [], file: [], pipe: [], guid: [], originalName: [] },
        ...{ sent: ['Bytes Sent'], received: [], total: [] },
      },
    },
    isBeforehand: null,
    result: null,
    validity: null,
    problem: null,
    ...changes,
  };
}

/** One that was looked at. */
export function aChecked(
  result: Partial<ValidationResult> = {},
  changes: Partial<Validation> = {},
): Validation {
  return aValidation({
    state: 'checked',
    isBeforehand: true,
    result: aResult(result),
    validity: { ageMs: 0, isRuleChanged: false, changedSources: null },
    ...changes,
  });
}

/** A rehearsal of which no run was made. */
export function aRehearsal(changes: Partial<Rehearsal> = {}): Rehearsal {
  return {
    id: 'h1',
    address: '10.20.1.15',
    user: 'admin',
    startedMs: Date.now(),
    endsMs: Date.now() + 45 * minuteMs,
    isRunning: false,
    ranMs: null,
    window: null,
    findings: null,
    queries: [],
    problem: null,
    ...changes,
  };
}
