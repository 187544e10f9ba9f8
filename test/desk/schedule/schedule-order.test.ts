import { expect, test } from 'vitest';
import { planChange, type ScheduleOrder } from '../../../src/desk/schedule/schedule-order.ts';

const NOW = Date.parse('2026-03-01T10:20:30Z');
const order = (given: Partial<ScheduleOrder>): ScheduleOrder => ({
  ...{ file: 'articles/a.md', key: 'date', act: 'move', was: 1, at: '2026-03-29T02:30' },
  ...given,
});

test('one key is set, and of a draft the one besides that keeps it from readers', () => {
  const at = Date.parse('2026-03-29T01:30:00Z');
  expect(planChange(order({}), NOW, 'Europe/Paris')).toEqual({
    ...{ kind: 'set', fields: { date: { epochMs: at } }, whenMs: at, shift: 'skipped' },
  });
  expect(planChange(order({ was: null }), NOW, 'Europe/Paris')).toMatchObject({
    fields: { draft: null, date: { epochMs: at } },
  });
  const now = Date.parse('2026-03-01T10:20:00Z');
  expect(planChange(order({ act: 'now' }), NOW, 'UTC')).toMatchObject({ fields: { date: { epochMs: now } } });
  expect(planChange(order({ act: 'draft' }), NOW, 'UTC')).toMatchObject({ fields: { draft: true } });
  expect(planChange(order({ act: 'keep', key: 'expires' }), NOW, 'UTC')).toMatchObject({
    fields: { expires: null },
  });
});

test('a time that is over is refused: it would be another act than moving', () => {
  const at = '2026-03-01T10:20';
  expect(planChange(order({ at }), NOW, 'UTC')).toEqual({ kind: 'refused', word: 'schedule-past' });
  expect(planChange(order({ at, key: 'expires' }), NOW, 'UTC')).toMatchObject({ word: 'schedule-past-end' });
  expect(planChange(order({ act: 'draft', key: 'expires' }), NOW, 'UTC')).toMatchObject({
    word: 'schedule-not-so',
  });
});
