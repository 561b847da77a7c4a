import fc from 'fast-check';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { Evidence, type WrittenEvidence } from '../../../../app/detection/evidence/evidence.ts';
import { judge } from '../../../../app/detection/judging/judge.ts';
import { control, folded, itemArbitrary } from '../arbitrary-evidence.ts';
import { partsOf, splitArbitrary } from '../arbitrary-rows.ts';
import { hour } from '../hour.ts';
import { collected } from '../judged.ts';

/** By way of the written form. */
function readBack(evidence: Evidence): Evidence {
  // Parse boundary: what was written down.
  return Evidence.read(JSON.parse(JSON.stringify(evidence.write())) as WrittenEvidence);
}

function judged(evidence: Evidence) {
  const domainNames = new Map([[0, 'Default Domain']]);
  return (['corrected', 'source'] as const).map((profile) =>
    collected((sink) =>
      judge(evidence, { profile, window: hour, settings: defaultSettings, domainNames }, sink),
    ),
  );
}

test('any split of what is folded, in any order, written down and read back, is judged the same', () => {
  const items = fc.array(itemArbitrary, { maxLength: 80 });
  fc.assert(
    fc.property(splitArbitrary(items), (split) => {
      const whole = folded([{ kind: 'transfer', row: control }, ...split.all]);
      const merged = folded([{ kind: 'transfer', row: control }]);
      for (const part of partsOf(split)) merged.merge(readBack(folded(part)));
      expect(judged(readBack(merged))).toEqual(judged(whole));
    }),
    { numRuns: 150 },
  );
});

test('merging leaves the other as it is', () => {
  const other = folded([{ kind: 'transfer', row: control }]);
  const before = JSON.stringify(other.write());
  const merged = folded([{ kind: 'transfer', row: control }]);
  merged.merge(other);
  merged.merge(other);
  expect(JSON.stringify(other.write())).toBe(before);
});

test('records that were not asked for stay unknown through the written form', () => {
  expect(readBack(new Evidence()).records).toBeNull();
});

test('what a later version wrote is refused', () => {
  const written = { ...new Evidence().write(), version: 3 };
  expect(() => Evidence.read(written)).toThrow('version 3');
});
