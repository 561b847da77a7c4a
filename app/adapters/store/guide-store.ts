import type { DatabaseSync } from 'node:sqlite';
import type { GuideStore } from '../../ports/guide-store.ts';
import { addAudit } from './audit-rows.ts';
import { readGuideText, readSteps, writeGuideText, writeStep } from './guide-rows.ts';
import type { Store } from './open-store.ts';
import { ensureScope, scopeNumber } from './triage-rows.ts';
import { written } from './written.ts';

/** The port on top of the rows. One change is one transaction. */
export function createGuideStore(store: Store): GuideStore {
  const write = <T>(change: (database: DatabaseSync) => T): T =>
    written(store, 'guide-not-saved', change);
  return {
    text: (name, language) =>
      store.read((database) => readGuideText(database, name, language), null),
    write: (guide, who) => {
      write((database) => {
        const before = readGuideText(database, guide.name, guide.language)?.text ?? null;
        writeGuideText(database, guide, who);
        const name = `guides.${guide.name}.${guide.language}`;
        const told = (text: string | null) => new Map([[name, toldOf(text)]]);
        addAudit(database, { before: told(before), after: told(guide.text), ...who });
      });
    },
    done: (scope, finding) =>
      store.read((database) => {
        const number = scopeNumber(database, scope);
        return number === null ? new Map() : readSteps(database, number, finding);
      }, new Map()),
    check: (step, done) =>
      write((database) => writeStep(database, ensureScope(database, step.scope), step, done)),
  };
}

/** What the trail says of a text: its length, because it is long and can be read elsewhere. `null`: the app's own. */
function toldOf(text: string | null): string {
  return JSON.stringify(text?.length ?? null);
}
