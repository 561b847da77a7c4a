import { Checkbox, CheckboxGroup } from '@carbon/react';
import { portPackSchema, type PortPack } from '../../contract/session.ts';
import { Resettable, type FormProps } from './fields.tsx';
import { fieldId } from './sections.ts';
import { useSettingsWords } from './settings-words.ts';

/** Ports to search beside the source rule's, each pack with what it costs. */
export function PortPackChoice({ draft, onChange }: Pick<FormProps, 'draft' | 'onChange'>) {
  const { label, meaning } = useSettingsWords().fields.portPacks;
  const packs = portPackSchema.options;
  const chosen = draft.portPacks;
  return (
    <Resettable field="portPacks" draft={draft} onChange={onChange}>
      <CheckboxGroup legendText={label} helperText={meaning}>
        {packs.map((pack) => (
          <Checkbox
            key={pack}
            id={`${fieldId('portPacks')}-${pack}`}
            labelText={<PackLabel pack={pack} />}
            checked={chosen.includes(pack)}
            onChange={(_, { checked }) =>
              // In the order of the contract, so that the same choice is the same setting.
              onChange({
                portPacks: packs.filter((one) => (one === pack ? checked : chosen.includes(one))),
              })
            }
          />
        ))}
      </CheckboxGroup>
    </Resettable>
  );
}

/** Part of the label, because Carbon hides the helper text of a checkbox in a group. */
function PackLabel({ pack }: { readonly pack: PortPack }) {
  const { label, consequence } = useSettingsWords().portPacks[pack];
  return (
    <>
      {label} <span className="tw-qualifier">{consequence}</span>
    </>
  );
}
