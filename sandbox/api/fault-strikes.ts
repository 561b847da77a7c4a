import type { Response, RequestHandler } from 'express';
import { stateOf } from './call-state.ts';
import { ApiError, errorBody } from './errors.ts';
import type { Fault, Faults, WireFault } from './faults.ts';

/** Brings about the faults that strike on the wire, and hands the others down to the endpoint. */
export function strikeFaults(faults: Faults): RequestHandler {
  return (request, response, next) => {
    const query = request.query['query_expression'];
    const asked = typeof query === 'string' ? query : '';
    const strike = faults.take(request.method, request.path, asked);
    if (strike === null || !isOnTheWire(strike.fault)) {
      stateOf(request).fault = strike?.fault ?? null;
      next();
    } else if (strike.isAfter) {
      const { fault } = strike;
      loseAnswer(response, () => answerWith(fault, response));
      next();
    } else if (strike.fault.kind === 'error') {
      throw new ApiError(strike.fault.entry, strike.fault.message);
    } else answerWith(strike.fault, response);
  };
}

const wireKinds = ['error', 'hang', 'reset', 'close-mid-body', 'invalid-json', 'html'] as const;

function isOnTheWire(fault: Fault): fault is WireFault {
  return wireKinds.some((kind) => kind === fault.kind);
}

function answerWith(fault: WireFault, response: Response): void {
  switch (fault.kind) {
    case 'error':
      response.writeHead(fault.entry.status, { 'Content-Type': 'application/json;charset=UTF-8' });
      response.end(JSON.stringify(errorBody(fault.entry, fault.message)));
      return;
    case 'hang':
      return;
    case 'reset':
      response.destroy();
      return;
    case 'close-mid-body':
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 4096 });
      response.write('{"events":[{"sourceip":"', () => response.destroy());
      return;
    case 'invalid-json':
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"events":[{"sourceip":}]');
      return;
    case 'html':
      response.writeHead(502, { 'Content-Type': 'text/html' });
      response.end(
        '<html><head><title>502 Proxy Error</title></head><body>Proxy Error</body></html>',
      );
  }
}

/** Lets the endpoint write into the void, and calls back when it has ended its answer. */
function loseAnswer(response: Response, onEnd: () => void): void {
  const mute = {
    writeHead: () => response,
    write: () => true,
    end: () => {
      for (const name of Object.keys(mute)) Reflect.deleteProperty(response, name);
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      onEnd();
      return response;
    },
  };
  Object.assign(response, mute);
}
