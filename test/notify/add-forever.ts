// Adds messages to the outbox of its argument and ends every second one, until it is killed.
import { writeSync } from 'node:fs';
import { pino } from 'pino';
import { openOutbox } from '../../src/notify/outbox.ts';

const outbox = openOutbox({ file: process.argv[2] ?? '', now: () => 1000, log: pino({ level: 'silent' }) });
for (let n = 0; ; n += 1) {
  const id = `id${n}`;
  outbox.add([
    { id, channel: 'webhook', target: 'https://hook.example/', topic: `article:${n}`, body: '{}' },
  ]);
  writeSync(1, `added ${id}\n`);
  if (n % 2 === 1) continue;
  outbox.done([id]);
  writeSync(1, `done ${id}\n`);
}
