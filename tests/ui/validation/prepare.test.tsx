import { configure, screen, waitFor, within } from '@testing-library/react';
import type { Validation, ValidationRequest } from '../../../contract/validation.ts';
import { ProblemError } from '../../../ui/api/api.ts';
import { axeViolations } from '../../support/axe.ts';
import { aProblem } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';
import { button, never, showPage } from './page.tsx';
import { aValidation } from './validation-records.ts';

configure({ asyncUtilTimeout: 20_000 });

const prepared = (changes: Partial<Validation> = {}) => {
  const validation = aValidation(changes);
  return {
    prepareValidation: () => Promise.resolve(validation),
    validation: () => Promise.resolve(validation),
  };
};

async function fill(keys: ReturnType<typeof showPage>) {
  await keys.type(await screen.findByLabelText('Source IP'), '10.20.2.9');
  await keys.type(screen.getByLabelText('Destination IP'), '28.201.9.33');
}

test('who may not search is told so, and nothing is asked', async () => {
  showPage({ techniques: () => Promise.reject(new Error('asked')) }, { canSearch: false });
  expect(screen.queryByLabelText('Source IP')).toBeNull();
  expect(await axeViolations()).toEqual([]);
});

test('each technique says what it does, needs, leaves behind, and what is wrong with tests that come near', async () => {
  const keys = showPage({});
  const { techniques, defects, kinds } = english.validation;
  expect(await screen.findByText(techniques['ftp-upload'].what)).toBeVisible();
  expect(screen.getByText(kinds.process)).toBeVisible();
  expect(screen.getByText(techniques['ftp-upload'].twin)).toBeVisible();
  expect(screen.getByRole('link', { name: 'T1048.003 #6' })).toHaveAttribute(
    'href',
    'https://example.org/atomic',
  );
  expect(screen.getByText(defects['57799bc2'] ?? '')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  // By keyboard: an arrow key chooses the next.
  const [first] = within(screen.getByRole('group', { name: 'Techniques' })).getAllByRole('radio');
  first?.focus();
  await keys.keyboard('{ArrowDown}');
  expect(screen.getByText(techniques['smb-pipe'].what)).toBeVisible();
  expect(screen.queryByLabelText('Destination IP')).toBeNull();
  expect(screen.queryByLabelText('Size of each file')).toBeNull();
  expect(screen.getByText('No public test comes near.')).toBeVisible();
});

test('what is no address is said at its field, and nothing is sent', async () => {
  const keys = showPage({ prepareValidation: () => Promise.reject(new Error('sent')) });
  await keys.type(await screen.findByLabelText('Source IP'), "10.0.0.1' OR '1");
  await keys.click(button('Prepare'));
  expect(screen.getAllByText('Enter an IPv4 or IPv6 address.')).toHaveLength(2);
  expect(screen.getByLabelText('Source IP')).toHaveFocus();
  expect(await axeViolations()).toEqual([]);
});

test('what is asked for is what was chosen; a host name is optional, and the twin sends no file', async () => {
  const sent: ValidationRequest[] = [];
  const keys = showPage({
    prepareValidation: (request) => {
      sent.push(request);
      return sent.length === 1 ? Promise.reject(new ProblemError(aProblem())) : never();
    },
  });
  await fill(keys);
  await keys.click(screen.getByLabelText('Its harmless twin'));
  expect(screen.queryByLabelText('Size of each file')).toBeNull();
  await keys.click(button('Prepare'));
  expect(await screen.findByText(english.problems.codes['console-busy'].title)).toBeVisible();
  await keys.click(screen.getByLabelText('The technique'));
  await keys.selectOptions(screen.getByLabelText('Size of each file'), '12 MiB');
  await keys.click(button('Prepare'));
  const common = {
    technique: 'ftp-upload',
    source: '10.20.2.9',
    host: null,
    target: '28.201.9.33',
  };
  expect(sent).toEqual([
    { ...common, variant: 'twin', bytes: null },
    { ...common, variant: 'test', bytes: 12 * 2 ** 20 },
  ]);
  expect(screen.getByText('Preparing')).toBeVisible();
  expect(button('Prepare')).toBeDisabled();
});

test.each([
  ['address-invalid', 'source', 'Source IP'],
  ['address-invalid', 'target', 'Destination IP'],
  ['host-name-invalid', '', 'Host name (may stay empty)'],
  ['file-too-large', 'at most 33553920 bytes', 'Size of each file'],
] as const)('%s (%s) of the server stands at its field', async (code, detail, label) => {
  const keys = showPage({
    prepareValidation: () =>
      Promise.reject(new ProblemError(aProblem({ code, detail, retryable: false }))),
  });
  await fill(keys);
  await keys.click(button('Prepare'));
  const { title, remedy } = english.problems.codes[code];
  expect(await screen.findByText(`${title}. ${remedy}`)).toBeVisible();
  await waitFor(() => expect(screen.getByLabelText(label)).toHaveFocus());
  expect(screen.getByLabelText(label)).toHaveAccessibleDescription(`${title}. ${remedy}`);
  // Not said a second time beside the form.
  expect(screen.queryByText(title)).toBeNull();
  expect(await axeViolations()).toEqual([]);
});

test('a refusal is said in the words of the catalogue, and what was entered stays', async () => {
  const keys = showPage({
    prepareValidation: () =>
      Promise.reject(new ProblemError(aProblem({ code: 'validation-not-saved' }))),
  });
  await fill(keys);
  await keys.click(button('Prepare'));
  expect(
    await screen.findByText(english.problems.codes['validation-not-saved'].title),
  ).toBeVisible();
  expect(screen.getByLabelText('Source IP')).toHaveValue('10.20.2.9');
});

test('the prediction and its receipt stand before the steps, which hold the marker', async () => {
  const keys = showPage(prepared());
  await fill(keys);
  await keys.click(button('Prepare'));
  const headings = (await screen.findAllByRole('heading')).map(({ textContent }) => textContent);
  const at = (name: string) => headings.indexOf(name);
  expect(at('Prediction, stated before the test')).toBeGreaterThan(0);
  expect(at('Steps')).toBeGreaterThan(at('Prediction, stated before the test'));
  expect(screen.getByText('A card comes.')).toBeVisible();
  expect(screen.getByText('4 to 16')).toBeVisible();
  expect(screen.getByText('ab'.repeat(32))).toBeVisible();
  expect(screen.getByText('curl -T /tmp/tw12345678_upload.bin')).toBeVisible();
  await keys.click(screen.getByText('Properties that were read'));
  expect(screen.getByText('Bytes Sent')).toBeVisible();
  await keys.click(button('Copy step 1'));
  expect(await navigator.clipboard.readText()).toBe('curl -T /tmp/tw12345678_upload.bin');
  await keys.click(button('Copy clean-up step 1'));
  expect(await navigator.clipboard.readText()).toBe('rm /tmp/tw12345678_upload.bin');
  expect(await axeViolations()).toEqual([]);
});

test('a private target is said not to be able to fire, and by which condition', async () => {
  const prediction = aValidation().prediction;
  if (prediction === null) throw new Error('it has a prediction');
  const keys = showPage(
    prepared({ prediction: { ...prediction, fires: false, clause: 'destination' } }),
  );
  await fill(keys);
  await keys.click(button('Prepare'));
  expect(await screen.findByText('No card comes.')).toBeVisible();
  expect(screen.getByText(/A loopback, private or own target cannot fire/)).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Steps' })).toBeVisible();
});

test('no step is shown while the prediction is being made, nor where it could not be', async () => {
  const making = aValidation({ state: 'preparing', prediction: null, receipt: null });
  const failed = { ...making, state: 'prepared' as const, problem: aProblem() };
  let isOver = false;
  let answer: (validation: Validation) => void = () => undefined;
  const keys = showPage({
    prepareValidation: () => Promise.resolve(making),
    validation: () =>
      isOver
        ? Promise.resolve(failed)
        : new Promise((resolve) => {
            answer = resolve;
          }),
  });
  await fill(keys);
  await keys.click(button('Prepare'));
  expect(await screen.findByText('The prediction is being made')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Steps' })).toBeNull();
  isOver = true;
  answer(failed);
  expect(await screen.findByText(english.problems.codes['console-busy'].title)).toBeVisible();
  await waitFor(() => expect(screen.queryByText('The prediction is being made')).toBeNull());
  expect(screen.queryByRole('heading', { name: 'Steps' })).toBeNull();
});
