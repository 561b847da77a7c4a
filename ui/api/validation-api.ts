import * as z from 'zod/mini';
import type { CoverageRequest } from '../../contract/coverage.ts';
import { routes } from '../../contract/routes.ts';
import {
  rehearsalListSchema,
  rehearsalSchema,
  techniquesSchema,
  validationExportSchema,
  validationListSchema,
  validationSchema,
  validitySchema,
  type Ran,
  type Rehearsal,
  type RehearsalList,
  type RehearsalRequest,
  type Techniques,
  type Validation,
  type ValidationExport,
  type ValidationList,
  type ValidationRequest,
  type Validity,
} from '../../contract/validation.ts';
import type { Request } from './transport.ts';

/** What the server offers of validations and rehearsals; a part of `Api`. */
export type ValidationApi = {
  readonly techniques: (signal?: AbortSignal) => Promise<Techniques>;
  /** Validations that these rights show, newest first. */
  readonly validations: (signal?: AbortSignal) => Promise<ValidationList>;
  readonly prepareValidation: (request: ValidationRequest) => Promise<Validation>;
  /** Answers after `wait` ms, or as soon as nothing of it is under way. */
  readonly validation: (id: string, wait: number, signal?: AbortSignal) => Promise<Validation>;
  /** Looks for its records; as often as wanted. */
  readonly checkValidation: (id: string, ran: Ran, signal?: AbortSignal) => Promise<Validation>;
  readonly cancelValidationCheck: (id: string) => Promise<Validation>;
  /** Asks the console which log sources have come and gone since. */
  readonly validity: (id: string) => Promise<Validity>;
  readonly exportValidation: (id: string) => Promise<ValidationExport>;
  readonly exportValidations: () => Promise<ValidationExport>;
  /** The rehearsal under way; as all of rehearsals it needs ADMIN. */
  readonly rehearsals: (signal?: AbortSignal) => Promise<RehearsalList>;
  readonly beginRehearsal: (request: RehearsalRequest) => Promise<Rehearsal>;
  /** Answers after `wait` ms, or as soon as no run of it is under way. */
  readonly rehearsal: (id: string, wait: number, signal?: AbortSignal) => Promise<Rehearsal>;
  readonly runRehearsal: (id: string, range: CoverageRequest) => Promise<Rehearsal>;
  readonly endRehearsal: (id: string) => Promise<void>;
};

type Ask = <T>(request: Request<T>) => Promise<T>;

/** The real server, asked by `ask`. */
export function validationApi(ask: Ask): ValidationApi {
  return {
    techniques: (signal) => ask({ path: routes.techniques(), schema: techniquesSchema, signal }),
    validations: (signal) =>
      ask({ path: routes.validations(), schema: validationListSchema, signal }),
    prepareValidation: (body) =>
      ask({ path: routes.validations(), schema: validationSchema, method: 'POST', body }),
    validation: (id, wait, signal) =>
      ask({ path: routes.validation(id), query: { wait }, schema: validationSchema, signal }),
    checkValidation: (id, body, signal) =>
      ask({
        path: routes.validationCheck(id),
        schema: validationSchema,
        method: 'POST',
        body,
        signal,
      }),
    cancelValidationCheck: (id) =>
      ask({ path: routes.validationCheck(id), schema: validationSchema, method: 'DELETE' }),
    validity: (id) =>
      ask({ path: routes.validationValidity(id), schema: validitySchema, method: 'POST' }),
    exportValidation: (id) =>
      ask({ path: routes.validationExport(id), schema: validationExportSchema }),
    exportValidations: () =>
      ask({ path: routes.validationsExport(), schema: validationExportSchema }),
    rehearsals: (signal) => ask({ path: routes.rehearsals(), schema: rehearsalListSchema, signal }),
    beginRehearsal: (body) =>
      ask({ path: routes.rehearsals(), schema: rehearsalSchema, method: 'POST', body }),
    rehearsal: (id, wait, signal) =>
      ask({ path: routes.rehearsal(id), query: { wait }, schema: rehearsalSchema, signal }),
    runRehearsal: (id, body) =>
      ask({ path: routes.rehearsalRun(id), schema: rehearsalSchema, method: 'POST', body }),
    endRehearsal: (id) =>
      ask({ path: routes.rehearsal(id), schema: z.undefined(), method: 'DELETE' }),
  };
}
