import type { Logger } from 'pino';
import { openGitNote } from '../../git/git-note.ts';
import type { Mirror } from '../../git/mirror.ts';
import { readToldNote, type ToldNotes, writeToldNote } from '../../notify/teller/told-note.ts';

/** Where the machine that tells notes in the content repository how far it came. */
const REF = 'refs/dateline/told';

/** The note in the repository that content comes from; `mayPush` says whether this machine may write there. */
export function toldNotes(mirror: Mirror, mayPush: boolean, log: Logger): ToldNotes {
  const note = openGitNote(mirror, REF);
  const understand = (text: string | null): ReturnType<typeof readToldNote> => {
    const read = text === null ? null : readToldNote(text);
    if (text !== null && read === null)
      log.warn({ ref: REF }, 'the note in the repository cannot be understood; it is written anew');
    return read;
  };
  return {
    isWritable: mayPush,
    read: async () => understand(await note.read()),
    write: async (told) => understand(await note.write(writeToldNote(told))),
  };
}
