import { Checkbox, CheckboxGroup } from '@carbon/react';
import { useId } from 'react';
import { defaultSettings } from '../../contract/default-settings.ts';
import { portPackSchema, type PortPack } from '../../contract/session.ts';
import { useSettingsWords } from './settings-words.ts';
import { Resettable } from './fields.tsx';

export type PortPackChoiceProps = {
  readonly chosen: readonly PortPack[];
  readonly isReadOnly: boolean;
  readonly onChange: (chosen: PortPack[]) => void;
};

/** Ports to search beside the source rule's, each pack with what it costs. */
export function PortPackChoice({ chosen, isReadOnly, onChange }: PortPackChoiceProps) {
  const id = useId();
  const { label, meaning } = useSettingsWords().fields.portPacks;
  const packs = portPackSchema.options;
  const defaults: readonly PortPack[] = defaultSettings.portPacks;
  return (
    <Resettable
      label={label}
      isDefault={packs.every((pack) => chosen.includes(pack) === defaults.includes(pack))}
      isReadOnly={isReadOnly}
      onReset={() => onChange([...defaults])}
    >
      <CheckboxGroup legendText={label} helperText={meaning}>
        {packs.map((pack) => (
          <Checkbox
            key={pack}
            id={`${id}-${pack}`}
            labelText={<PackLabel pack={pack} />}
            checked={chosen.includes(pack)}
            disabled={isReadOnly}
            onChange={(_, { checked }) =>
              // In the order of the contract, so that the same choice is the same setting.
              onChange(packs.filter((one) => (one === pack ? checked : chosen.includes(one))))
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
