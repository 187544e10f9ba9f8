import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openRevisions, revisionsFile } from '../../src/revisions/open-revisions.ts';
import { openContentWriting } from '../../src/writing/open-content-writing.ts';
import { ANNA, BORIS, FILE, openTestWriting, STORY } from './open-test-writing.ts';

const ROUNDS = 1_000;
const LINES = ['title: The ferry', 'section: world', 'One.', 'Two.', 'Three.'];

/** A sequence of numbers that is the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * Three writers, two of them of one process and one of another, write upon what they read a while ago, all at once, while a program
 * renames texts into place. Each text has a mark of its own, so that it can be told whether it is anywhere.
 */
test(`of ${ROUNDS} rounds of writers, no text that anybody was told of is ever absent`, async () => {
  await using site = await openTestWriting('folder');
  const log = pino({ level: 'silent' });
  const revisions = openRevisions({
    file: revisionsFile(site.dataDir),
    now: Date.now,
    log,
    mostVersions: 100_000,
  });
  const open = () =>
    openContentWriting({ contentDir: site.folder, branch: null, revisions, now: Date.now, log });
  const [first, second] = [open(), open()];
  const writers = [
    { writing: first, by: ANNA },
    { writing: first, by: BORIS },
    { writing: second, by: ANNA },
  ];
  const pick = numbers(20);
  const seen = await Promise.all(writers.map(({ writing }) => writing.read(FILE)));
  let marks = 0;

  for (let round = 0; round < ROUNDS; round += 1) {
    const acts = writers.map(async ({ writing, by }, nth) => {
      if (pick(3) === 0) seen[nth] = await writing.read(FILE);
      const began = seen[nth];
      if (began === null || began === undefined || pick(4) === 0) return;
      marks += 1;
      const mark = `mark${marks}x`;
      const line = LINES[pick(LINES.length)] ?? '';
      const old = began.bytes.toString();
      const text = old.replace(new RegExp(`^${line.slice(0, 4)}.*$`, 'm'), `${line} ${mark}`);
      for (let turns = pick(4); turns > 0; turns -= 1) await Promise.resolve();
      const change = { file: FILE, bytes: Buffer.from(text), base: began.digest };
      const outcome = await writing.write({ changes: [change], by, why: 'Save' });
      if (outcome.kind === 'refused') throw new Error(outcome.message);
      if (outcome.kind === 'written') {
        const saved = revisions.byDigest(outcome.files[0]?.digest ?? '')?.toString();
        expect(saved).toContain(mark);
        seen[nth] = await writing.read(FILE);
        return;
      }
      const kept = await writing.textOf(FILE, outcome.files[0]?.kept ?? '');
      expect(kept?.toString()).toBe(text);
    });
    if (pick(5) === 0) {
      marks += 1;
      const text = STORY.replace('Two.', `Two. mark${marks}x`);
      // As the ingest does, which keeps what it has published.
      await Promise.resolve();
      site.sftp(FILE, text);
      revisions.keep([{ file: FILE, bytes: Buffer.from(text), at: Date.now(), by: null, why: null }]);
    }
    await Promise.all(acts);
  }

  const now = await first.read(FILE);
  const versions = revisions.list(FILE, 1_000_000);
  const texts = [
    ...versions.map(({ id }) => revisions.bytes(FILE, id)?.toString() ?? ''),
    now?.bytes.toString() ?? '',
  ];
  const found = new Set(texts.flatMap((text) => text.match(/mark\d+x/g) ?? []));
  const missing = Array.from({ length: marks }, (_, nth) => `mark${nth + 1}x`).filter(
    (mark) => !found.has(mark),
  );
  expect(missing).toEqual([]);
  expect(versions.some((one) => one.isRefused)).toBe(true);
  await first.close();
  await second.close();
  revisions.close();
});
