import type {
  Prediction,
  Ran,
  Receipt,
  Recipe,
  ValidationRequest,
  ValidationResult,
} from '../../contract/validation.ts';

/** A validation as it is kept. Epoch ms. */
export type ValidationRecord = {
  readonly id: string;
  readonly createdMs: number;
  readonly user: string;
  readonly request: ValidationRequest;
  readonly marker: string;
  readonly recipe: Recipe;
  readonly prediction: Prediction | null;
  readonly receipt: Receipt | null;
  /** As it was said last; `null` before. */
  readonly ran: Ran | null;
  readonly result: ValidationResult | null;
};

/**
 * Validations, kept beyond the process; those of each scope apart. `scope` is a hash: nothing of a session is stored. Reading
 * throws `store-newer`; `save` throws that and `validation-not-saved`.
 */
export type ValidationStore = {
  /** Adds it, or takes the place of the one with its id; the oldest of the scope give way. */
  readonly save: (scope: string, record: ValidationRecord) => void;
  readonly find: (scope: string, id: string) => ValidationRecord | null;
  /** Newest first. */
  readonly all: (scope: string) => readonly ValidationRecord[];
};
