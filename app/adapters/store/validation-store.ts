import type { ValidationStore } from '../../ports/validation-store.ts';
import type { Store } from './open-store.ts';
import { written } from './written.ts';
import {
  deleteOldValidations,
  deleteValidationsBeyond,
  readValidation,
  readValidations,
  writeValidation,
} from './validation-rows.ts';

/** Of a scope: what a team validates in years. */
export const mostValidations = 200;
/** Text of all of them; a choice as that of the trail: a quarter of what the store may grow to. */
const mostBytes = 4 * 1024 * 1024;

/** Keeps validations in the store. */
export function createValidationStore({ store }: { readonly store: Store }): ValidationStore {
  return {
    save: (scope, record) =>
      written(store, 'validation-not-saved', (database) => {
        writeValidation(database, scope, record);
        deleteOldValidations(database, scope, mostValidations);
        deleteValidationsBeyond(database, mostBytes);
      }),
    find: (scope, id) => store.read((database) => readValidation(database, scope, id), null),
    all: (scope) => store.read((database) => readValidations(database, scope), []),
  };
}
