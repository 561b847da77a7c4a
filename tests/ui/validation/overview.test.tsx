import { configure, screen, waitFor, within } from '@testing-library/react';
import type { RehearsalRequest } from '../../../contract/validation.ts';
import { ProblemError } from '../../../ui/api/api.ts';
import { axeViolations } from '../../support/axe.ts';
import { englishIn } from '../../support/english-words.ts';
import { aFinding, aProblem } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';
import { button, never, showPage } from './page.tsx';
import { aChecked, aRehearsal, aValidation, madeMs } from './validation-records.ts';

configure({ asyncUtilTimeout: 20_000 });

describe('the list of validations', () => {
  const list = (...validations: ReturnType<typeof aValidation>[]) => ({
    validations: () => Promise.resolve({ validations }),
    validation: () => Promise.resolve(validations[0] ?? aValidation()),
  });

  test('says when, by whom, what came of it, and what has changed since', async () => {
    const validity = {
      ageMs: 12 * 86_400_000,
      isRuleChanged: true,
      changedSources: [
        { id: 1, name: 'fw-01', isNew: false },
        { id: 2, name: 'fw-02', isNew: true },
      ],
    };
    const checkedMs = Date.now() - 12 * 86_400_000 - 1_000;
    showPage(list(aChecked({ checkedMs }, { validity }), aValidation({ id: 'v2' })));
    const table = within(await screen.findByRole('table', { name: 'Validations' }));
    const [, first, second] = table.getAllByRole('row').map((row) => row.textContent);
    expect(first).toContain('Passed');
    expect(first).toContain('analyst');
    expect(first).toContain('Validated 12 days ago; since then the rule and 2 log sources changed');
    expect(second).toContain('Not carried out yet');
    expect(second).toContain('Not validated yet');
    expect(await axeViolations()).toEqual([]);
  });

  test('leads to one and back, and the focus goes along', async () => {
    const keys = showPage(list(aChecked()));
    await keys.click(await screen.findByRole('button', { name: /^Open: Upload by FTP/ }));
    const heading = screen.getByRole('heading', { name: /^Upload by FTP from Linux: / });
    await waitFor(() => expect(heading.parentElement).toHaveFocus());
    await keys.click(button('To all techniques and validations'));
    await waitFor(() => expect(document.activeElement).toHaveAttribute('type', 'radio'));
  });

  test('gives one as Markdown, in which nothing of the console is mark-up', async () => {
    const keys = showPage(list(aChecked({}, { user: '*x* <img src=x>' })));
    await keys.click(await screen.findByRole('button', { name: /^Open: / }));
    await keys.click(button('Copy as Markdown'));
    const text = await navigator.clipboard.readText();
    expect(text).toContain('# Upload by FTP from Linux: The technique');
    expect(text).toContain(String.raw`\*x\* &lt;img src=x&gt;`);
    expect(text).toContain(`- SHA-256: ${'ab'.repeat(32)}`);
    expect(text).toContain('| Bytes sent | 12 MiB to 13.4 MiB | 307 KiB |');
    expect(text).toContain(new Date(madeMs).toISOString());
  });

  test('that cannot be had says why, and lets ask again', async () => {
    showPage({ validations: () => Promise.reject(new ProblemError(aProblem())) });
    expect(await screen.findByText(english.problems.codes['console-busy'].title)).toBeVisible();
  });

  test('an export that fails says so', async () => {
    const keys = showPage({
      ...list(aChecked()),
      exportValidations: () =>
        Promise.reject(new ProblemError(aProblem({ code: 'console-unreachable' }))),
    });
    await keys.click(await screen.findByRole('button', { name: 'Export all as JSON' }));
    expect(
      await screen.findByText(english.problems.codes['console-unreachable'].title),
    ).toBeVisible();
  });
});

describe('a rehearsal', () => {
  test('is for administrators: others are told so, and nothing is asked', async () => {
    let asked = 0;
    showPage(
      {
        rehearsals: () => {
          asked += 1;
          return never();
        },
      },
      { canAdminister: false },
    );
    expect(await screen.findByText(/^Only an administrator can begin a rehearsal/)).toBeVisible();
    expect(screen.queryByLabelText('Address that is let through')).toBeNull();
    expect(asked).toBe(0);
  });

  test('is begun with one address, says its time, and is ended', async () => {
    const begun: RehearsalRequest[] = [];
    let ended = '';
    const keys = showPage({
      beginRehearsal: (request) => {
        begun.push(request);
        return Promise.resolve(aRehearsal());
      },
      endRehearsal: (id) => {
        ended = id;
        return Promise.resolve();
      },
    });
    const address = await screen.findByLabelText('Address that is let through');
    await keys.type(address, '10.0.0.0/8{Enter}');
    expect(screen.getByText('Enter an IPv4 or IPv6 address.')).toBeVisible();
    expect(begun).toEqual([]);
    await keys.clear(address);
    await keys.type(address, '10.20.1.15{Enter}');
    expect(begun).toEqual([{ address: '10.20.1.15' }]);
    expect(await screen.findByText('10.20.1.15 is let through, begun by admin.')).toBeVisible();
    expect(screen.getByText(/^Ends by itself in 4[45] min/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await keys.click(button('End it now'));
    expect(ended).toBe('h1');
    await waitFor(() => expect(screen.getByText(/^The rehearsal has ended/)).toHaveFocus());
    expect(screen.getByLabelText('Address that is let through')).toBeVisible();
  });

  test.each(['address-invalid', 'address-outside-already'] as const)(
    '%s of the server stands at the address',
    async (code) => {
      const keys = showPage({
        beginRehearsal: () =>
          Promise.reject(new ProblemError(aProblem({ code, detail: 'address' }))),
      });
      const field = await screen.findByLabelText('Address that is let through');
      await keys.type(field, '10.20.1.15{Enter}');
      const { title, remedy } = english.problems.codes[code];
      expect(await screen.findByText(`${title}. ${remedy}`)).toBeVisible();
      expect(field).toHaveAttribute('aria-invalid', 'true');
      expect(field).toHaveAccessibleDescription(`${title}. ${remedy}`);
    },
  );

  test('another one under way is said in the words of the catalogue', async () => {
    const keys = showPage({
      beginRehearsal: () =>
        Promise.reject(new ProblemError(aProblem({ code: 'rehearsal-under-way' }))),
    });
    await keys.type(
      await screen.findByLabelText('Address that is let through'),
      '10.20.1.15{Enter}',
    );
    expect(
      await screen.findByText(english.problems.codes['rehearsal-under-way'].title),
    ).toBeVisible();
  });

  test('has cards of its own, each marked, when its run is over', async () => {
    const window = { startMs: madeMs, stopMs: madeMs + 3_600_000 };
    const ran = aRehearsal({
      ranMs: madeMs,
      window,
      findings: [{ isRehearsal: true, finding: aFinding({ destination: '10.20.1.15' }) }],
    });
    const keys = showPage({
      rehearsals: () => Promise.resolve({ rehearsals: [aRehearsal()] }),
      runRehearsal: () => Promise.resolve(aRehearsal({ isRunning: true })),
      rehearsal: () => Promise.resolve(ran),
    });
    await keys.click(await screen.findByRole('button', { name: 'Run over the last hour' }));
    const heading = await screen.findByRole('heading', { name: 'Cards of the rehearsal' });
    const card = within(heading.parentElement ?? document.body);
    expect(card.getByText('Rehearsal')).toBeVisible();
    expect(card.getByText(/Counted nowhere else/)).toBeVisible();
    expect(card.getByText('High')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  test('that ended meanwhile is said to be over', async () => {
    const keys = showPage({
      rehearsals: () => Promise.resolve({ rehearsals: [aRehearsal()] }),
      runRehearsal: () =>
        Promise.reject(new ProblemError(aProblem({ code: 'rehearsal-not-found' }))),
    });
    await keys.click(await screen.findByRole('button', { name: 'Run over the last hour' }));
    expect(await screen.findByText(/^The rehearsal has ended/)).toBeVisible();
  });
});

test('in German no English word is left', async () => {
  const keys = showPage(
    {
      validations: () => Promise.resolve({ validations: [aChecked()] }),
      validation: () => Promise.resolve(aChecked()),
      rehearsals: () => Promise.resolve({ rehearsals: [aRehearsal()] }),
    },
    {},
    german,
  );
  await screen.findByText(german.validation.techniques['ftp-upload'].what);
  expect(englishIn(document.body.textContent)).toBeNull();
  await keys.click(await screen.findByRole('button', { name: /^Ansehen: / }));
  await screen.findByRole('heading', { name: 'Schritte' });
  const own = document.body.textContent.replaceAll(/SELECT 1 FROM events|Process \w+/g, '');
  expect(englishIn(own)).toBeNull();
});
