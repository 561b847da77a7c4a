import { AqlError } from '../../../sandbox/aql/index.ts';
import { compileAql } from '../../../sandbox/sql/compile.ts';
import type { CompileContext } from '../../../sandbox/sql/compile.ts';
import { emptyDimensions } from '../../../sandbox/sql/dimensions.ts';
import type { Dimensions } from '../../../sandbox/sql/dimensions.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';
import type { CustomProperty } from '../../../sandbox/sql/custom-property.ts';
import type { EventRow, FlowRow } from '../../../sandbox/sql/store.ts';

/** The present of all tests: 2025-03-04 10:10:30 UTC, half a minute into its minute. */
export const nowMs = Date.UTC(2025, 2, 4, 10, 10, 30);

/** An event ten seconds ago; tests name what matters to them. */
export function anEvent(fields: Partial<EventRow> = {}): EventRow {
  return {
    startMs: nowMs - 10_000,
    source: '10.1.0.5',
    sourcePort: 40_000,
    destination: '203.0.113.7',
    destinationPort: 21,
    protocolId: 6,
    username: 'alice',
    logSourceId: 1,
    category: 4002,
    qid: 100,
    eventCount: 1,
    direction: 'L2R',
    domainId: 0,
    payload: 'connection opened',
    ...fields,
  };
}

/** A flow ten seconds ago. */
export function aFlow(fields: Partial<FlowRow> = {}): FlowRow {
  return {
    startMs: nowMs - 10_000,
    endMs: nowMs - 5_000,
    firstPacketMs: nowMs - 10_000,
    lastPacketMs: nowMs - 5_000,
    source: '10.1.0.5',
    sourcePort: 40_000,
    destination: '203.0.113.7',
    destinationPort: 21,
    protocolId: 6,
    sourceBytes: 1_000,
    destinationBytes: 200,
    sourcePackets: 10,
    destinationPackets: 8,
    direction: 'L2R',
    applicationId: 5,
    flowType: 0,
    flowId: 1,
    domainId: 0,
    category: 18_448,
    qid: 53_250,
    ...fields,
  };
}

/** What a test puts on its console. */
export type Content = {
  readonly events?: readonly EventRow[];
  readonly flows?: readonly FlowRow[];
  readonly properties?: readonly CustomProperty[];
  readonly dimensions?: Partial<Dimensions>;
};

/** A property as most are: enabled and optimised. */
export function aProperty(name: string, fields: Partial<CustomProperty> = {}): CustomProperty {
  return { name, type: 'numeric', enabled: true, useForRuleEngine: true, ...fields };
}

type Row = Record<string, unknown>;

/** A store and the questions that tests ask of it. */
export type TestConsole = {
  readonly store: ConsoleStore;
  /** Compiles and runs a query. */
  readonly ask: (aql: string, context?: Partial<CompileContext>) => Promise<Row[]>;
  /** The values of the only column, in order. */
  readonly column: (aql: string, context?: Partial<CompileContext>) => Promise<unknown[]>;
  /** The message of the error that a query is refused with. */
  readonly refusal: (aql: string, context?: Partial<CompileContext>) => AqlError;
};

/** Stores opened by a test file; `closeConsoles` closes them. */
const opened: ConsoleStore[] = [];

/** Opens a console with the content; queries run at `nowMs`, in UTC, over 60 seconds by default. */
export async function openConsole(content: Content = {}): Promise<TestConsole> {
  const store = await ConsoleStore.open({ threads: 2 });
  opened.push(store);
  await store.addProperties(content.properties ?? []);
  await store.setDimensions({ ...emptyDimensions, ...content.dimensions });
  await store.insertEvents(content.events ?? []);
  await store.insertFlows(content.flows ?? []);
  const compile = (aql: string, context: Partial<CompileContext> = {}) =>
    compileAql(aql, {
      nowMs,
      timeZone: 'UTC',
      defaultWindowMs: 60_000,
      allowedDomains: null,
      facts: store,
      ...context,
    });
  const ask: TestConsole['ask'] = async (aql, context) => {
    const compiled = compile(aql, context);
    const rows = await store.rows(compiled.sql, compiled.params);
    const names = compiled.columns.map((column) => column.name);
    for (const row of rows) expect(Object.keys(row)).toEqual(names);
    return rows;
  };
  return {
    store,
    ask,
    column: async (aql, context) => {
      const rows = await ask(aql, context);
      return rows.map((row) => Object.values(row)[0]);
    },
    refusal: (aql, context) => {
      try {
        compile(aql, context);
      } catch (error) {
        if (error instanceof AqlError) return error;
        throw error;
      }
      throw new Error(`Accepted: ${aql}`);
    },
  };
}

/** Closes every console that was opened. */
export function closeConsoles(): void {
  for (const store of opened.splice(0)) store.close();
}
