import type { ToldNote, ToldNotes } from '../../../src/notify/teller/told-note.ts';

/** A note that several machines share, as one in a repository; `away` makes asking and writing fail. */
export function sharedNotes() {
  const held = { note: null as ToldNote | null, away: false, refused: false, writes: 0 };
  /** The way to it of one machine. */
  const open = (isWritable = true): ToldNotes => {
    let known: ToldNote | null = null;
    return {
      isWritable,
      async read() {
        if (held.away) throw new Error('the host does not answer');
        known = held.note;
        return held.note;
      },
      async write(note) {
        if (held.away || held.refused) throw new Error('the host refuses');
        const other = held.note === known ? null : held.note;
        held.note = note;
        known = note;
        held.writes += 1;
        return other;
      },
    };
  };
  return { held, open };
}
