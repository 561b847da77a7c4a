import { Heading, Section } from '@carbon/react';
import type { ReactElement, ReactNode } from 'react';
import type { AllowPreview, Previewed } from '../../contract/allowlist.ts';
import type { Answer } from '../api/useAnswer.ts';
import { Answered } from '../shared/Answered.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useAllowWords, type AllowlistWords } from './allow-words.ts';

type PreviewProps = {
  readonly preview: Answer<AllowPreview>;
  readonly onRetry: () => void;
  /** What is asked about these numbers; stands below them, before the names. */
  readonly children: ReactNode;
};

/** What the entries of a form would change in the last run, in numbers and by name. */
export function Preview({ preview, onRetry, children }: PreviewProps) {
  const text = useAllowWords().form.preview;
  return (
    <Section aria-label={text.title} className="tw-allow__preview">
      <Heading className="tw-allow__title">{text.title}</Heading>
      {preview.state === 'absent' && <p>{text.waiting}</p>}
      <Answered answer={preview} onRetry={onRetry} asking={text.asking}>
        {(known) => <Numbers preview={known} />}
      </Answered>
      {children}
      {preview.state === 'known' && <Lists preview={preview.value} />}
    </Section>
  );
}

function Numbers({ preview }: { readonly preview: AllowPreview }) {
  const { preview: text } = useAllowWords().form;
  const { hidden, trimmed, appeared, untouched, window, behaviour, isCut, asks } = preview;
  if (asks.some(({ kind }) => kind === 'nothing-to-tell-by')) return null;
  return (
    <>
      <p className="tw-qualifier">{text.window(window.startMs, window.stopMs)}</p>
      <div role="status">
        <dl className="tw-allow__numbers">
          <Number name={text.hidden} value={hidden.findings}>
            {hidden.findings > 0 && `${text.high(hidden.high)}, ${text.sent(hidden.sentBytes)}`}
          </Number>
          <Number name={text.trimmed} value={trimmed.findings}>
            {trimmed.findings > 0 && text.high(trimmed.high)}
          </Number>
          <Number name={text.appeared} value={appeared.findings} />
          <Number name={text.untouched} value={untouched} />
        </dl>
      </div>
      {behaviour === null && <p>{text.nothing}</p>}
      {isCut && <p className="tw-qualifier">{text.isCut}</p>}
    </>
  );
}

function Lists({ preview: { hidden, trimmed, appeared } }: { readonly preview: AllowPreview }) {
  const { preview: text } = useAllowWords().form;
  return (
    <>
      <List title={text.hiddenList(hidden.findings)} all={hidden.findings} isOpen>
        {hidden.list.map((finding) => (
          <Row key={finding.id} before={finding} after={null} />
        ))}
      </List>
      <List title={text.trimmedList(trimmed.findings)} all={trimmed.findings}>
        {trimmed.list.map(({ before, after }) => (
          <Row key={before.id} before={before} after={after} />
        ))}
      </List>
      <List title={text.appearedList(appeared.findings)} all={appeared.findings}>
        {appeared.list.map((finding) => (
          <Row key={finding.id} before={finding} after={null} />
        ))}
      </List>
    </>
  );
}

type NumberProps = {
  readonly name: string;
  readonly value: number;
  readonly children?: string | false;
};

function Number({ name, value, children }: NumberProps) {
  const { count } = useWords().format;
  return (
    <div className="tw-allow__number">
      <dt>{name}</dt>
      <dd>
        <span className="tw-allow__figure">{count(value)}</span>
        {children && <span className="tw-qualifier">{children}</span>}
      </dd>
    </div>
  );
}

type ListProps = {
  readonly title: string;
  /** How many there are; the rows may be the worst of them. */
  readonly all: number;
  readonly isOpen?: boolean;
  readonly children: readonly ReactElement[];
};

function List({ title, all, isOpen = false, children }: ListProps) {
  const { preview: text } = useAllowWords().form;
  if (all === 0) return null;
  const { columns } = text;
  return (
    <details open={isOpen} className="tw-folded">
      <summary>{title}</summary>
      {children.length < all && (
        <p className="tw-qualifier">{text.firstOf(children.length, all)}</p>
      )}
      <table className="tw-allow__table" aria-label={title}>
        <thead>
          <tr>
            {[columns.finding, columns.risk, columns.connections, columns.sent].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </details>
  );
}

type RowProps = {
  readonly before: Previewed;
  /** As it would be; `null` where it is not one that changes. */
  readonly after: Previewed | null;
};

function Row({ before, after }: RowProps) {
  const { format } = useWords();
  const { preview: text } = useAllowWords().form;
  const both = (of: (finding: Previewed) => string) => {
    const was = of(before);
    const is = after === null ? was : of(after);
    return was === is ? was : text.fromTo(was, is);
  };
  return (
    <tr>
      <th scope="row" className="tw-mono">
        {both((finding) => previewedName(finding, text))}
      </th>
      <td>
        <SeverityTag risk={before.risk} />
        {after && after.risk !== before.risk && <SeverityTag risk={after.risk} />}
      </td>
      <td className="tw-mono">{both(({ connections }) => format.count(connections))}</td>
      <td className="tw-mono">
        {both(({ sentBytes }) => (sentBytes === null ? text.notKnown : format.bytes(sentBytes)))}
      </td>
    </tr>
  );
}

function previewedName(
  { source, destination, destinationCount, port }: Previewed,
  text: AllowlistWords['form']['preview'],
): string {
  if (destination === null) return `${source} → ${text.several(destinationCount)}, ${port}`;
  return `${source} → ${destination.includes(':') ? `[${destination}]` : destination}:${port}`;
}
