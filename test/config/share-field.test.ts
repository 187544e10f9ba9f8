import { expect, test } from 'vitest';
import { readSite } from '../../src/config/read-site.ts';

const LEAST = 'name: Times\nlanguage: en\ntimeZone: Asia/Yerevan\n';
const shareOf = (written: string) => readSite(`${LEAST}share: ${written}\n`).site?.share;

test('a newsroom says which networks stories are shared to, and in which order', () => {
  expect(readSite(LEAST).site).not.toHaveProperty('share');
  expect(shareOf('[telegram, WhatsApp, telegram]')).toEqual(['telegram', 'whatsapp']);
  expect(shareOf('bluesky')).toEqual(['bluesky']);
});

test.each(['no', 'none', 'false', '[]', '""'])('%s is none', (written) => {
  expect(shareOf(written)).toEqual([]);
});

test('an unknown network is told at its place, with the one that was meant', () => {
  const { problems } = readSite(`${LEAST}share: [x, mastodn]\n`);
  expect(problems).toMatchObject([
    {
      severity: 'error',
      code: 'share-unknown',
      line: 4,
      column: 12,
      hint: expect.stringContaining('Did you mean "mastodon"? '),
    },
  ]);
});
