import type { Change } from '../../contract/coverage.ts';
import type { Settings } from '../../contract/session.ts';

/**
 * The settings with these changes. A property comes last of its meaning, so that what was read before is read first; a change
 * that is made in QRadar changes nothing here.
 */
export function withChanges(settings: Settings, changes: readonly Change[]): Settings {
  return changes.reduce(withChange, settings);
}

function withChange(settings: Settings, change: Change): Settings {
  switch (change.kind) {
    case 'property': {
      const { meaning, name } = change;
      const names = settings.properties[meaning].filter((known) => known !== name);
      return {
        ...settings,
        properties: { ...settings.properties, [meaning]: [...names, name] },
      };
    }
    case 'category':
      return { ...settings, categories: [...new Set([...settings.categories, change.id])] };
    case 'port-pack':
      return { ...settings, portPacks: [...new Set([...settings.portPacks, change.pack])] };
    case 'own-block':
      return {
        ...settings,
        ownPublicBlocks: settings.ownPublicBlocks.filter((block) => block !== change.block),
      };
    case 'direction':
      return change.direction === 'R2R' ? { ...settings, remoteSources: true } : settings;
  }
}
