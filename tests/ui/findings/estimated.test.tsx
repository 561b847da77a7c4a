import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import type { Finding } from '../../../contract/finding.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { DetailWordsProvider } from '../../../ui/detail/detail-words.ts';
import { Destinations } from '../../../ui/detail/Destinations.tsx';
import { Overview } from '../../../ui/detail/Overview.tsx';
import { FindingCard } from '../../../ui/findings/FindingCard.tsx';
import { FindingTable } from '../../../ui/findings/FindingTable.tsx';
import { totalsOf } from '../../../ui/findings/totals.ts';
import { TotalsStrip } from '../../../ui/findings/TotalsStrip.tsx';
import { PivotProvider } from '../../../ui/pivots/PivotProvider.tsx';
import { recordJson } from '../../../ui/pivots/record-json.ts';
import { ProvisionalContext } from '../../../ui/shared/Estimated.tsx';
import { axeViolations } from '../../support/axe.ts';
import { english } from '../../support/words.ts';
import { aCard, aFinding, anApi } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

const estimated = aFinding({ id: 'estimated', estimated: true });
const exact = aFinding({ id: 'exact', destination: '203.0.113.10' });
const why =
  'Counted from groups of records, not from single connections: sessions over several firewalls may be missed, sessions reported more than once counted twice.';

function show(children: ReactNode, isProvisional = false) {
  render(
    <ApiProvider api={anApi({})}>
      <main>
        <h1>Page</h1>
        <h2>Results</h2>
        <PivotProvider run={null} onFilter={() => undefined}>
          <ProvisionalContext value={isProvisional}>
            <DetailWordsProvider>{children}</DetailWordsProvider>
          </ProvisionalContext>
        </PivotProvider>
      </main>
    </ApiProvider>,
  );
}

const cardOf = (...findings: readonly Finding[]) => (
  <FindingCard
    card={aCard(findings)}
    denied={null}
    nowMs={0}
    openFinding={null}
    onOpen={() => undefined}
  />
);
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
      screen.getByRole('article', { name: /sent an estimated 14.2\sMB to 1 destination/ }),
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
    expect(within(totals).getAllByText('partly estimated')).toHaveLength(3);
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
    expect(facts()['Bytes sent']).toMatch(/5\sMBestimated/);
    expect(screen.getByRole('article', { name: /exchanged an estimated 5\sMB/ })).toBeVisible();
  });

  it('in their row of the table, and in no other', () => {
    show(tableOf(estimated, exact));
    expect(screen.getAllByText('estimated')).toHaveLength(3);
  });

  it('in the totals of the page', () => {
    show(<TotalsStrip totals={totalsOf([estimated, exact])} denied={null} />);
    expect(screen.getAllByText('partly estimated')).toHaveLength(3);
  });

  it('in the details, which say why and what it means', () => {
    show(<Overview finding={estimated} card={aCard([estimated])} />);
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
    ['in the details', <Overview key="" finding={exact} card={aCard([exact])} />],
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
    show(children, true);
    expect(screen.queryByText(/estimated/i)).toBeNull();
  });
});
