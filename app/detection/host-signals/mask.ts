/** What stands where a secret stood. */
const hidden = '***';

/** Longest command line that is kept, and longest that is read: what follows cannot be told to be no secret. */
const longestKept = 256;
const longestRead = 8_192;

/** A value of an option: in quotes, which may hold spaces, or up to the next space. */
const value = String.raw`(?:"(?:\\.|[^"\\])*(?:"|$)|'[^']*(?:'|$)|[^\s"'])+`;

/** User and password before the host of an address; a password may hold a slash, which a port cannot be followed by letters of. */
const userinfo = /(:\/\/[^\s"'/:@[]*):(?:[^\s"'/]*|(?!\d{1,5}(?:[/\s"']|$))[^\s"']*)@/g;
/** … and where the text ends before the `@` was reached. */
const unfinished = /(:\/\/[^\s"'/:@[]+):(?!\d{1,5}(?:[/\s"']|$))[^\s"'@]*$/;

/** `-u name:secret`, also glued or among other letters, `--user`, `--proxy-user`, and the password of a certificate. */
const credentials = new RegExp(
  String.raw`((?:^|\s)["']?(?:-[a-zA-Z#]*[uU]\s*|--(?:proxy-)?user(?:=|\s+)))(${value})`,
  'g',
);
const certificates = new RegExp(
  String.raw`((?:^|\s)(?:-[a-zA-Z#]*E\s*|--(?:proxy-)?cert(?:=|\s+)))(${value})`,
  'g',
);
/** `--pass x`, `password=x`, `/pwd:x`, `-pw x`, tokens and keys, as far as they are called so. */
const named = new RegExp(
  String.raw`((?:^|[\s"'?&;,/-])(?:pw|pwd|pass|passwd|password|passphrase|secret|token|access[-_]?token|api[-_]?key|oauth2-bearer)(?:\s*[=:]\s*|\s+))(${value})`,
  'gi',
);
const authorization = /((?:proxy-)?authorization\s*:\s*(?:[a-z]+\s+)?)[^\s"']+/gi;

/**
 * A command line as it may be shown: what looks like a secret is replaced, control characters become spaces, and it is cut at 256
 * characters, after that. What hides its secrets better than by these forms stays.
 */
export function maskedCommand(raw: string): string {
  const line = raw
    .slice(0, longestRead)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
  const masked = line
    .replace(userinfo, `$1:${hidden}@`)
    .replace(unfinished, `$1:${hidden}`)
    .replace(credentials, (_, option: string, given: string) => option + withoutSecret(given, ':'))
    .replace(certificates, (_, option: string, given: string) => option + certificate(given))
    .replace(authorization, `$1${hidden}`)
    .replace(named, `$1${hidden}`)
    .trim();
  return masked.length > longestKept ? `${masked.slice(0, longestKept)}…`.toWellFormed() : masked;
}

function withoutSecret(given: string, mark: string): string {
  const at = given.indexOf(mark);
  return at === -1 ? given : `${given.slice(0, at)}${mark}${hidden}`;
}

/** The colon of a drive is not the one before a password. */
function certificate(given: string): string {
  const at = given.lastIndexOf(':');
  return at === -1 || /^[\\/]/.test(given.slice(at + 1))
    ? given
    : `${given.slice(0, at)}:${hidden}`;
}
