import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { DetailWordsProvider } from '../../../ui/detail/detail-words.ts';
import { Reasons } from '../../../ui/detail/Reasons.tsx';
import { Who } from '../../../ui/detail/Who.tsx';
import { PivotProvider } from '../../../ui/pivots/PivotProvider.tsx';
import { aCard, aFinding, anApi, aRun } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

test('superflows are marked where their flow source is named, and explained among the corrections', async () => {
  const finding = aFinding({
    flowSources: [
      { id: -2, name: 'qflow-edge', kind: 'flow', connections: 4 },
      { id: -1, name: 'qflow-edge', kind: 'superflow', connections: 3 },
    ],
    corrections: ['flows-counted', 'superflows-marked'],
  });
  render(
    <ApiProvider api={anApi({})}>
      <PivotProvider run={aRun()} onFilter={() => undefined} onAllow={() => undefined}>
        <DetailWordsProvider>
          <Who finding={finding} card={aCard([finding])} address={{ state: 'absent' }} />
          <Reasons finding={finding} run={aRun()} />
        </DetailWordsProvider>
      </PivotProvider>
    </ApiProvider>,
  );
  expect(
    screen.getByText('qflow-edge: at least 3 in superflows, whose bytes are left out'),
  ).toBeVisible();
  await userEvent.click(screen.getByText('What the corrected profile did here'));
  expect(screen.getByText('Superflows marked')).toBeVisible();
  expect(screen.getByText(/folds many connections of a scan or flood/)).toBeVisible();
});
