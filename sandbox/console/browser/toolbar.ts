import { startAction } from './app-actions.ts';
import type { PageSettings } from './page-settings.ts';

/** Makes the buttons work that apps added to the page's toolbar. */
export function installToolbar({ toolbar, appContext }: PageSettings): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-action]') : null;
    const entry = toolbar.find(({ id }) => id === button?.getAttribute('data-action'));
    if (entry === undefined || !(button instanceof HTMLElement)) return;
    startAction(entry, { value: appContext, element: button });
  });
}
