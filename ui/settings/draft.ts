import ipaddr from 'ipaddr.js';
import * as z from 'zod/mini';
import {
  settingsSchema,
  shortestOwnBlock,
  type PortPack,
  type Settings,
} from '../../contract/session.ts';
import type { SettingsWords } from './settings-words.ts';

/** Lists of names, one a line. */
export const propertyFields = [
  'sent',
  'received',
  'total',
  'packetsSent',
  'packetsReceived',
] as const satisfies readonly (keyof Settings['properties'])[];
export type PropertyField = (typeof propertyFields)[number];
/** … of what sensors read of FTP. */
export const ftpFields = [
  'dataPort',
  'dataHost',
  'dataMode',
  'command',
  'fileName',
] as const satisfies readonly (keyof Settings['properties'])[];
const nameFields = [...propertyFields, ...ftpFields] as const;
export type ListField = (typeof nameFields)[number] | 'categories' | 'ownPublicBlocks';

/** The bounds of each number as `contract/session.ts` sets them; a test holds both together. */
export const numberBounds = {
  connections: { from: 0, to: 10_000 },
  mediumBytes: { from: 1, to: 2 ** 50 },
  highBytes: { from: 1, to: 2 ** 50 },
  reuseMinutes: { from: 0, to: 24 * 60 },
  maxFindings: { from: 100, to: 50_000 },
  maxRows: { from: 1_000, to: 500_000 },
  logFiles: { from: 1, to: 20 },
  auditDays: { from: 30, to: 3650 },
  receiverPort: { from: 1, to: 65_535 },
} as const;

export type NumberField = keyof typeof numberBounds;
export const thresholdFields = [
  'connections',
  'mediumBytes',
  'highBytes',
] as const satisfies readonly (keyof Settings['thresholds'])[];
export const limitFields = ['reuseMinutes', 'maxFindings', 'maxRows'] as const;
export const keepingFields = ['logFiles', 'auditDays'] as const;

/** What is told to QRadar, and where. */
export const signalFields = ['truePositives', 'newHigh', 'receiver', 'receiverPort'] as const;

/** Fields whose text may be wrong. */
export type TextField = ListField | NumberField | 'receiver';
export type Field = keyof Draft;

/** What stands in the form: texts as typed, so that a mistake can be seen and mended. */
export type Draft = {
  readonly profile: Settings['profile'];
  readonly flows: Settings['flows'];
  readonly stitching: Settings['stitching'];
  readonly hostSignals: Settings['hostSignals'];
  readonly remoteSources: Settings['remoteSources'];
  readonly truePositives: boolean;
  readonly newHigh: boolean;
  readonly portPacks: readonly PortPack[];
  readonly logLevel: Settings['logLevel'];
} & Readonly<Record<TextField, string>>;

/** The settings a draft stands for, or what is wrong with it: one sentence a field. */
export type DraftResult =
  | { readonly settings: Settings }
  | { readonly errors: Readonly<Partial<Record<TextField, string>>> };

/** The form of some settings. */
export function draftOf(settings: Settings): Draft {
  const { properties, thresholds, ownPublicBlocks, reuseMinutes, maxFindings, maxRows } = settings;
  return {
    profile: settings.profile,
    flows: settings.flows,
    portPacks: settings.portPacks,
    logLevel: settings.logLevel,
    logFiles: `${settings.logFiles}`,
    auditDays: `${settings.auditDays}`,
    connections: `${thresholds.connections}`,
    mediumBytes: `${thresholds.mediumBytes}`,
    highBytes: `${thresholds.highBytes}`,
    stitching: settings.stitching,
    hostSignals: settings.hostSignals,
    remoteSources: settings.remoteSources,
    sent: properties.sent.join('\n'),
    received: properties.received.join('\n'),
    total: properties.total.join('\n'),
    packetsSent: properties.packetsSent.join('\n'),
    packetsReceived: properties.packetsReceived.join('\n'),
    dataPort: properties.dataPort.join('\n'),
    dataHost: properties.dataHost.join('\n'),
    dataMode: properties.dataMode.join('\n'),
    command: properties.command.join('\n'),
    fileName: properties.fileName.join('\n'),
    categories: settings.categories.join('\n'),
    ownPublicBlocks: ownPublicBlocks.join('\n'),
    reuseMinutes: `${reuseMinutes}`,
    maxFindings: `${maxFindings}`,
    maxRows: `${maxRows}`,
    ...settings.signal,
    receiverPort: `${settings.signal.receiverPort}`,
  };
}

/** The entries of a list: lines without the blanks around them, each once, empty lines left out. */
export function entriesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** The fields in which two forms stand for different settings. */
export function differingFields(a: Draft, b: Draft): Field[] {
  // Both are forms, so the names of one are those of the other.
  const fields = Object.keys(a) as Field[];
  return fields.filter((field) => comparable(field, a) !== comparable(field, b));
}

function comparable(field: Field, draft: Draft): string {
  const value = draft[field];
  // A set: its order says nothing.
  if (field === 'portPacks') return draft.portPacks.toSorted().join();
  if (isListField(field)) return entriesOf(draft[field]).join('\n');
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}

/** Whether a field is a list with one entry a line. */
export function isListField(field: Field): field is ListField {
  const lists = [...nameFields, 'categories', 'ownPublicBlocks'];
  return lists.some((name) => name === field);
}

/** Whether a field is text, and so may be wrong. */
export function isTextField(field: Field): field is TextField {
  return isListField(field) || field in numberBounds || field === 'receiver';
}

/** Judges a draft by the contract, which the server judges by too, and its blocks as CIDR. `words` are those of mistakes. */
export function readDraft(draft: Draft, words: SettingsWords['errors']): DraftResult {
  const candidate = {
    profile: draft.profile,
    flows: draft.flows,
    stitching: draft.stitching,
    hostSignals: draft.hostSignals,
    remoteSources: draft.remoteSources,
    properties: Object.fromEntries(nameFields.map((name) => [name, entriesOf(draft[name])])),
    categories: entriesOf(draft.categories).map(numberOf),
    ownPublicBlocks: entriesOf(draft.ownPublicBlocks),
    thresholds: numbersOf(thresholdFields, draft),
    portPacks: draft.portPacks,
    logLevel: draft.logLevel,
    signal: {
      truePositives: draft.truePositives,
      newHigh: draft.newHigh,
      receiver: draft.receiver.trim(),
      receiverPort: numberOf(draft.receiverPort),
    },
    ...numbersOf([...limitFields, ...keepingFields], draft),
  };
  const result = z.safeParse(settingsSchema, candidate);
  const errors: Partial<Record<TextField, string>> = {};
  for (const issue of result.error?.issues ?? []) Object.assign(errors, errorOf(issue, words));
  const blocks = candidate.ownPublicBlocks;
  const wide = blocks.findIndex(isTooWide);
  if (wide >= 0) errors.ownPublicBlocks = words.wideBlock(wide + 1, shortestOwnBlock);
  const wrong = blocks.findIndex((block) => !ipaddr.isValidCIDR(block));
  if (wrong >= 0) errors.ownPublicBlocks = words.block(wrong + 1);
  return result.success && Object.keys(errors).length === 0
    ? { settings: result.data }
    : { errors };
}

/** Wider than anybody's own; the server judges all spellings. */
function isTooWide(block: string): boolean {
  if (!ipaddr.isValidCIDR(block)) return false;
  const [address, bits] = ipaddr.parseCIDR(block);
  return bits < shortestOwnBlock[address.kind()];
}

function numbersOf(fields: readonly NumberField[], draft: Draft): Record<string, number> {
  return Object.fromEntries(fields.map((name) => [name, numberOf(draft[name])]));
}

/** Only digits: `1e3`, `0x10` and the empty text are numbers to JavaScript, and surprises to a reader. */
function numberOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function errorOf(
  issue: z.core.$ZodIssue,
  words: SettingsWords['errors'],
): Partial<Record<TextField, string>> {
  const [first, second, third] = issue.path;
  const property = nameFields.find((name) => first === 'properties' && name === second);
  if (property) return { [property]: words.name(Number(third ?? 0) + 1) };
  if (first === 'categories')
    return { categories: words.category(typeof second === 'number' ? second + 1 : null) };
  if (first === 'ownPublicBlocks') return { ownPublicBlocks: words.block(Number(second ?? 0) + 1) };
  if (first === 'signal' && second === 'receiver')
    return { receiver: issue.code === 'custom' ? words.noReceiver : words.receiver };
  // The one rule of the contract that is no bound.
  if (issue.code === 'custom') return { highBytes: words.order };
  const number = [
    ...thresholdFields,
    ...limitFields,
    ...keepingFields,
    'receiverPort' as const,
  ].find((name) => issue.path.at(-1) === name);
  if (number === undefined) return {};
  return { [number]: words.number(numberBounds[number].from, numberBounds[number].to) };
}
