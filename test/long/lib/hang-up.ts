import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../bench/archive/random.ts';

/** Mostly much shorter: what is stored is looked up and opened within a few ms. */
const LONGEST_MS = 40;
const FIRST_BYTES_MS = 1_000;
const WHOLE_MS = 3_000;

/**
 * Asks an origin for a path on a connection of its own and hangs up when chance has it: before the answer, at its first
 * bytes, after it; by a reset or not. Resolves to whether the answer was read to its end.
 */
export async function askAndHangUp(origin: string, path: string, random: Random): Promise<boolean> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const method = random.chance(0.15) ? 'HEAD' : 'GET';
  const condition = random.chance(0.15) ? `If-None-Match: "${path.split('/').at(-1)}"\r\n` : '';
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${hostname}\r\n${condition}Connection: close\r\n\r\n`);
  const isPatient = random.chance(0.1);
  if (isPatient) socket.resume();
  const waits = isPatient
    ? sleep(WHOLE_MS, undefined, { ref: false })
    : random.chance(0.5)
      ? sleep(random.unit() ** 3 * LONGEST_MS)
      : Promise.race([
          once(socket, 'readable').catch(() => {}),
          sleep(FIRST_BYTES_MS, undefined, { ref: false }),
        ]);
  await Promise.race([waits, closed]);
  const isWhole = isPatient && socket.closed;
  if (random.chance(0.6)) socket.resetAndDestroy();
  else socket.destroy();
  return isWhole;
}
