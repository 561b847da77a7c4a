import { screen } from '@testing-library/react';
import { entryNotices } from '../../../contract/entry.ts';
import { EntryNotice } from '../../../ui/shared/EntryNotice.tsx';
import { render } from '../../support/render.tsx';
import { english } from '../../support/words.ts';

it.each(entryNotices)('says %s, and is silent after a reload', (notice) => {
  window.history.replaceState(null, '', `/index?theme=dark&notice=${notice}`);
  const { unmount } = render(<EntryNotice />);
  expect(screen.getByText(english.page.entry[notice].title)).toBeInTheDocument();
  expect(window.location.search).toBe('?theme=dark');
  unmount();
  const { container } = render(<EntryNotice />);
  expect(container).toBeEmptyDOMElement();
});

it.each(['', '?notice=', '?notice=<img src=x>'])('shows nothing for %j', (search) => {
  window.history.replaceState(null, '', `/index${search}`);
  const { container } = render(<EntryNotice />);
  expect(container).toBeEmptyDOMElement();
});
