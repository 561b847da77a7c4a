import { partsOver } from '../../../app/detection/evidence/activity.ts';

/** The hour that most tests of the detection judge, from a full minute: 2026-01-05 08:00 UTC. */
export const hour = { startMs: 1_767_600_000_000, stopMs: 1_767_603_600_000 };

/** Its parts. */
export const partOf = partsOver(hour);
