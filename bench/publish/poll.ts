import type { Connection, Reply } from '../lib/connection.ts';

export interface Wanted {
  readonly path: string;
  readonly isThere: (reply: Reply) => boolean;
}

export interface Polled {
  /** Since `startedAt`; null when it was not there in time. */
  readonly ms: number | null;
  /** Statuses above 399 that came before. */
  readonly errors: readonly number[];
}

/** Asks for a path again and again, without a pause, until what is wanted is there. */
export async function poll(
  connection: Connection,
  { path, isThere }: Wanted,
  startedAt: number,
  timeoutMs: number,
): Promise<Polled> {
  const errors: number[] = [];
  while (performance.now() - startedAt < timeoutMs) {
    const reply = await connection.get(path);
    if (isThere(reply)) return { ms: performance.now() - startedAt, errors };
    if (reply.status >= 400) errors.push(reply.status);
  }
  return { ms: null, errors };
}

/** True for a 200 whose body has all of these texts. */
export function holds(...texts: readonly string[]): (reply: Reply) => boolean {
  return ({ status, body }) => status === 200 && texts.every((text) => body.includes(text));
}
