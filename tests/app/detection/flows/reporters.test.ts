import fc from 'fast-check';
import {
  flowKindOf,
  flowReporterId,
  isFlowReporter,
} from '../../../../app/detection/flows/reporters.ts';

const kind = fc.constantFrom('flow' as const, 'superflow' as const);

describe('ids of flow sources', () => {
  test('are whole numbers below 0 that tell the kind and are never those of a log source', () => {
    fc.assert(
      fc.property(fc.string(), kind, (name, of) => {
        const id = flowReporterId(name, of);
        expect(Number.isSafeInteger(id) && id < 0).toBe(true);
        expect(isFlowReporter(id)).toBe(true);
        expect(flowKindOf(id)).toBe(of);
      }),
    );
  });

  test('differ by name and by kind', () => {
    const names = Array.from(
      { length: 20_000 },
      (_, n) => `flow collector ${n}:interface ${n % 7}`,
    );
    const ids = names.flatMap((name) => [
      flowReporterId(name, 'flow'),
      flowReporterId(name, 'superflow'),
    ]);
    expect(new Set(ids).size).toBe(2 * names.length);
    expect(ids).not.toContain(flowReporterId('', 'flow'));
  });

  test('a log source is none', () => {
    expect([0, 7, 101].some(isFlowReporter)).toBe(false);
  });
});
