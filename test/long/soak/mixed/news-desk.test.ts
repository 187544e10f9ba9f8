import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { lastChange } from './counted-story.ts';
import { createNewsDesk } from './news-desk.ts';
import { findTokens } from '../../storm/token.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('what the desk says it published is in the folder; a story just changed is left alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-desk-'));
  folders.push(folder);
  const desk = createNewsDesk(folder, Temporal.Instant.from('2026-11-22T12:00:00Z'));
  const done = Array.from({ length: 9 }, () => desk.publish());
  expect(done.map(({ kind }) => kind)).toEqual(Array.from({ length: 9 }, () => 'new'));
  const [first] = desk.stories;
  if (first === undefined) throw new Error('there is no story');

  expect(first.path).toBe('/2026/11/22/counted-story-0');
  const text = readFileSync(join(folder, first.file), 'utf8');
  expect(findTokens(text)).toEqual(new Map([['k0', new Map([[0, 'atz']])]]));

  // As if nothing but the first had been left alone for long.
  first.versions[0] = lastChange(first) - 10_000;
  first.movedAt -= 10_000;
  const edited = desk.publish();
  expect(edited).toMatchObject({ kind: 'edited', story: { index: 0 } });
  expect(findTokens(readFileSync(join(folder, first.file), 'utf8')).get('k0')).toEqual(new Map([[1, 'atz']]));
  expect(existsSync(join(folder, `${first.file}.tmp`))).toBe(false);
});
