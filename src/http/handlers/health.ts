import type { RequestHandler } from 'express';
import { createRepresentation } from '../../cache/representation.ts';
import type { Readiness } from '../readiness.ts';
import { sendRepresentation } from '../send/send-representation.ts';

export interface HealthHandlers {
  /** 200 as long as the process can answer. */
  readonly alive: RequestHandler;
  /** 200 when readers may be sent here, 503 while starting or draining. */
  readonly ready: RequestHandler;
}

const RETRY_AFTER_SECONDS = 5;

/** Makes the handlers of `/healthz` and `/readyz`; neither answer is stored. */
export function createHealthHandlers(readiness: Readiness): HealthHandlers {
  const ok = json({ status: 'ok' });
  const ready = json({ status: 'ready' });
  const unavailable = json({ status: 'unavailable' });
  return {
    alive(request, response) {
      sendRepresentation(request, response, ok, { cacheControl: 'no-store' });
    },
    ready(request, response) {
      if (readiness.isReady())
        return sendRepresentation(request, response, ready, { cacheControl: 'no-store' });
      sendRepresentation(request, response, unavailable, {
        status: 503,
        cacheControl: 'no-store',
        headers: { 'Retry-After': RETRY_AFTER_SECONDS },
      });
    },
  };
}

function json(value: unknown) {
  return createRepresentation({
    body: JSON.stringify(value),
    contentType: 'application/json; charset=utf-8',
  });
}
