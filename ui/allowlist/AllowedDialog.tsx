import { Button, Modal } from '@carbon/react';
import { useCallback } from 'react';
import type { AllowEntry, AllowedFindings } from '../../contract/allowlist.ts';
import type { Finding } from '../../contract/finding.ts';
import { ratedBytes } from '../../cards/rated-bytes.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { Answered } from '../shared/Answered.tsx';
import { PlaceLink } from '../shared/PlaceLink.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { useFocusGivenBack } from '../shared/useFocusGivenBack.ts';
import { useShown } from '../shared/useShown.ts';
import { useWords } from '../words/WordsContext.tsx';
import '../panels.scss';
import { AllowWordsProvider, useAllowWords } from './allow-words.ts';
import './allowlist.scss';
import { subjectText } from './subject-text.ts';

type AllowedDialogProps = {
  /** The run whose hidden findings are shown, and how many it says there are. */
  readonly run: string;
  readonly hidden: number;
  readonly onClose: () => void;
};

/** The findings of a run that entries hide: who said so, why and until when. Loaded when it is first opened. */
export default function AllowedDialog(props: AllowedDialogProps) {
  return (
    <AllowWordsProvider>
      <Dialog {...props} />
    </AllowWordsProvider>
  );
}

function Dialog({ run, hidden, onClose }: AllowedDialogProps) {
  const api = useApi();
  const words = useAllowWords();
  const text = words.hidden;
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.allowedFindings(run, signal), [api, run]),
  );
  useFocusGivenBack();
  return (
    <Modal
      open
      passiveModal
      size="lg"
      className="tw-allow"
      modalHeading={text.title(hidden)}
      aria-label={text.title(hidden)}
      closeButtonLabel={words.close}
      onRequestClose={onClose}
    >
      <Answered answer={answer} onRetry={retry} asking={text.loading}>
        {(known) => <Hidden known={known} onLeave={onClose} />}
      </Answered>
    </Modal>
  );
}

type HiddenProps = { readonly known: AllowedFindings; readonly onLeave: () => void };

function Hidden({ known, onLeave }: HiddenProps) {
  const text = useAllowWords().hidden;
  const { shown, more, showMore } = useShown(known.findings);
  if (known.findings.length === 0) return <p>{text.none}</p>;
  const { finding, risk, sent, entry } = text.columns;
  return (
    <>
      <table className="tw-allow__table" aria-label={text.title(known.findings.length)}>
        <thead>
          <tr>
            {[finding, risk, sent, entry].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <Row
              key={one.id}
              finding={one}
              entries={known.entries.filter(({ id }) => one.allowedBy?.includes(id))}
              onLeave={onLeave}
            />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Button kind="ghost" size="sm" onClick={showMore}>
          {text.more(more)}
        </Button>
      )}
    </>
  );
}

type RowProps = {
  readonly finding: Finding;
  readonly entries: readonly AllowEntry[];
  readonly onLeave: () => void;
};

function Row({ finding, entries, onLeave }: RowProps) {
  const { format, page } = useWords();
  const words = useAllowWords();
  const sent = ratedBytes(finding, 'sent');
  const { source, destination, destinationCount, port } = finding;
  const target = destination ?? page.card.fanOut(destinationCount);
  return (
    <tr>
      <th scope="row" className="tw-mono">{`${source} → ${target}, ${port}`}</th>
      <td>
        <SeverityTag risk={finding.risk} />
      </td>
      <td className="tw-mono">{sent === null ? page.card.notKnown : format.bytes(sent)}</td>
      <td>
        {entries.length === 0 && words.hidden.gone}
        {entries.map((entry) => (
          <div key={entry.id}>
            <PlaceLink page="tuning" place={{ part: 'entries', item: entry.id }} onLeave={onLeave}>
              {words.hidden.openEntry(subjectText(entry.subject))}
            </PlaceLink>
            <span className="tw-qualifier">{whyText(entry, words)}</span>
          </div>
        ))}
      </td>
    </tr>
  );
}

function whyText(
  { reason, author, expiresMs }: AllowEntry,
  { entries, hidden }: ReturnType<typeof useAllowWords>,
): string {
  const why = hidden.why(reason === '' ? entries.noReason : reason, author);
  return `${why}, ${expiresMs === null ? entries.forEver : entries.until(expiresMs)}`;
}
