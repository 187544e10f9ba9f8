import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type PageMakerSettings, pageMakers } from '../../../src/runtime/ingest/page-makers.ts';

const contentDir = mkdtempSync(join(tmpdir(), 'makers-'));
const SETTINGS: PageMakerSettings = {
  contentDir,
  origin: 'https://courier.test',
  hubs: [],
  indexNowKey: null,
  sharedCaching: { maxAge: 60, tagHeader: 'Surrogate-Key' },
};

test('the same program makes the same pages, wherever its newsroom’s folder is', () => {
  const copy = mkdtempSync(join(tmpdir(), 'makers-'));
  cpSync(contentDir, copy, { recursive: true });
  expect(pageMakers({ ...SETTINGS, contentDir: copy })).toBe(pageMakers(SETTINGS));
});

test('what pages or their headers show makes others', () => {
  const others: PageMakerSettings[] = [
    { ...SETTINGS, origin: 'https://www.courier.test' },
    { ...SETTINGS, hubs: ['https://hub.test/'] },
    { ...SETTINGS, indexNowKey: 'abcdefgh' },
    { ...SETTINGS, sharedCaching: { maxAge: 61, tagHeader: 'Surrogate-Key' } },
    { ...SETTINGS, sharedCaching: { maxAge: 60, tagHeader: 'both' } },
  ];
  const names = [SETTINGS, ...others].map(pageMakers);
  expect(new Set(names).size).toBe(names.length);
});

test('so do other icons of the newsroom', () => {
  const before = pageMakers(SETTINGS);
  mkdirSync(join(contentDir, 'icons'));
  writeFileSync(join(contentDir, 'icons', 'logo.svg'), '<svg/>');
  const after = pageMakers(SETTINGS);
  expect(after).not.toBe(before);
  writeFileSync(join(contentDir, 'icons', 'logo.svg'), '<svg />');
  expect(pageMakers(SETTINGS)).not.toBe(after);
});
