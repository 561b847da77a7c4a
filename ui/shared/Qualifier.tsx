/** What limits a number, below it. */
export function Qualifier({ children }: { readonly children: string }) {
  return <span className="tw-qualifier">{children}</span>;
}
