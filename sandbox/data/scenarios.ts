import type { ConsoleStore, FlowRow } from '../sql/store.ts';
import { writeBackground } from './background.ts';
import { companyDimensions, consoleDimensions } from './company.ts';
import { breakDeployment } from './broken-deployment.ts';
import type { Expectations } from './expected.ts';
import { capturedFlows } from './flow-captures.ts';
import { countOffenses } from './offense-records.ts';
import { companyProperties } from './properties.ts';
import { randomFrom } from './random.ts';
import * as benign from './stories/benign.ts';
import * as devices from './stories/devices-apart.ts';
import { twoDomains } from './stories/domains.ts';
import * as flowsOnly from './stories/flows-only.ts';
import * as counting from './stories/ftp-counting.ts';
import * as ftp from './stories/ftp.ts';
import * as ftps from './stories/ftps.ts';
import { hostSignals } from './stories/host-signals.ts';
import { manyServices } from './stories/many-services.ts';
import * as shared from './stories/shared-server.ts';
import * as attempts from './stories/smb-attempts.ts';
import * as smb from './stories/smb.ts';
import type { Story, StoryWriter } from './stories/story.ts';
import * as tftp from './stories/tftp.ts';
import { zeekAnnounced } from './stories/zeek-ftp.ts';
import { validationTechniques } from './stories/validation.ts';
import { truthOf, type ToldStory, type Truth } from './truth.ts';

/**
 * `company`: stories in a day of ordinary traffic; `stories`: only the stories; `broken-deployment`: the company's day on
 * a console that can show next to nothing of it; `none`: an empty console.
 */
export const scenarioNames = ['company', 'stories', 'broken-deployment', 'none'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** The stories by name; the name seeds a story's numbers, so that the order does not matter. */
export const stories: Readonly<Record<string, StoryWriter>> = {
  'ftp-beacon': ftp.ftpBeacon,
  'ftp-upload-passive': ftp.ftpUploadPassive,
  'ftp-upload-active': ftp.ftpUploadActive,
  ftps: ftps.ftpsOneTotal,
  'ftps-upload-passive': ftps.ftpsUploadPassive,
  'ftps-upload-active': ftps.ftpsUploadActive,
  'ftps-data-port': ftps.ftpsDataPort,
  'ftps-explicit': ftps.ftpsExplicit,
  'web-beside-ftp': shared.webBesideFtp,
  'users-at-once': shared.usersAtOnce,
  'nat-gateway': shared.natGateway,
  'late-records': devices.lateRecords,
  'proxy-uploads': devices.proxyUploads,
  'coalesced-data': devices.coalescedData,
  'zeek-announced': zeekAnnounced,
  'flows-only-upload': flowsOnly.flowsOnlyUpload,
  'sampled-flows': flowsOnly.sampledFlows,
  'content-flows': flowsOnly.contentFlows,
  'sweep-superflow': flowsOnly.sweepSuperflow,
  'multi-user-host': counting.multiUserHost,
  'coalesced-bursts': counting.coalescedBursts,
  'low-and-slow': counting.lowAndSlow,
  'ordinary-transfers': counting.ordinaryTransfers,
  'smb-exfiltration': smb.smbExfiltration,
  'smb-single-session': smb.smbSingleSession,
  'two-log-sources': smb.twoLogSources,
  'smb-ipv6': smb.smbIpv6,
  'lying-counters': smb.lyingCounters,
  'smb-attempts': attempts.smbAttempts,
  'fan-out': attempts.fanOut,
  'hash-leak': attempts.hashLeak,
  'tftp-backup': tftp.tftpBackup,
  'port-69-tcp': tftp.port69Tcp,
  'two-domains': twoDomains,
  'pipeline-uploads': benign.pipelineUploads,
  'azure-files': benign.azureFiles,
  'nightly-backup': benign.nightlyBackup,
  validation: validationTechniques,
  'host-signals': hostSignals,
  'many-services': manyServices,
};

/** What happens on the broken deployment beside them: enough of it is folded to be missed. */
const storiesWhereBroken: Readonly<Record<string, StoryWriter>> = {
  'client-per-file': counting.clientPerFile,
};

const dayMs = 86_400_000;

/** The seed of the demo; any other gives another day of the same shape. */
export const defaultSeed = 20_260_101;

/**
 * What to load. `endMs` (epoch ms) is where the day ends; `scale` multiplies the ordinary traffic (1 is about
 * 341,000 events and 116,000 flows, 0 none of it) and leaves the stories alone; `onProgress` is told what is
 * being written and the share done, 0 to 1.
 */
export type ScenarioOptions = {
  readonly name: ScenarioName;
  readonly scale: number;
  readonly endMs: number;
  readonly seed?: number;
  readonly onProgress?: (progress: { readonly step: string; readonly share: number }) => void;
};

/** Rows written, and what a correct detection finds in them over the 24 hours before `endMs`. */
export type LoadedScenario = {
  readonly events: number;
  readonly flows: number;
  readonly expected: Expectations;
  /** What really happened in these 24 hours. */
  readonly truth: Truth;
};

/**
 * Fills an empty store with a scenario: custom properties, dimensions, stories, ordinary traffic. The same
 * options give the same rows. Throws a `RangeError` for a scale that is no number from 0 on.
 */
export async function loadScenario(
  store: ConsoleStore,
  options: ScenarioOptions,
): Promise<LoadedScenario> {
  const { name, scale, endMs, seed = defaultSeed, onProgress = () => undefined } = options;
  if (!Number.isFinite(scale) || scale < 0) {
    throw new RangeError(`The scale must be a number from 0 on, not ${scale}.`);
  }
  if (name === 'none') {
    await store.setDimensions(consoleDimensions(endMs));
    return { events: 0, flows: 0, expected: noExpectations, truth: noTruth };
  }
  onProgress({ step: 'dimensions', share: 0 });
  await store.addProperties(companyProperties);
  await store.setDimensions(companyDimensions(endMs));
  onProgress({ step: 'stories', share: 0.05 });
  const isBroken = name === 'broken-deployment';
  const told = tellStories(endMs, seed, isBroken ? { ...stories, ...storiesWhereBroken } : stories);
  const storyEvents = await store.insertEvents(told.flatMap((story) => story.events));
  const storyFlows = await store.insertFlows(flowsOfStories(told));
  onProgress({ step: 'background', share: 0.2 });
  const background =
    name === 'stories'
      ? { events: 0, flows: 0 }
      : await writeBackground(store, { endMs, scale, seed });
  const events = isBroken ? await breakDeployment(store, endMs) : storyEvents + background.events;
  await countOffenses(store, endMs);
  onProgress({ step: 'done', share: 1 });
  return {
    events,
    flows: storyFlows + background.flows,
    // What the stories expect is what a console shows that is in order.
    expected: isBroken ? noExpectations : mergeExpectations(told.map((story) => story.expected)),
    truth: truthOf(told, { startMs: endMs - dayMs, stopMs: endMs }),
  };
}

/** All stories before `endMs` (epoch ms), in the order of the table; pure. */
export function tellStories(endMs: number, seed: number, table = stories): ToldStory[] {
  return Object.entries(table).map(([name, write]) => ({
    name,
    ...write({ endMs, random: randomFrom(seed, name) }),
  }));
}

function* flowsOfStories(told: readonly Story[]): Generator<FlowRow> {
  let flowId = 1;
  for (const seen of told.flatMap((story) => story.flows)) {
    for (const flow of capturedFlows(seen)) {
      yield* flow(flowId);
      flowId += 1;
    }
  }
}

const noExpectations: Expectations = { findings: [], silences: [], denied: [], signals: [] };
const noTruth: Truth = { pairs: [], bystanders: [] };

function mergeExpectations(parts: readonly Partial<Expectations>[]): Expectations {
  return {
    findings: parts.flatMap((part) => part.findings ?? []),
    silences: parts.flatMap((part) => part.silences ?? []),
    denied: parts.flatMap((part) => part.denied ?? []),
    signals: parts.flatMap((part) => part.signals ?? []),
  };
}
