import { Heading, Section } from '@carbon/react';
import type { Signal, Technique } from '../../contract/validation.ts';
import { useValidationWords } from './validation-words.ts';

/** What a technique does, needs and leaves behind, its twin, and what is wrong with public tests that come near. */
export function TechniqueFacts({ technique }: { readonly technique: Technique }) {
  const text = useValidationWords();
  const words = text.bench.techniques[technique.id];
  return (
    <Section className="tw-validation__facts">
      <Heading className="tw-validation__title">{words.name}</Heading>
      <p>{words.what}</p>
      <dl>
        <dt>{text.choose.attack}</dt>
        <dd className="tw-mono">{technique.attack.join(', ')}</dd>
        <dt>{text.choose.needs}</dt>
        <dd>
          <ul>
            {words.prerequisites.map((need) => (
              <li key={need}>{need}</li>
            ))}
          </ul>
        </dd>
        <dt>{text.choose.signals}</dt>
        <dd>
          <ul>
            {technique.signals.map((signal) => (
              <li key={signal.id}>
                {text.bench.kinds[signal.kind]}
                <SignalNote signal={signal} />
              </li>
            ))}
          </ul>
        </dd>
        <dt>{text.choose.twin}</dt>
        <dd>{words.twin}</dd>
        <dt>{text.choose.nearest}</dt>
        <dd>
          {technique.nearest.length === 0 ? (
            text.choose.noNearest
          ) : (
            <ul>
              {technique.nearest.map(({ id, name, url }) => (
                <li key={id}>
                  <a href={url} target="_blank" rel="noreferrer">
                    {name}
                  </a>{' '}
                  {text.bench.defects[id]}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </Section>
  );
}

function SignalNote({ signal: { isOptional, carriesMarker } }: { readonly signal: Signal }) {
  const { choose } = useValidationWords();
  const notes = [
    ...(isOptional ? [choose.isOptional] : []),
    ...(carriesMarker ? [choose.carriesMarker] : []),
  ];
  return notes.length === 0 ? null : <span className="tw-qualifier">{notes.join(', ')}</span>;
}
