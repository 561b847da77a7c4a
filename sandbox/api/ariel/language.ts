import { AqlError, keywords, whereClauseKeywords } from '../../aql/index.ts';
import { compileAql, type CompiledQuery } from '../../sql/compile.ts';
import { functionSignatures } from '../../sql/functions.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import type { Caller } from '../access/sessions.ts';
import type { ApiClock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Fault } from '../faults.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ApiLog } from '../log.ts';
import { arielErrors } from './errors.ts';
import { refuseConstructs } from './refused-constructs.ts';

/** What the compiler needs besides the text. */
export type LanguageParts = {
  readonly store: ConsoleStore;
  readonly clock: ApiClock;
  readonly timeZone: string;
  readonly log: ApiLog;
};

/** Window of a query without time frame: the last 60 seconds (QRadar REST API 26.0, ariel-searches-POST). */
const defaultWindowMs = 60_000;

/** AQL as the API sees it: compiled for one caller, whose domains bound what a query can find. */
export class AqlCompiler {
  readonly store: ConsoleStore;
  private readonly parts: LanguageParts;

  constructor(parts: LanguageParts) {
    this.parts = parts;
    this.store = parts.store;
  }

  /** Compiles a query; what the language refuses → 422/2000 with line, column and caret in the message. */
  compileFor(caller: Caller, text: string, fault: Fault | null = null): CompiledQuery {
    const startedMs = this.parts.clock.now();
    try {
      const query = this.compile(text, caller);
      if (fault?.kind === 'refuse-constructs') refuseConstructs(query, fault.constructs);
      this.parts.log(
        `compiled a query on ${query.database}, ${this.parts.clock.now() - startedMs} ms`,
      );
      return query;
    } catch (error) {
      if (error instanceof AqlError) throw new ApiError(arielErrors.badAql, error.toString());
      throw error;
    }
  }

  /** The messages of the validator: `null` for a valid query. The code is a number here. */
  validate(text: string, caller: Caller, fault: Fault | null = null): Json {
    const refusal = (message: string, contexts: readonly string[]) => [
      { code: arielErrors.badAql.code, contexts: [...contexts], message, severity: 'ERROR' },
    ];
    try {
      const query = this.compile(text, caller);
      if (fault?.kind === 'refuse-constructs') refuseConstructs(query, fault.constructs);
      return null;
    } catch (error) {
      if (error instanceof ApiError) return refusal(error.message, []);
      if (!(error instanceof AqlError)) throw error;
      return refusal(error.message, [`line ${error.line}, column ${error.column}`]);
    }
  }

  /** The functions that AQL has, as GET /ariel/functions lists them. */
  get functions(): readonly JsonObject[] {
    return functionSignatures().map((signature) => ({
      name: signature.name,
      catalog: 'com.q1labs',
      class_name: '',
      info: '',
      args_types: signature.argumentTypes,
      required_args: signature.requiredArguments,
      var_args: signature.variableArguments,
      return_type: signature.returnType,
      required_capabilities: '',
    }));
  }

  /** The words of the language, as GET /ariel/parser_keywords lists them. */
  get keywords(): JsonObject {
    return { keywords, where_clause_keywords: whereClauseKeywords };
  }

  private compile(text: string, caller: Caller): CompiledQuery {
    return compileAql(text, {
      nowMs: this.parts.clock.now(),
      timeZone: this.parts.timeZone,
      defaultWindowMs,
      allowedDomains: caller.allowedDomains,
      facts: this.store,
    });
  }
}
