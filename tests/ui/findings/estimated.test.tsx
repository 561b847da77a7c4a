import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import type { Finding } from '../../../contract/finding.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { DetailWordsProvider } from '../../../ui/detail/detail-words.ts';
import { Destinations } from '../../../ui/detail/Destinations.tsx';
import { Figures } from '../../../ui/detail/Figures.tsx';
import { FindingCard } from '../../../ui/findings/FindingCard.tsx';
import { FindingTable } from '../../../ui/findings/FindingTable.tsx';
import { totalsOf } from '../../../ui/findings/totals.ts';
import { TotalsStrip } from '../../../ui/findings/TotalsStrip.tsx';
import { PivotProvider } from '../../../ui/pivots/PivotProvider.tsx';
import { recordJson } from '../../../ui/pivots/record-json.ts';
import { RecordsContext, recordsReadBy, type RecordsRead } from '../../../ui/shared/Estimated.tsx';
import { axeViolations } from '../../support/axe.ts';
import { english } from '../../support/words.ts';
import { aCard, aDataChannel, aFinding, anApi, aPooled, aRun } from '../../support/ui-records.ts';
import { cardProps } from '../../support/card-props.ts';
import { render } from '../../support/render.tsx';
import { WithTriage } from '../../support/with-triage.tsx';

const estimated = aFinding({ id: 'estimated', estimated: true });
const exact = aFinding({ id: 'exact', destination: '203.0.113.10' });
const why =
  'Counted from groups of records, not from single connections: sessions over several firewalls may be missed, sessions reported more than once counted twice.';

function show(children: ReactNode, records: RecordsRead = 'read') {
  render(
    <ApiProvider api={anApi({})}>
      <main>
        <h1>Page</h1>
        <h2>Results</h2>
        <PivotProvider run={null} onFilter={() => undefined} onAllow={() => undefined}>
          <WithTriage>
            <RecordsContext value={records}>
              <DetailWordsProvider>{children}</DetailWordsProvider>
            </RecordsContext>
          </WithTriage>
        </PivotProvider>
      </main>
    </ApiProvider>,
  );
}

const cardOf = (...findings: readonly Finding[]) => <FindingCard {...cardProps(aCard(findings))} />;
const tableOf = (...findings: readonly Finding[]) => (
  <FindingTable
    findings={findings}
    sort={{ by: 'risk', descending: true }}
    openFinding={null}
    onSort={() => undefined}
    onOpen={() => undefined}
  />
);

/** What stands under each name of facts. */
const facts = () =>
  Object.fromEntries(
    screen
      .getAllByRole('term')
      .map((term) => [term.textContent, term.nextSibling?.textContent ?? '']),
  );

describe('numbers from groups of records are called estimated', () => {
  it('on a card, which says why, and has no accessibility faults', async () => {
    show(cardOf(estimated));
    expect(
      screen.getByRole('article', { name: /sent an estimated 13.6\sMiB to 1 destination/ }),
    ).toBeVisible();
    for (const name of ['Connections', 'Bytes sent', 'Bytes received'])
      expect(facts()[name]).toContain('estimated');
    await userEvent.click(screen.getByRole('button', { name: 'Estimated: explanation' }));
    expect(screen.getByText(why)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('among the totals of a card, in which others are exact', () => {
    show(cardOf(estimated, exact));
    const totals = screen.getByRole('region', { name: 'All findings of this source IP together' });
    expect(within(totals).getAllByText('estimates included')).toHaveLength(3);
    expect(screen.getAllByText('estimated')).toHaveLength(3);
  });

  it('where the numbers of a card are explained', async () => {
    show(cardOf(estimated));
    await userEvent.click(screen.getByRole('button', { name: /How these numbers are counted/ }));
    expect(screen.getByText(why)).toBeVisible();
  });

  it('also where only one counter of both directions is known', () => {
    const total = { bytes: 5_000_000, knownConnections: 12, lowerBound: false };
    show(cardOf(aFinding({ estimated: true, sent: null, total })));
    expect(facts()['Bytes sent']).toMatch(/4.77\sMiBestimated/);
    expect(screen.getByRole('article', { name: /exchanged an estimated 4.77\sMiB/ })).toBeVisible();
  });

  it('in their row of the table, and in no other', () => {
    show(tableOf(estimated, exact));
    expect(screen.getAllByText('estimated')).toHaveLength(3);
  });

  it('in the totals of the page', () => {
    show(<TotalsStrip totals={totalsOf([estimated, exact])} denied={null} />);
    expect(screen.getAllByText('estimates included')).toHaveLength(3);
  });

  it('in the details, which say why and what it means', () => {
    show(<Figures finding={estimated} />);
    expect(facts()).toMatchObject({ 'Estimated numbers': why });
    for (const name of ['Connections', 'Bytes sent', 'Bytes received'])
      expect(facts()[name]).toContain('estimated');
  });

  it('in the list of destinations, for the finding that is', () => {
    show(<Destinations finding={exact} card={aCard([estimated, exact])} />);
    const rows = screen.getAllByRole('row').map((row) => row.textContent.includes('estimated'));
    expect(rows).toEqual([false, false, true]);
  });

  it('in what is copied for a ticket', () => {
    const copied = JSON.parse(recordJson(aCard([estimated, exact]), english)) as {
      readonly estimated: boolean;
      readonly findings: readonly (Finding & { readonly estimatedSentence?: string })[];
    };
    expect(copied.estimated).toBe(true);
    expect(copied.findings.map((one) => [one.estimated, one.estimatedSentence])).toEqual([
      [true, why],
      [false, undefined],
    ]);
  });
});

describe('exact numbers are not', () => {
  it.each([
    ['on a card', cardOf(exact)],
    ['in the table', tableOf(exact)],
    ['in the totals of the page', <TotalsStrip key="" totals={totalsOf([exact])} denied={null} />],
    ['in the details', <Figures key="" finding={exact} />],
  ])('%s', (_, children) => {
    show(children);
    expect(screen.queryByText(/estimated/i)).toBeNull();
  });
});

describe('as long as a run goes on, when nearly all are estimates', () => {
  it.each([
    ['a card', cardOf(estimated, exact)],
    ['the table', tableOf(estimated)],
    ['the totals', <TotalsStrip key="" totals={totalsOf([estimated])} denied={null} />],
  ])('%s does not say it of every number', (_, children) => {
    show(children, 'not-yet');
    expect(screen.queryByText(/estimated/i)).toBeNull();
  });
});

describe('where the search for single records failed', () => {
  const words = () =>
    within(screen.getByRole('list', { name: 'Reasons' }))
      .getAllByRole('button')
      .map((button) => button.textContent);
  const failed = 'Estimated: records not read';
  const noChannels = 'Data channels not looked for';
  const ofPort = (change: Partial<Finding>) => aFinding({ estimated: true, ...change });

  it('each card says so in sight, and why', async () => {
    show(cardOf(ofPort({ protocol: 'SSH', port: 22 })), 'failed');
    expect(words()).toContain(failed);
    expect(words()).not.toContain(noChannels);
    await userEvent.click(screen.getByRole('button', { name: `${failed}: explanation` }));
    expect(screen.getByText(/^The search for single records failed\./)).toBeVisible();
    expect(screen.getByText(why)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it.each<readonly [string, Partial<Finding>, boolean]>([
    ['FTP', { protocol: 'FTP' }, true],
    ['FTPS, whose numbers are exact', { protocol: 'FTPS', estimated: false }, true],
    ['TFTP', { protocol: 'TFTP', port: 69 }, true],
    ['FTP over other ports', { ...aPooled(), protocol: 'SMB' }, true],
    ['FTP with a data channel', { protocol: 'FTP', dataChannel: aDataChannel() }, false],
    ['SMB', { protocol: 'SMB', port: 445 }, false],
  ])('a card of %s', async (_, change, isSaid) => {
    show(cardOf(ofPort(change)), 'failed');
    expect(words().includes(noChannels)).toBe(isSaid);
    if (!isSaid) return;
    await userEvent.click(screen.getByRole('button', { name: `${noChannels}: explanation` }));
    expect(screen.getByText(/bytes of data channels are missing here/)).toBeVisible();
  });

  it('a run tells it by what it was limited by, when it is over', () => {
    const limits = [{ kind: 'records' as const, limit: 0 }];
    expect(recordsReadBy(aRun({ limits }))).toBe('failed');
    expect(recordsReadBy(aRun({ limits: [{ kind: 'rows', limit: 5 }] }))).toBe('read');
    expect(recordsReadBy(aRun({ state: 'running' }))).toBe('not-yet');
  });
});
