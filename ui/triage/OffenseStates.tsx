import { useCallback } from 'react';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { Facts } from '../shared/Facts.tsx';
import { offenseState } from './offense-state.ts';
import { useWords } from '../words/WordsContext.tsx';

type OffenseStatesProps = { readonly source: string; readonly domainId: number };

/** The offenses of a source IP and their states; nothing where the console has none, or does not tell. */
export function OffenseStates({ source, domainId }: OffenseStatesProps) {
  const text = useWords().page.triage;
  const api = useApi();
  const ask = useCallback(
    (signal: AbortSignal) => api.address(source, domainId, signal),
    [api, source, domainId],
  );
  const { answer } = useAnswer(ask);
  const offenses = answer.state === 'known' ? (answer.value.offenses ?? []) : [];
  if (offenses.length === 0) return null;
  return (
    <Facts
      facts={[
        {
          name: text.offenses,
          wide: true,
          value: (
            <ul>
              {offenses.map(({ id, status, magnitude, description }) => (
                <li key={id} title={description}>
                  <bdi>{text.offense(id, offenseState(status, text), magnitude)}</bdi>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
