import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Message } from '../../src/notify/message.ts';

/** A log whose lines can be looked at. */
export function watchedLog() {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'info', base: null },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  return { log, lines };
}

/** The path of an outbox in a folder of its own. */
export const outboxFile = (): string => join(mkdtempSync(join(tmpdir(), 'outbox-')), 'outbox.db');

let count = 0;

/** A message to a webhook about one article. */
export function webhookMessage(target: string, topic = 'article:a'): Message {
  count += 1;
  return { id: `id-${count}`, channel: 'webhook', target, topic, body: `{"n":${count}}` };
}

/** A message that says only that a page changed. */
export function urlMessage(topic: string, target = 'https://engine.example/indexnow'): Message {
  count += 1;
  return { id: `id-${count}`, channel: 'index-now', target, topic, body: null };
}
