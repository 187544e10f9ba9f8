import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';

/** Tells, once for all that is in it, that a folder is held back for its name. */
export function hiddenFolder(folder: string): Problem {
  return told(folder, 'Nothing below this folder is published: its name says that it is not for readers.');
}

/** Tells, once for all of them, that a folder has files that are held back for their names. */
export function hiddenFiles(folder: string): Problem {
  return told(
    folder,
    'Files of this folder whose names begin with _ or end with .draft.md are not published.',
  );
}

function told(folder: string, message: string): Problem {
  const log = createProblemLog(folder);
  log.warn({ code: 'held-back-by-name', message, hint: 'Rename what is to be published, or leave it so.' });
  const [problem] = log.list();
  return problem as Problem;
}
