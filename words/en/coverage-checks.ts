import type { Check, CheckCode } from '../../contract/coverage.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

type Evidence<C extends CheckCode> = NonNullable<Extract<Check, { code: C }>['evidence']>;

/** Name of a check, its answer in numbers, and what to do where it is not `ok`. */
type CheckWords<C extends CheckCode> = {
  readonly label: string;
  readonly sentence: (evidence: Evidence<C>) => string;
  readonly remedy: string;
};

/** Words of every check. */
export type CoverageCheckWords = { readonly [C in CheckCode]: CheckWords<C> };

/** Words of the checks of coverage. */
export function coverageChecks(format: Format): CoverageCheckWords {
  const { count, percent, time, duration, allOf, many } = format;
  const { records } = counted(format);
  const logSources = (value: number) => many(value, { one: 'log source', other: 'log sources' });
  const ofAll = (part: number, all: number) =>
    `${count(part)} of ${records(all)}${all === 0 ? '' : ` (${percent(part / all)})`}`;
  return {
    records: {
      label: 'Outbound connections on these ports',
      sentence: ({ records: found, logSources: sources, ofAll: all }) =>
        `${records(found)} of ${logSources(sources)}, among ${records(all)} of this console in all.`,
      remedy:
        'Connect a firewall or a sensor that logs allowed connections to the outside, and look at the funnel: it shows at which condition records are lost.',
    },
    'sole-source': {
      label: 'How much depends on one log source',
      sentence: ({ name, share, logSources: sources }) =>
        `${percent(share)} of what the rule can see comes from ${name}; it is one of ${logSources(sources)}.`,
      remedy:
        'When it falls silent, the rule is nearly blind. Let a second device log the same connections, or collect flows.',
    },
    silence: {
      label: 'Log sources that went silent',
      sentence: ({ silent, logSources: sources }) =>
        silent.length === 0
          ? `${logSources(sources)} with enough records to tell, none of them silent.`
          : `${allOf(silent.map(({ name, lastMs, cadenceMs }) => `${name}: last record ${time(lastMs)}, before that one every ${duration(cadenceMs)}`))}.`,
      remedy:
        'Look at the log source in Admin > Data Sources > Log Sources: its status says when an event came last.',
    },
    'sent-bytes': {
      label: 'Bytes sent',
      sentence: ({ filled, records: all, properties }) =>
        `${ofAll(filled, all)} carry a counter${properties.length === 0 ? ': no property for it is read' : `, read from ${allOf(properties)}`}.`,
      remedy:
        'Without bytes the risk stays LOW. Name a property under Tuning that is filled here (see below), or let the log source’s DSM extract one.',
    },
    'received-bytes': {
      label: 'Bytes received',
      sentence: ({ filled, records: all, properties }) =>
        `${ofAll(filled, all)} carry a counter${properties.length === 0 ? ': no property for it is read' : `, read from ${allOf(properties)}`}.`,
      remedy:
        'Without them downloads are not named, and answered connections are harder to tell from attempts.',
    },
    categories: {
      label: 'Low-level categories',
      sentence: ({ known, unknown: other }) =>
        `${records(known)} have categories that the rule knows, ${records(other)} others.`,
      remedy:
        'If one of the others stands for allowed connections, add it under Tuning: the funnel shows which there are.',
    },
    direction: {
      label: 'Direction',
      sentence: ({ outbound, otherwise }) =>
        `${records(outbound)} go from a local to a remote network, ${records(otherwise)} to the outside have no local source.`,
      remedy:
        'List the networks of your hosts in Admin > Network Hierarchy: a host that is in none counts as remote.',
    },
    domains: {
      label: 'Domains',
      sentence: ({ domains, blind }) =>
        blind.length === 0
          ? `The rule sees connections of ${domains === 1 ? 'the one domain' : `all ${count(domains)} domains`} whose records go out on these ports.`
          : `Of ${many(domains, { one: 'domain', other: 'domains' })} with records on these ports the rule sees none of ${allOf(blind.map(({ name }) => name))}.`,
      remedy:
        'Look at the direction, the categories and the log sources of that domain: each domain has a network hierarchy of its own.',
    },
    coalescing: {
      label: 'Coalescing',
      sentence: ({ coalesced, connections }) =>
        `${count(coalesced)} of ${many(connections, { one: 'connection', other: 'connections' })} are folded into another record. A finding with such ones says that its bytes are a lower bound.`,
      remedy:
        'Their bytes are lost, so sums are too small. Switch “Coalescing Events” off at that log source.',
    },
    flows: {
      label: 'Flows',
      sentence: ({ flows, outbound }) =>
        `${many(flows, { one: 'flow', other: 'flows' })} on these ports, ${count(outbound)} of them outbound.`,
      remedy:
        'Flows see connections that no firewall logs, and count bytes. Connect a flow source, or leave it: events do by themselves.',
    },
    lag: {
      label: 'Delay until a record can be searched',
      sentence: ({ meanMs, mostMs, name }) =>
        `At most ${duration(mostMs)}, ${duration(meanMs)} on average, at ${name}.`,
      remedy:
        'A search of the last minutes misses what is stored later. Look at windows that reach further back.',
    },
    'clock-skew': {
      label: 'Clocks of the devices',
      sentence: ({ mostMs, name }) =>
        `Off by ${duration(mostMs)} at most, at ${name}. It loses nothing: QRadar searches by the time of receipt.`,
      remedy:
        'Set the device’s clock by NTP, or its time zone in the log source: connections of several devices are hard to put together.',
    },
    pipeline: {
      label: 'Parsing',
      sentence: ({ unparsed, forPerformance, logOnly, truncated, records: all, sources }) => {
        const flags = [
          unparsed === null ? [] : `${count(unparsed)} not parsed`,
          forPerformance === null
            ? []
            : `${count(forPerformance)} stored without parsing under load`,
          logOnly === null ? [] : `${count(logOnly)} kept as log only`,
          truncated === null ? [] : `${count(truncated)} cut`,
        ].flat();
        const at =
          sources.length === 0 ? '' : `, most at ${allOf(sources.map(({ name }) => name))}`;
        return `Of ${records(all)}: ${flags.join(', ')}${at}.`;
      },
      remedy:
        'What is not parsed, or cut, carries no ports, categories or bytes. Look at the DSM of the log source, at the load of the event processor and at the longest payload that it takes.',
    },
    'window-covered': {
      label: 'How far back records reach',
      sentence: ({ firstMs, late }) =>
        late.length === 0
          ? `The first record of this time is of ${time(firstMs)}.`
          : `The first record of this time is of ${time(firstMs)}, but later at ${allOf(late.map(({ name, firstMs: since }) => `${name} (${time(since)})`))}.`,
      remedy:
        'Either their retention ends there (Admin > Data Sources > Event Retention), or they are younger: figures of the whole time are too small.',
    },
    'api-version': {
      label: 'Version of QRadar’s API',
      sentence: ({ version, release, isTested, isDeprecated }) =>
        `${version} on ${release}${isTested ? '' : ', against which this app is not tested'}${isDeprecated ? ', which the console calls deprecated' : ''}.`,
      remedy: 'Update the app before the console, so that it knows the version that stays.',
    },
    rights: {
      label: 'Rights of this session',
      sentence: ({ isAdministrator }) =>
        isAdministrator
          ? 'An administrator’s: nothing was hidden from this check.'
          : 'Not an administrator’s: all of this speaks of what its security profile shows.',
      remedy:
        'Where figures seem too small, have an administrator check as well, and compare the two results.',
    },
  };
}
