import type { RequestHandler } from 'express';
import { REVALIDATE } from '../../cache/cache-policy.ts';
import { createPageEntry } from '../../cache/page-entry.ts';
import { sendEntry } from '../send/send-entry.ts';

/** Serves `/{key}.txt`, by which search engines know that who tells them of changes is this site (indexnow.org). */
export function createIndexNowKeyHandler(key: string): RequestHandler {
  const text = { body: key, contentType: 'text/plain; charset=utf-8', cacheControl: REVALIDATE };
  const entry = createPageEntry(text);
  return (request, response) => sendEntry(request, response, entry);
}
