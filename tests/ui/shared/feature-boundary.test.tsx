import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FeatureBoundary } from '../../../ui/shared/FeatureBoundary.tsx';
import { axeViolations } from '../../support/axe.ts';
import { render } from '../../support/render.tsx';

let isBroken = false;

function Fragile() {
  if (isBroken) throw new Error('broken on purpose');
  return <p>Works</p>;
}

/** React reports a caught error on the console as well, which is not what is tested. */
async function quietly(act: () => Promise<void> | void) {
  const report = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await act();
  report.mockRestore();
}

it('keeps a failure to its part and shows the part again when asked', async () => {
  isBroken = true;
  await quietly(() => {
    render(
      <main>
        <h1>Page</h1>
        <FeatureBoundary part="Details">
          <Fragile />
        </FeatureBoundary>
        <p>The list</p>
      </main>,
    );
  });
  expect(screen.getByRole('alert')).toHaveTextContent('Details stopped working');
  expect(screen.getByText('The list')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  isBroken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Show again' }));
  expect(screen.getByText('Works')).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('stays failed while the part still fails', async () => {
  isBroken = true;
  await quietly(async () => {
    render(
      <FeatureBoundary part="Details">
        <Fragile />
      </FeatureBoundary>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show again' }));
  });
  expect(screen.getByRole('alert')).toBeVisible();
});
