import type { RequestHandler } from 'express';
import { NO_STORE } from '../../cache/cache-policy.ts';
import type { Answer } from '../../cache/page-entry.ts';
import type { Readiness } from '../readiness.ts';
import { serveFixed } from '../send/send-entry.ts';

export interface HealthHandlers {
  /** 200 as long as the process can answer. */
  readonly alive: RequestHandler;
  /** 200 when readers may be sent here, 503 while starting or draining. */
  readonly ready: RequestHandler;
}

const RETRY_AFTER_SECONDS = '5';

/** Makes the handlers of `/healthz` and `/readyz`; neither answer is stored. */
export function createHealthHandlers(readiness: Readiness): HealthHandlers {
  const ready = serveState('ready');
  const unavailable = serveState('unavailable', {
    status: 503,
    headers: ['Retry-After', RETRY_AFTER_SECONDS],
  });
  return {
    alive: serveState('ok'),
    ready: (request, response) => (readiness.isReady() ? ready : unavailable)(request, response),
  };
}

function serveState(status: string, rest: Partial<Answer> = {}) {
  const contentType = 'application/json; charset=utf-8';
  return serveFixed({ body: JSON.stringify({ status }), contentType, cacheControl: NO_STORE, ...rest });
}
