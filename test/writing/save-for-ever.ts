import { pino } from 'pino';
import { openRevisions, revisionsFile } from '../../src/revisions/open-revisions.ts';
import { openContentWriting } from '../../src/writing/open-content-writing.ts';
import { ANNA, FILE } from './open-test-writing.ts';

/** A process of its own that saves again and again, tells the number of each save that is done, and waits to be killed. */
const [, , contentDir = '', dataDir = ''] = process.argv;
const log = pino({ level: 'silent' });
const revisions = openRevisions({ file: revisionsFile(dataDir), now: Date.now, log });
const writing = openContentWriting({ contentDir, branch: null, revisions, now: Date.now, log });
for (let nth = 1; ; nth += 1) {
  const base = (await writing.read(FILE))?.digest ?? null;
  const text = `---\ntitle: ${nth}\n---\n${`line ${nth}\n`.repeat(500)}`;
  const outcome = await writing.write({
    changes: [{ file: FILE, bytes: Buffer.from(text), base }],
    by: ANNA,
    why: 'Save',
  });
  if (outcome.kind !== 'written') process.exit(1);
  process.send?.(nth);
}
