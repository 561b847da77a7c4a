type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured log. Fields named like a secret are not written, whatever they hold. */
export type Log = {
  readonly debug: (message: string, fields?: Fields) => void;
  readonly info: (message: string, fields?: Fields) => void;
  readonly notice: (message: string, fields?: Fields) => void;
  readonly warn: (message: string, error: unknown, fields?: Fields) => void;
  readonly error: (message: string, error: unknown, fields?: Fields) => void;
};
