import type { Protocol } from '../../../contract/finding.ts';
import type { NearestTest, Recipe, Signal, TechniqueId } from '../../../contract/validation.ts';

/** What a field of a Sysmon record means, whatever a console calls it. */
export type Meaning = 'process' | 'command' | 'parentCommand' | 'file' | 'pipe' | 'originalName';

/**
 * One condition on a record: any of these texts, in any of these fields. `program`: the name of a program with or without the folder
 * before it; `part`: a part of the text; `pipe`: a regular expression of the whole name, without the backslash it begins with. Letters of
 * either case. `payload`: what of it the payload holds as a part, where no property of the meanings is filled.
 */
export type Sign = {
  readonly meanings: readonly Meaning[];
  readonly how: 'program' | 'part' | 'pipe';
  readonly any: readonly string[];
  readonly payload: readonly string[];
  /** It must not be so. */
  readonly isNot?: true;
};

/**
 * A signal with how it is found: all signs hold. `port`: of the destination. `markedIn`: fields in which the marker stands.
 * `isOfRun`: a process that the steps begin leaves it, so that its process GUID is one of the run's. `isTelling`: it tells the technique from its twin, whose run must not leave it behind.
 */
export type SignalRule = Signal & {
  readonly signs: readonly Sign[];
  readonly port: number | null;
  readonly markedIn: readonly Meaning[];
  readonly isOfRun: boolean;
  readonly isTelling: boolean;
};

/** Where a technique connects to. IANA protocol number. */
export type Connects = {
  readonly port: number;
  readonly protocolId: number;
  readonly transport: 'TCP' | 'UDP';
  readonly protocol: Exclude<Protocol, 'OTHER'>;
  /** Its bytes go over a connection of their own. */
  readonly hasDataChannel: boolean;
};

/** A technique as the bench knows it. */
export type TechniqueRule = {
  readonly id: TechniqueId;
  readonly platform: 'windows' | 'linux';
  readonly attack: readonly string[];
  readonly connects: Connects | null;
  /** Of each of the files that are sent, where nobody says otherwise; 0: it sends none. */
  readonly bytes: number;
  /** What its protocol can carry in one file at most; `null`: more than a test sends. */
  readonly mostBytes: number | null;
  /** Bytes that a connection sends for its commands, at least. */
  readonly commandBytes: number;
  /** How often the steps connect: as often as asked, or once however much is sent. */
  readonly opens: 'each-time' | 'once' | 'never';
  readonly signals: readonly SignalRule[];
  /** What the twin must leave behind, so that its silence says something. */
  readonly witness: SignalRule;
  readonly test: Recipe;
  readonly twin: Recipe;
  readonly nearest: readonly NearestTest[];
};
