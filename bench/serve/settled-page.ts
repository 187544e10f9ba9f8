import { sleep } from '../lib/save.ts';
import { ACCEPT_ENCODING } from './contender.ts';
import { type RecordedReply, recordReply } from './recorded-reply.ts';

const POLL_MS = 100;
const MOST_MS = 6_000;

/**
 * The reply that a page has for good. Dateline packs a page better a few seconds after it was asked for
 * twice; where that never makes it smaller, this takes 6 s.
 */
export async function recordSettled(url: string): Promise<RecordedReply> {
  const first = await recordReply(url, ACCEPT_ENCODING);
  for (let waited = 0; waited < MOST_MS; waited += POLL_MS) {
    await sleep(POLL_MS);
    const reply = await recordReply(url, ACCEPT_ENCODING);
    if (reply.body.length < first.body.length) return reply;
  }
  return first;
}
