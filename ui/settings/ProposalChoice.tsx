import { Button, Checkbox, CheckboxGroup } from '@carbon/react';
import { Add } from '@carbon/icons-react';
import { useId } from 'react';
import type { Proposals } from '../../contract/session.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useSettingsWords } from './settings-words.ts';
import type { Answer } from '../api/useAnswer.ts';
import { entriesOf, type PropertyField } from './draft.ts';

type ChoiceProps = {
  readonly proposals: Answer<Proposals>;
  readonly text: string;
  readonly onChange: (text: string) => void;
};

function withEntry(text: string, entry: string): string {
  return [...entriesOf(text), entry].join('\n');
}

function withoutEntry(text: string, entry: string): string {
  return entriesOf(text)
    .filter((candidate) => candidate !== entry)
    .join('\n');
}

type PropertyProposalsProps = ChoiceProps & { readonly field: PropertyField };

/** Properties of this console that can mean this, and that the list does not have yet. */
export function PropertyProposals({ field, proposals, text, onChange }: PropertyProposalsProps) {
  const words = useSettingsWords().proposals;
  if (proposals.state !== 'known') return null;
  const listed = new Set(entriesOf(text));
  const offered = proposals.value.properties[field].filter((name) => !listed.has(name));
  if (offered.length === 0) return null;
  return (
    <div className="tw-settings__proposals" role="group" aria-label={words.properties}>
      <span aria-hidden="true">{words.properties}</span>
      {offered.map((name) => (
        <Button
          key={name}
          kind="ghost"
          size="sm"
          renderIcon={Add}
          aria-label={words.add(name)}
          onClick={() => onChange(withEntry(text, name))}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}

/** Public blocks of the network hierarchy, each to adopt or to leave. Nothing is adopted by itself. */
export function BlockProposals({ proposals, text, onChange }: ChoiceProps) {
  const { codes } = useWords().problems;
  const words = useSettingsWords().proposals;
  const id = useId();
  if (proposals.state === 'failed') {
    const { title } = codes[proposals.problem.code];
    return <p>{words.failed(title)}</p>;
  }
  if (proposals.state !== 'known') return <p>{words.loading}</p>;
  const blocks = proposals.value.ownPublicBlocks;
  if (blocks === null) return <p>{words.blocksNotAllowed}</p>;
  if (blocks.length === 0) return <p>{words.noBlocks}</p>;
  const adopted = new Set(entriesOf(text));
  return (
    <CheckboxGroup legendText={words.blocks}>
      {blocks.map(({ cidr, name }, index) => (
        <Checkbox
          key={cidr}
          id={`${id}-${index}`}
          labelText={words.block(cidr, name)}
          checked={adopted.has(cidr)}
          onChange={(_, { checked }) =>
            onChange(checked ? withEntry(text, cidr) : withoutEntry(text, cidr))
          }
        />
      ))}
    </CheckboxGroup>
  );
}
