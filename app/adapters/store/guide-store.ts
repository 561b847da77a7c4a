import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../ports/app-error.ts';
import type { GuideStore } from '../../ports/guide-store.ts';
import { addAudit } from './audit-rows.ts';
import { readGuideText, readSteps, writeGuideText, writeStep } from './guide-rows.ts';
import type { Store } from './open-store.ts';
import { ensureScope, scopeNumber } from './triage-rows.ts';

/** The port on top of the rows. One change is one transaction. */
export function createGuideStore(store: Store): GuideStore {
  const write = <T>(change: (database: DatabaseSync) => T): T => {
    store.refuseNewer();
    const answers: T[] = [];
    try {
      store.write((database) => {
        answers.push(change(database));
      });
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('guide-not-saved', { cause: error });
    }
    const [answer] = answers;
    if (answer === undefined) throw new TypeError('a change without an answer');
    return answer;
  };
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
        return true;
      });
    },
    done: (scope, finding) =>
      store.read((database) => {
        const number = scopeNumber(database, scope);
        return number === null ? new Map() : readSteps(database, number, finding);
      }, new Map()),
    check: (step, done) =>
      write((database) => ({
        done: writeStep(database, ensureScope(database, step.scope), step, done),
      })).done,
  };
}

/** What the trail says of a text: its length, because it is long and can be read elsewhere. `null`: the app's own. */
function toldOf(text: string | null): string {
  return JSON.stringify(text?.length ?? null);
}
