import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Finding } from '../../../contract/finding.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { FindingCard, type FindingCardProps } from '../../../ui/findings/FindingCard.tsx';
import type { DeniedOfSource } from '../../../ui/findings/totals.ts';
import { PivotProvider } from '../../../ui/pivots/PivotProvider.tsx';
import { axeViolations } from '../../support/axe.ts';
import { aCard, aFanOut, aFinding, anApi, aPooled, dayMs } from '../../support/ui-records.ts';
import { cardProps } from '../../support/card-props.ts';
import { render } from '../../support/render.tsx';
import { WithTriage } from '../../support/with-triage.tsx';

type Options = {
  readonly denied?: DeniedOfSource;
  readonly open?: string;
  readonly changes?: Partial<FindingCardProps>;
};

function show(findings: readonly Finding[], { denied, open, changes }: Options = {}) {
  const opened: string[] = [];
  render(
    <ApiProvider api={anApi({})}>
      <main>
        <h1>Page</h1>
        <h2>Results</h2>
        <PivotProvider run={null} onFilter={() => undefined} onAllow={() => undefined}>
          <WithTriage>
            <FindingCard
              {...cardProps(aCard(findings), {
                denied: denied ?? null,
                nowMs: dayMs + 86_400_000,
                openFinding: open ?? null,
                onOpen: (finding) => opened.push(finding),
                ...changes,
              })}
            />
          </WithTriage>
        </PivotProvider>
      </main>
    </ApiProvider>,
  );
  return opened;
}

const plain = (text: string | null) => (text ?? '').replace(/[\u00a0\u2009\u202f]/g, ' ');

/** What stands under a name among the facts of a card. */
const fact = (name: string, position = 0) =>
  plain(screen.getAllByText(name, { selector: 'dt' })[position]?.nextSibling?.textContent ?? null);

it('has all twelve columns of the source query', () => {
  show([aFinding()]);
  const article = screen.getByRole('article', { name: '10.1.2.3 sent 13.6 MiB to 1 destination' });
  expect(within(article).getByText('High')).toBeVisible();
  expect(within(article).getByRole('button', { name: '10.1.2.3', expanded: false })).toBeVisible();
  expect(fact('Log source')).toBe('Edge firewall');
  expect(fact('Destination IP')).toBe('203.0.113.9');
  expect(fact('Destination port')).toBe('21/tcp');
  expect(fact('User')).toBe('backup');
  expect(fact('Protocol')).toBe('FTP');
  expect(fact('Connections')).toBe('12events of Edge firewall');
  expect(fact('Bytes sent')).toBe('13.6 MiBknown for 10 of 12 connectionsevents of Edge firewall');
  expect(fact('Bytes received')).toBe(
    '50.8 KiBknown for 10 of 12 connectionsevents of Edge firewall',
  );
  const [first, last] = screen.getAllByText(/hours ago/, { selector: 'time *' });
  expect(first?.closest('time')).toHaveAttribute('datetime', '2025-10-03T01:00:00.000Z');
  expect(last?.closest('time')).toHaveAttribute('datetime', '2025-10-03T02:00:00.000Z');
  expect(fact('State')).toBe('Moving data');
});

it('explains each reason with its number, its threshold and where that comes from', async () => {
  show([aFinding()]);
  await userEvent.click(screen.getByRole('button', { name: 'High volume sent: explanation' }));
  expect(screen.getByText(/13.6\sMiB sent, above 10 MiB \(source rule\)\./)).toBeVisible();
  expect(screen.getByText(/stands in the query that analysts use/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Repeated connections: explanation' }));
  expect(screen.getByText('12 connections, above 3 (source rule).')).toBeVisible();
  expect(screen.queryByText(/MB sent, above/)).toBeNull();
});

it('names what was corrected', async () => {
  show([aFinding()]);
  await userEvent.click(screen.getByRole('button', { name: '2 corrections: explanation' }));
  expect(screen.getByText('Sessions counted once')).toBeVisible();
  expect(screen.getByText(/The source query drops them/)).toBeVisible();
});

it('has every number digit for digit one step away', async () => {
  show([aFinding({ coalesced: 4 })], { denied: { connections: 7, ports: ['445/tcp'] } });
  await userEvent.click(screen.getByRole('button', { name: /How these numbers are counted/ }));
  const text = plain(screen.getByRole('article').textContent);
  expect(text).toContain('14,213,120 bytes sent, from the counters of 10 of 12 connections');
  expect(text).toContain('4 connections were folded into other records');
  expect(text).toContain('7 connections of this source were denied');
});

it.each([
  ['no counter', { sent: null }, 'not known'],
  [
    'one total only',
    {
      sent: null,
      total: { bytes: 5_000_000, knownConnections: 12, lowerBound: false },
    },
    'not knowntotal of both directions: 4.77 MiB',
  ],
  [
    'coalesced records',
    { sent: { bytes: 1_000, knownConnections: 12, lowerBound: true } },
    '1,000 byteslower boundevents of Edge firewall',
  ],
  [
    'a counter of zero, which is known',
    { sent: { bytes: 0, knownConnections: 12, lowerBound: false } },
    '0 bytesevents of Edge firewall',
  ],
])('says of sent bytes what %s allows', (_what, changes, expected) => {
  show([aFinding(changes)]);
  expect(fact('Bytes sent')).toBe(expected);
});

it('counts denied connections beside the others', () => {
  show([aFinding()], { denied: { connections: 7, ports: ['445/tcp', '21/tcp'] } });
  expect(screen.getByText('and 7 denied (445/tcp, 21/tcp)')).toBeVisible();
});

it('names two destinations and two users and counts the others', () => {
  show([aFanOut({ users: ['ada', 'bob', 'eve'], userCount: 30 })]);
  expect(fact('Destination IPs')).toBe('198.51.100.1198.51.100.2+ 58 more');
  expect(fact('Users')).toBe('adabob+ 28 more');
});

it('counts the ports that were pooled, and names their protocols', () => {
  show([aPooled()]);
  expect(fact('Destination IP')).toBe('203.0.113.9');
  expect(fact('Destination ports')).toBe('21/tcp+ 2 more ports');
  expect(fact('Protocols')).toBe('FTP, SMB, FTPS');
  const details = { name: 'Details of 10.1.2.3, 203.0.113.9, 3 ports together' };
  expect(screen.getByRole('button', details)).toBeVisible();
  expect(screen.getByText('3 ports together')).toBeVisible();
});

it('counts destinations and ports that were pooled', () => {
  const { destinations, destinationCount } = aFanOut();
  show([aPooled({ destination: null, destinations, destinationCount })]);
  expect(fact('Destination IPs')).toBe('198.51.100.1198.51.100.2+ 58 more');
  expect(screen.getByText('60 destinations together')).toBeVisible();
  expect(screen.getByText('3 ports together')).toBeVisible();
});

it('shows the first three findings, the totals of all, and leads to the others', async () => {
  const findings = ['a', 'b', 'c', 'd', 'e'].map((id, index) =>
    aFinding({ id, destination: `203.0.113.${index}` }),
  );
  const opened = show(findings);
  const totals = screen.getByRole('region', {
    name: 'All findings of this source IP together',
  });
  expect(plain(totals.textContent)).toContain('67.8 MiB');
  expect(screen.getAllByRole('button', { name: /^Details of/ })).toHaveLength(3);
  await userEvent.click(screen.getByRole('button', { name: '+ 2 findings more' }));
  await userEvent.click(screen.getByRole('button', { name: 'Details of 10.1.2.3, 203.0.113.1' }));
  expect(opened).toEqual(['d', 'b']);
});

it('marks the card whose details are open', () => {
  show([aFinding()], { open: 'f1' });
  expect(screen.getByRole('article')).toHaveAttribute('aria-current', 'true');
  expect(screen.getByRole('button', { name: /^Details of/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

it('shows a hostile user name as text', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  show([aFinding({ users: [hostile] })]);
  expect(screen.getByRole('button', { name: hostile })).toBeVisible();
  expect(document.querySelector('img')).toBeNull();
});

/** What an element is called, by other elements, by a label of its own or by its text. */
function nameOf(element: Element | null): string {
  const ids = element?.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const texts = ids.map((id) => document.querySelector(`#${CSS.escape(id)}`)?.textContent ?? '');
  // As a browser computes a name, blanks in a row are one.
  return plain(
    texts.length > 0
      ? texts.join(' ')
      : (element?.getAttribute('aria-label') ?? element?.textContent ?? ''),
  ).replaceAll(/\s+/g, ' ');
}

it('can be walked with the Tab key, explanations close with Escape', async () => {
  show([aFinding()]);
  const order: string[] = [];
  for (let step = 0; step < 9; step += 1) {
    await userEvent.tab();
    order.push(nameOf(document.activeElement));
  }
  expect(order).toEqual([
    'High 10.1.2.3 sent 13.6 MiB to 1 destination',
    'High volume sent: explanation',
    'Repeated connections: explanation',
    '2 corrections: explanation',
    'Expected: 10.1.2.3, 203.0.113.9',
    'Details of 10.1.2.3, 203.0.113.9',
    '203.0.113.9',
    'backup',
    'How these numbers are counted: explanation',
  ]);
  const button = screen.getByRole('button', { name: /How these numbers/ });
  await userEvent.keyboard('{Enter}');
  expect(button).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{Escape}');
  expect(button).toHaveAttribute('aria-expanded', 'false');
  expect(button).toHaveFocus();
});

it('is clean for axe', async () => {
  show([aFinding(), aFanOut(), aPooled(), aFinding({ id: 'x', destination: '203.0.113.10' })], {
    denied: { connections: 7, ports: ['445/tcp'] },
  });
  expect(await axeViolations()).toEqual([]);
});
