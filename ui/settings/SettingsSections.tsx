import { Heading, Section } from '@carbon/react';
import type { ReactNode } from 'react';
import type { Field } from './draft.ts';
import { sectionId, sections } from './sections.ts';
import { useSettingsWords } from './settings-words.ts';

type SettingsSectionsProps = { readonly children: (field: Field) => ReactNode };

/** Every setting under the heading of its section, drawn by `children`, and links to the sections. */
export function SettingsSections({ children }: SettingsSectionsProps) {
  const text = useSettingsWords();
  return (
    <div className="tw-settings__page">
      <nav aria-label={text.sections} className="tw-settings__links">
        {sections.map(({ name }) => (
          <a key={name} href={`#${sectionId(name)}`}>
            {text.groups[name]}
          </a>
        ))}
      </nav>
      <div className="tw-settings__sections">
        {sections.map(({ name, fields }) => (
          <Section key={name}>
            <div className="tw-settings__section">
              <Heading id={sectionId(name)} tabIndex={-1}>
                {text.groups[name]}
              </Heading>
              <div className="tw-settings__fields">
                {fields.map((field) => (
                  <div key={field} className="tw-settings__field">
                    {children(field)}
                  </div>
                ))}
              </div>
            </div>
          </Section>
        ))}
      </div>
    </div>
  );
}
