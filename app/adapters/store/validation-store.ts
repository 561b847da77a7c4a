import { AppError } from '../../ports/app-error.ts';
import type { ValidationStore } from '../../ports/validation-store.ts';
import type { Store } from './open-store.ts';
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
    save: (scope, record) => {
      store.refuseNewer();
      try {
        store.write((database) => {
          writeValidation(database, scope, record);
          deleteOldValidations(database, scope, mostValidations);
          deleteValidationsBeyond(database, mostBytes);
        });
      } catch (cause) {
        throw new AppError('validation-not-saved', { cause });
      }
    },
    find: (scope, id) => store.read((database) => readValidation(database, scope, id), null),
    all: (scope) => store.read((database) => readValidations(database, scope), []),
  };
}
