import { useState } from 'react';
import { hostSignalKinds, type HostSignalsOfRun } from '../../contract/host-signal.ts';
import type { Run, RunProperties } from '../../contract/run.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { Facts, type Fact } from '../shared/Facts.tsx';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { NotLookedAt } from './NotLookedAt.tsx';

/**
 * Folded facts of a run: which minutes, how much was looked at and left out, the queries as sent; once it is over also
 * what it does not look at, which is asked for when this is opened.
 */
export function AboutRun({ run }: { readonly run: Run }) {
  const words = useWords();
  const text = words.page.run;
  const [isOpen, setIsOpen] = useState(false);
  const isLookedAround = run.profile === 'corrected' && run.state !== 'running';
  return (
    <details
      className="tw-folded"
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
      }}
    >
      <summary>{text.about}</summary>
      <div className="tw-folded__body">
        <Facts facts={factsOf(run, words)} />
        {isOpen && isLookedAround && <NotLookedAt run={run} />}
        {run.queries.length > 0 && (
          <section aria-label={text.facts.queries}>
            {run.queries.map(({ name, aql }) => (
              <div key={name} className="tw-query">
                <pre className="tw-mono">{aql}</pre>
                <CopyTextButton
                  label={text.facts.copyQuery(text.queryName(name))}
                  text={() => aql}
                />
              </div>
            ))}
          </section>
        )}
      </div>
    </details>
  );
}

function factsOf(run: Run, words: Words): Fact[] {
  const text = words.page.run.facts;
  const { startMs, stopMs } = run.window;
  return [
    {
      name: text.window,
      value: words.page.run.window(
        words.format.timeRange(startMs, stopMs),
        words.format.timeZone(),
      ),
      wide: true,
    },
    { name: text.profile, value: words.detection.profiles[run.profile].label },
    { name: text.examined, value: words.format.count(run.examined) },
    { name: text.rows, value: words.format.count(run.rows) },
    ...(run.finishedMs === null
      ? []
      : [{ name: text.took, value: words.format.duration(run.finishedMs - run.startedMs) }]),
    { name: words.flows.ofRun.name, value: words.flows.ofRun.states[run.flows] },
    ...(run.hostSignals === undefined
      ? []
      : [{ name: words.hostSignals.ofRun.name, value: signalsText(run.hostSignals, words) }]),
    { name: text.properties, value: bytePropertiesText(run.properties, words), wide: true },
    { name: text.ftpProperties, value: ftpPropertiesText(run.properties, words), wide: true },
    ...(run.passedOver.length === 0
      ? []
      : [
          {
            name: text.passedOver,
            value: run.passedOver
              .map(({ name, reason }) => text.passedOverNames[reason](name))
              .join(' '),
            wide: true,
          },
        ]),
    ...(run.refusedConstructs.length === 0
      ? []
      : [
          {
            name: text.refused,
            value: run.refusedConstructs.map((name) => text.refusedConstructs[name]).join(' '),
            wide: true,
          },
        ]),
    ...(run.skipped.length === 0
      ? []
      : [
          {
            name: text.skipped,
            value: run.skipped.map(({ rows, reason }) => text.skippedRows[reason](rows)).join(' '),
            wide: true,
          },
        ]),
  ];
}

function signalsText({ state, lookedFor }: HostSignalsOfRun, { hostSignals: text }: Words): string {
  if (state !== 'used' || lookedFor.length === hostSignalKinds.length)
    return text.ofRun.states[state];
  return text.ofRun.only(lookedFor.map((kind) => text.kinds[kind]));
}

function bytePropertiesText(properties: RunProperties, words: Words): string {
  const text = words.page.run.facts;
  const kinds = ['sent', 'received', 'total', 'packetsSent', 'packetsReceived'] as const;
  return kinds
    .map((kind) => {
      const names = properties[kind];
      const value = names.length === 0 ? text.noProperty : text.eitherProperty(names);
      return `${text.propertyNames[kind]}: ${value}`;
    })
    .join('; ');
}

/** Their names say what they hold. */
function ftpPropertiesText(
  { dataPort, dataHost, dataMode, command, fileName }: RunProperties,
  words: Words,
) {
  const { eitherProperty, noProperty } = words.page.run.facts;
  const found = [dataPort, dataHost, dataMode, command, fileName].filter(
    (names) => names.length > 0,
  );
  return found.length === 0 ? noProperty : found.map(eitherProperty).join('; ');
}
