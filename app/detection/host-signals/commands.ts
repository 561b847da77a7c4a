/** Signs of a program that was started, in its command line. Pure text: every value is what a host wrote, so anything. */

/** Longest command line that is looked at. */
const longest = 8_192;

/** The name of a program, without its folder; in small letters. */
export function programOf(path: string): string {
  return (path.replaceAll('"', '').trim().split(/[\\/]/).at(-1) ?? '').toLowerCase();
}

/** The words of a command line; quotes hold a word together. Windows knows double ones only. */
export function wordsOf(command: string, quotes: '"' | `"'`): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let open: string | null = null;
  for (const letter of command.slice(0, longest)) {
    if (open === null && /\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (letter === open) {
      open = null;
    } else if (open === null && quotes.includes(letter)) {
      open = letter;
      word ??= '';
    } else word = (word ?? '') + letter;
  }
  return word === null ? words : [...words, word];
}

/** The script that `ftp.exe` is told to carry out (learn.microsoft.com: ftp, `-s:<filename>`); `null`: none. */
export function ftpScriptIn(command: string): string | null {
  const [, ...options] = wordsOf(command, '"');
  const script = options.find((word) => /^-s:./i.test(word))?.slice(3);
  return script ?? null;
}

/** Options of curl with one letter that take a value (curl.se/docs/manpage.html): what follows in the word is that. */
const withValue = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

/** The server that curl is told to send a file to by FTP, FTPS or TFTP: its name in small letters; `null`: it is not. */
export function curlUploadIn(command: string): string | null {
  const [, ...words] = wordsOf(command, `"'`);
  if (!words.some(isUpload)) return null;
  for (const word of words) {
    const [, authority] = /^(?:--url=)?(?:ftps?|tftp):\/\/([^/?#]+)/i.exec(word) ?? [];
    const host = authority?.split('@').at(-1)?.replace(/:\d*$/, '').toLowerCase();
    if (host) return host;
  }
  return null;
}

function isUpload(word: string): boolean {
  if (/^--upload-file(?:=|$)/.test(word)) return true;
  if (!/^-[^-]/.test(word)) return false;
  const [first] = new RegExp(`[${withValue}]`).exec(word.slice(1)) ?? [];
  return first === 'T';
}
