import type { Run, RunProperties } from '../../contract/run.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { Facts, type Fact } from '../shared/Facts.tsx';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';

/** Folded facts of a run: which minutes, how much was looked at and left out, the queries as sent. */
export function AboutRun({ run }: { readonly run: Run }) {
  const words = messages.page.run;
  return (
    <details className="tw-folded">
      <summary>{words.about}</summary>
      <div className="tw-folded__body">
        <Facts facts={factsOf(run)} />
        {run.queries.length > 0 && (
          <section aria-label={words.facts.queries}>
            {run.queries.map(({ name, aql }) => (
              <div key={name} className="tw-query">
                <pre className="tw-mono">{aql}</pre>
                <CopyTextButton label={words.facts.copyQuery(name)} text={() => aql} />
              </div>
            ))}
          </section>
        )}
      </div>
    </details>
  );
}

function factsOf(run: Run): Fact[] {
  const words = messages.page.run.facts;
  const { startMs, stopMs } = run.window;
  return [
    {
      name: words.window,
      value: messages.page.run.window(format.timeRange(startMs, stopMs), format.timeZone()),
      wide: true,
    },
    { name: words.profile, value: messages.detection.profiles[run.profile].label },
    { name: words.examined, value: format.count(run.examined) },
    { name: words.rows, value: format.count(run.rows) },
    ...(run.finishedMs === null
      ? []
      : [{ name: words.took, value: format.duration(run.finishedMs - run.startedMs) }]),
    { name: messages.flows.ofRun.name, value: messages.flows.ofRun.states[run.flows] },
    { name: words.properties, value: bytePropertiesText(run.properties), wide: true },
    { name: words.ftpProperties, value: ftpPropertiesText(run.properties), wide: true },
    ...(run.skipped.length === 0
      ? []
      : [
          {
            name: words.skipped,
            value: run.skipped.map(({ rows, reason }) => words.skippedRows[reason](rows)).join(' '),
            wide: true,
          },
        ]),
  ];
}

function bytePropertiesText(properties: RunProperties): string {
  const words = messages.page.run.facts;
  const kinds = ['sent', 'received', 'total', 'packetsSent', 'packetsReceived'] as const;
  return kinds
    .map((kind) => `${words.propertyNames[kind]}: ${properties[kind] ?? words.noProperty}`)
    .join('; ');
}

/** Their names say what they hold. */
function ftpPropertiesText({ dataPort, dataHost, dataMode, command, fileName }: RunProperties) {
  const found = [dataPort, dataHost, dataMode, command, fileName].filter((name) => name !== null);
  return found.length === 0 ? messages.page.run.facts.noProperty : found.join(', ');
}
