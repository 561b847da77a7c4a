import { Button, Heading, Section } from '@carbon/react';
import { useCallback, useState } from 'react';
import type { SetMatch, SetMatches as Matches } from '../../contract/set-match.ts';
import { useApi } from '../api/ApiContext.tsx';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';
import { useAllowWords } from '../allowlist/allow-words.ts';
import { Answered } from '../shared/Answered.tsx';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { useWords } from '../words/WordsContext.tsx';

/** Whether this console's AQL finds in the sets what the app does, for whoever writes searches and rules with them. */
export function SetMatches() {
  const api = useApi();
  const text = useAllowWords().sets.compare;
  const [isAsked, setAsked] = useState(false);
  const ask = useCallback<Ask<Matches>>(
    (signal, progress) => untilReady(api.setMatches, signal, progress),
    [api],
  );
  const { answer, retry } = useAnswer(isAsked ? ask : null);
  return (
    <Section className="tw-tuning__compare">
      <Heading>{text.title}</Heading>
      <p className="tw-qualifier">{text.note}</p>
      {answer.state !== 'asking' && (
        <Button size="sm" kind="tertiary" onClick={isAsked ? retry : () => setAsked(true)}>
          {text.ask}
        </Button>
      )}
      <Answered answer={answer} onRetry={retry} asking={text.asking}>
        {(matches) => <Found matches={matches} />}
      </Answered>
    </Section>
  );
}

function Found({ matches: { window, sets, aql } }: { readonly matches: Matches }) {
  const { format } = useWords();
  const text = useAllowWords().sets.compare;
  const caption = text.window(format.timeRange(window.startMs, window.stopMs));
  return (
    <>
      <div className="tw-tuning__table">
        <table className="tw-allow__table" aria-label={text.title}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {Object.entries(text.columns).map(([name, heading]) => (
                <th key={name} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sets.map((set) => (
              <tr key={set.name}>
                <th scope="row">{set.name}</th>
                <td>
                  <AnswerOf set={set} />
                </td>
                <td>
                  {set.condition !== null && (
                    <>
                      <code>{set.condition}</code>
                      <CopyTextButton
                        label={text.copy(set.name)}
                        text={() => set.condition ?? ''}
                      />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {aql !== null && <CopyTextButton label={text.copyAsked} text={() => aql} />}
    </>
  );
}

function AnswerOf({ set: { answer, why, records } }: { readonly set: SetMatch }) {
  const text = useAllowWords().sets.compare;
  if (answer === 'not-compared') return why && text.why[why];
  return text.answers[answer](records ?? 0);
}
