import { connect, type Socket } from 'node:net';
import type { SendLines } from '../../ports/signals.ts';

/** For connecting, sending and closing together: a receiver in the same network takes milliseconds. */
const limitMs = 10_000;
/** How long a receiver that does not want what was sent has to say so, by closing the connection before we do. */
const refusalMs = 250;

/**
 * Syslog over TCP as QRadar takes it: lines ended by a line feed (RFC 6587, non-transparent framing), so a line must have none in
 * it. There is no acknowledgement. That the receiver stays until we close, and then closes its side too, is all that can be
 * known.
 */
export const sendLines: SendLines = (to, lines, signal) => {
  if (lines.some((line) => /[\r\n]/.test(line)))
    return Promise.reject(new TypeError('a line of syslog has a line break in it'));
  const socket = connect({ host: to.host, port: to.port });
  return sent(socket, lines.map((line) => `${line}\n`).join(''), signal);
};

function sent(socket: Socket, text: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const giveUp = () => socket.destroy(new Error('given up'));
    const tooLong = setTimeout(
      () => socket.destroy(new Error(`no answer within ${limitMs / 1000} s`)),
      limitMs,
    );
    let closing: NodeJS.Timeout | null = null;
    let failure: Error | null = null;
    socket.once('connect', () =>
      socket.write(text, () => {
        closing = setTimeout(() => {
          isOver = true;
          socket.end();
        }, refusalMs);
      }),
    );
    // What a receiver says is of no use, but unread it would keep the connection open.
    socket.resume();
    socket.once('error', (error) => {
      failure = error;
    });
    socket.once('close', () => {
      signal.removeEventListener('abort', giveUp);
      clearTimeout(tooLong);
      if (closing !== null) clearTimeout(closing);
      if (isOver && failure === null) resolve();
      else reject(failure ?? new Error('the receiver closed the connection'));
    });
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
}
