import { expect, test } from 'vitest';
import { isDue, nextAsking } from '../../../src/ingest/embeds/next-asking.ts';

const FACTS = { title: 'T', author: null, text: null, pictureUrl: null, seconds: null };
const at = (now: number) => ({ now, random: 0.5 });
const DAY = 86_400_000;

test('what was told is asked for again after a season', () => {
  const kept = nextAsking('s', null, { kind: 'told', facts: FACTS }, at(1000));
  expect(kept).toEqual({ subject: 's', facts: FACTS, askedMs: 1000, nextMs: 1000 + 90 * DAY, failures: 0 });
  expect(isDue(kept, 1000 + 89 * DAY)).toBe(false);
  expect(isDue(kept, 1000 + 90 * DAY)).toBe(true);
});

test('what is gone is forgotten, and what is merely down is not', () => {
  const known = nextAsking('s', null, { kind: 'told', facts: FACTS }, at(0));
  expect(nextAsking('s', known, { kind: 'failed', retryAt: null }, at(1)).facts).toEqual(FACTS);
  expect(nextAsking('s', known, { kind: 'nothing' }, at(1)).facts).toBeNull();
});

test('failures wait longer and longer, up to a week, and at least as long as the provider says', () => {
  let kept = nextAsking('s', null, { kind: 'failed', retryAt: null }, at(0));
  expect(kept.nextMs).toBe(300_000);
  for (let count = 0; count < 20; count += 1)
    kept = nextAsking('s', kept, { kind: 'failed', retryAt: null }, at(0));
  expect(kept.nextMs).toBe(7 * DAY);
  expect(nextAsking('s', null, { kind: 'failed', retryAt: 3_600_000 }, at(0)).nextMs).toBe(3_600_000);
  expect(nextAsking('s', null, { kind: 'failed', retryAt: 1e15 }, at(0)).nextMs).toBe(7 * DAY);
});

test('a clock that was ahead keeps nothing waiting', () => {
  const ahead = nextAsking('s', null, { kind: 'told', facts: FACTS }, at(1000 * DAY));
  expect(isDue(ahead, 0)).toBe(true);
});
