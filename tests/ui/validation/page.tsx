import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Session } from '../../../contract/session.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import type { Api } from '../../../ui/api/api.ts';
import { ValidationPage } from '../../../ui/validation/ValidationPage.tsx';
import { render } from '../../support/render.tsx';
import { anApi, aSession } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';
import { techniques } from './validation-records.ts';

/** The page in the tab, with a server of these methods; it offers two techniques and has no records where not said. */
export function showPage(methods: Partial<Api>, session: Partial<Session> = {}, words = english) {
  render(
    <ApiProvider
      api={anApi({
        techniques: () => Promise.resolve({ techniques }),
        validations: () => Promise.resolve({ validations: [] }),
        rehearsals: () => Promise.resolve({ rehearsals: [] }),
        ...methods,
      })}
    >
      <main>
        <h1>Transfer Watch</h1>
        <ValidationPage
          known={{
            state: 'known',
            session: aSession(session),
            defaultProfile: 'corrected',
            settingsNotice: null,
          }}
          onSettingsSaved={() => undefined}
          onChecked={() => undefined}
        />
      </main>
    </ApiProvider>,
    words,
  );
  return userEvent.setup();
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** A promise that is never kept. */
export const never = () => new Promise<never>(() => undefined);
