import { Qualifier } from './Qualifier.tsx';

/** Who a number comes from, below it; nothing where the number is not known. */
export function Origin({ text }: { readonly text: string | null }) {
  return text === null ? null : <Qualifier>{text}</Qualifier>;
}
