/** Takes one line per step of a call or search; lines hold neither credentials nor rows. */
export type ApiLog = (line: string) => void;
