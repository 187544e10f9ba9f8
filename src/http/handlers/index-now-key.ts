import type { RequestHandler } from 'express';
import { REVALIDATE } from '../../cache/cache-policy.ts';
import { createRepresentation } from '../../cache/representation.ts';
import { sendRepresentation } from '../send/send-representation.ts';

/** Serves `/{key}.txt`, by which search engines know that who tells them of changes is this site (indexnow.org). */
export function createIndexNowKeyHandler(key: string): RequestHandler {
  const text = createRepresentation({ body: key, contentType: 'text/plain; charset=utf-8' });
  return (request, response) => sendRepresentation(request, response, text, { cacheControl: REVALIDATE });
}
