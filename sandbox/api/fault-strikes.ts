import type { RequestHandler } from 'express';
import { stateOf } from './call-state.ts';
import { ApiError } from './errors.ts';
import type { Faults } from './faults.ts';

/** Brings about the faults that strike on the wire, and hands the others down to the endpoint. */
export function strikeFaults(faults: Faults): RequestHandler {
  return (request, response, next) => {
    const fault = faults.take(request.method, request.path);
    switch (fault?.kind) {
      case 'error':
        throw new ApiError(fault.entry, fault.message);
      case 'hang':
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
        return;
      default:
        stateOf(request).fault = fault;
        next();
    }
  };
}
