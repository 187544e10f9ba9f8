import { expect, test } from 'vitest';
import { readToldNote, recipientDigest, writeToldNote } from '../../../src/notify/teller/told-note.ts';

const AT = Date.parse('2026-11-22T08:00:00.000Z');

test('a note is read as it was written', () => {
  const note = { teller: 'a', at: AT, waiting: new Map([['abcdef0123456789', AT - 1]]) };
  expect(readToldNote(writeToldNote(note))).toEqual(note);
});

test('what is no note is none, and a moment that cannot be read is that of the note', () => {
  for (const text of [
    '',
    '[]',
    'null',
    '{',
    '{"teller":1,"at":"2026-11-22T08:00:00Z"}',
    '{"teller":"a","at":"x"}',
  ])
    expect(readToldNote(text)).toBeNull();
  expect(readToldNote('{"teller":"a","at":"2026-11-22T08:00:00Z","waiting":{"b":"x"}}')).toEqual({
    teller: 'a',
    at: AT,
    waiting: new Map([['b', AT]]),
  });
  expect(readToldNote('{"teller":"a","at":"2026-11-22T08:00:00Z","waiting":null}')?.waiting.size).toBe(0);
});

test('the note holds no address', () => {
  const digest = recipientDigest({ channel: 'webhook', target: 'https://hook.example/a-token' });
  expect(digest).toMatch(/^[0-9a-f]{16}$/);
});
