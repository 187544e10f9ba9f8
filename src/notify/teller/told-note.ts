import { hash } from 'node:crypto';
import type { Recipient } from '../message.ts';

/** How far the outside has been told, as the teller notes it for whoever takes its part over. */
export interface ToldNote {
  /** An id of the machine's own, made with its outbox. */
  readonly teller: string;
  /** Up to here all was told but for what waits. Milliseconds since 1970. */
  readonly at: number;
  /** Recipients, as `recipientDigest` names them, for whom something waits, and since when. */
  readonly waiting: ReadonlyMap<string, number>;
}

/** Where all machines find the note; one of them writes it. */
export interface ToldNotes {
  /** The note; null where there is none, or none that can be understood. Rejects where it cannot be asked for now. */
  read(): Promise<ToldNote | null>;
  /**
   * Puts a note in the place of the one that was read or written last. Resolves to what another machine has put there
   * meanwhile, which is replaced as well; null for nothing. Rejects where nothing can be written.
   */
  write(note: ToldNote): Promise<ToldNote | null>;
  /** Whether this machine may write. */
  readonly isWritable: boolean;
}

/** A recipient's name in the note. Its address may hold a token, and the note is read by many. */
export const recipientDigest = ({ channel, target }: Recipient): string =>
  hash('sha256', `${channel} ${target}`).slice(0, 16);

/** Writes a note as the JSON that other machines read. */
export function writeToldNote({ teller, at, waiting }: ToldNote): string {
  const since = Object.fromEntries([...waiting].map(([name, ms]) => [name, new Date(ms).toISOString()]));
  return `${JSON.stringify({ teller, at: new Date(at).toISOString(), waiting: since }, null, 1)}\n`;
}

/** Reads a note; null for a text that is none. */
export function readToldNote(text: string): ToldNote | null {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof given !== 'object' || given === null || !('teller' in given) || !('at' in given)) return null;
  const at = toMoment(given.at);
  if (typeof given.teller !== 'string' || at === null) return null;
  const since = 'waiting' in given && typeof given.waiting === 'object' ? (given.waiting ?? {}) : {};
  const waiting = Object.entries(since).map(([name, moment]) => [name, toMoment(moment) ?? at] as const);
  return { teller: given.teller, at, waiting: new Map(waiting) };
}

function toMoment(given: unknown): number | null {
  const ms = typeof given === 'string' ? Date.parse(given) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
