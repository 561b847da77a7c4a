import { InlineLoading } from '@carbon/react';
import { useWords } from '../words/WordsContext.tsx';

/** That something is being waited for, which `text` says. */
export function Waiting({ text }: { readonly text: string }) {
  const { icons } = useWords().page;
  return <InlineLoading description={text} iconDescription={icons.waiting} />;
}
