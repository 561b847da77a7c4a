/** A file of the reader's own making; `name` has no path. */
export type TextFile = { readonly name: string; readonly type: string; readonly text: string };

/** Hands a file to the browser to keep. */
export function download({ name, type, text }: TextFile): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken its copy when the task of the click is over.
  setTimeout(() => URL.revokeObjectURL(address));
}
