import type { ConsolePages, Opened } from '../../../ui/platform/console.ts';
import { runEffect, type EffectPorts } from '../../../ui/pivots/effects.ts';
import type { AllowOrigin, FilterChange, PivotEffect } from '../../../ui/pivots/target.ts';
import { aFinding, anOffense } from '../../support/ui-records.ts';

type Calls = readonly unknown[][];

/** Ports that write down what reached them. */
function ports(result: Opened, clipboard: 'works' | 'refuses' | 'missing' = 'works') {
  const calls: unknown[][] = [];
  const page =
    (name: string) =>
    (...args: unknown[]): Opened => {
      calls.push([name, ...args]);
      return result;
    };
  const console: ConsolePages = {
    prepare: () => Promise.resolve(),
    offense: page('offense'),
    asset: page('asset'),
    eventSearch: page('eventSearch'),
    flowSearch: page('flowSearch'),
  };
  const writeText = (text: string) => {
    if (clipboard === 'refuses') return Promise.reject(new DOMException('no', 'NotAllowedError'));
    calls.push(['clipboard', text]);
    return Promise.resolve();
  };
  const all: EffectPorts = {
    console,
    clipboard: clipboard === 'missing' ? undefined : { writeText },
    filter: (change: FilterChange) => calls.push(['filter', change]),
    allow: (origin: AllowOrigin) => calls.push(['allow', origin.value]),
  };
  return { ports: all, calls: calls as Calls };
}

const asset = { kind: 'asset', assetId: 42, address: '10.1.2.3', domainId: 0 } as const;
const change = { kind: 'only', field: 'source', value: '10.1.2.3' } as const;
const copy = { kind: 'copy', what: 'json', text: '{}' } as const;

test.each<[PivotEffect, unknown[]]>([
  [{ kind: 'eventSearch', aql: 'AQL' }, ['eventSearch', 'AQL']],
  [{ kind: 'flowSearch', aql: 'AQL' }, ['flowSearch', 'AQL']],
  [asset, ['asset', asset]],
  [{ kind: 'offense', id: 17 }, ['offense', 17]],
  [{ kind: 'filter', change }, ['filter', change]],
  [
    { kind: 'allow', origin: { finding: aFinding(), field: 'user', value: 'backup' } },
    ['allow', 'backup'],
  ],
])('%j reaches its port before anything is awaited, as a pop-up needs', (effect, call) => {
  const { ports: given, calls } = ports('tab');
  void runEffect(effect, given);
  expect(calls).toEqual([call]);
});

test.each(['tab', 'window'] as const)('a page shown in a %s needs no words', async (result) => {
  expect(await runEffect(asset, ports(result).ports)).toEqual({ kind: 'nothing' });
});

test('a window that the browser refused is told', async () => {
  const effect = { kind: 'eventSearch', aql: 'AQL' } as const;
  expect(await runEffect(effect, ports('blocked').ports)).toEqual({ kind: 'blocked' });
});

test('a copied text is confirmed', async () => {
  const { ports: given, calls } = ports('tab');
  expect(await runEffect(copy, given)).toEqual({ kind: 'copied', what: 'json' });
  expect(calls).toEqual([['clipboard', '{}']]);
});

test.each(['refuses', 'missing'] as const)(
  'a clipboard that is %s leaves the text to copy by hand',
  async (clipboard) => {
    const outcome = await runEffect(copy, ports('tab', clipboard).ports);
    expect(outcome).toEqual({ kind: 'copyByHand', text: '{}' });
  },
);

test('several offenses are shown to choose from, none is opened', async () => {
  const { ports: given, calls } = ports('tab');
  const list: PivotEffect = {
    kind: 'offenseList',
    address: '10.1.2.3',
    offenses: [anOffense(17), anOffense(18)],
  };
  expect(await runEffect(list, given)).toEqual(list);
  expect(calls).toEqual([]);
});
