import { parseCookie } from 'cookie';
import express, { type RequestHandler } from 'express';
import type { AttackRange } from '../data/range/attack-range.ts';
import { RangeRefusal, techniqueNames, type SignalName } from '../data/range/order.ts';
import {
  outsideTarget,
  privateTarget,
  standardHosts,
  techniques,
} from '../data/range/techniques.ts';
import { hasCapability, isSameSecret, type Caller, type Sessions } from './access/sessions.ts';

/** What the console's page has to know of the range, beside its words. */
export type { RangeRun, RunSignal } from '../data/range/run.ts';
export type { RangeOrderInput, SignalName, TechniqueName } from '../data/range/order.ts';
export type { WhyNot } from '../data/range/range-records.ts';

/** Where the console has it. */
export const rangePath = '/stand-in/attack-range';

/** One form of a technique as its page offers it. */
export type OfferedVariant = {
  readonly signals: readonly SignalName[];
  readonly sessions: number;
  readonly bytes: number;
  readonly target: string | null;
};

/** What can be ordered: each technique with its two forms, in the order of the page; the hosts and targets that are suggested. */
export type RangeFacts = typeof rangeFacts;

/** See `RangeFacts`. */
export const rangeFacts = {
  techniques: techniqueNames.map((name) => {
    const { platform, attack, twin } = techniques[name];
    return { name, platform, attack: offeredOf(attack), twin: offeredOf(twin) };
  }),
  hosts: standardHosts,
  targets: { outside: outsideTarget, private: privateTarget, loopback: '127.0.0.1' },
} as const;

function offeredOf({ signals, sessions, bytes, target }: OfferedVariant): OfferedVariant {
  return { signals, sessions, bytes, target };
}

/**
 * Attacks ordered over HTTP, for the page Attack range and for tests. No part of QRadar's API and outside of it: `/console/stand-in/attack-range`.
 *
 * `POST runs ORDER` lets one happen now and answers 201 with what was written (`RangeRun`); `GET runs` gives the last ones, newest first. Both are for administrators: 401
 * without a session or the service's token, 403 without ADMIN or, for a session that writes, without its token in the header QRadarCSRF. An order that
 * is none is answered 400, one that this console cannot carry out 409, too much at once 429; the body says why in `message`.
 */
export function rangeControl(range: AttackRange, sessions: Sessions): express.Router {
  const router = express.Router();
  router.use(forAdmins(sessions));
  router.get('/runs', (_request, response) => {
    response.json({ waiting: range.waiting, runs: range.runs });
  });
  router.post('/runs', express.json({ limit: '10kb' }), async (request, response) => {
    try {
      const caller = callerOf(request, sessions);
      response.status(201).json(await range.inject(request.body, caller?.name ?? ''));
    } catch (error) {
      if (!(error instanceof RangeRefusal)) throw error;
      response.status(error.status).json({ message: error.message });
    }
  });
  router.use(((error: unknown, _request, response, next) => {
    // Body parsers say in `status` that the body was at fault.
    const status = error instanceof Error && 'status' in error ? Number(error.status) : NaN;
    if (!(status >= 400 && status < 500)) {
      next(error);
      return;
    }
    response.status(status).json({ message: 'The body is no JSON, or longer than 10 kB.' });
  }) satisfies express.ErrorRequestHandler);
  return router;
}

function forAdmins(sessions: Sessions): RequestHandler {
  return (request, response, next) => {
    const caller = callerOf(request, sessions);
    if (caller === null) {
      response.status(401).json({ message: 'Log in, or send the token of the service as SEC.' });
      return;
    }
    if (!hasCapability(caller, ['ADMIN'])) {
      response.status(403).json({ message: 'Only administrators may use the attack range.' });
      return;
    }
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
    if (
      isWrite &&
      caller.csrf !== null &&
      !isSameSecret(request.get('QRadarCSRF') ?? '', caller.csrf)
    ) {
      response.status(403).json({ message: 'The QRadarCSRF header is missing or wrong.' });
      return;
    }
    next();
  };
}

function callerOf(request: express.Request, sessions: Sessions): Caller | null {
  const sec = request.get('SEC') ?? parseCookie(request.get('Cookie') ?? '')['SEC'];
  return sec === undefined ? null : sessions.callerOf(sec);
}
