import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteDay } from '../../src/domain/days/site-day.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, SITE, story } from './open-newsroom.ts';

const ZONE = 'Asia/Yerevan';
const TODAY = new Set(['today']);

let room: Newsroom;
let site: Running;

beforeEach(async () => {
  room = openNewsroom({ 'articles/a.md': story('A') });
  // Noon of a day that no New Year is near to.
  goTo('2040-06-10T12:00');
  site = await room.start({ isLive: true });
});
afterEach(() => room.dispose());

/** Sets the clock to a moment of the site's zone. */
function goTo(moment: string, timeZone = ZONE): void {
  const { epochMilliseconds } = Temporal.PlainDateTime.from(moment).toZonedDateTime(timeZone);
  room.ahead = epochMilliseconds - Date.now();
}

const dayNow = (timeZone = ZONE): string => siteDay(Date.now() + room.ahead, timeZone).day;
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);

test('midnight tells the key of the day, once, and nothing else', async () => {
  goTo(`${dayNow()}T23:59:59.7`);
  await eventually(() => site.published).toEqual([TODAY]);
  goTo(`${dayNow()}T23:59:59.7`);
  await eventually(() => site.published).toEqual([TODAY, TODAY]);
});

test('New Year tells the key of the year as well', async () => {
  goTo(`${dayNow().slice(0, 4)}-12-31T23:59:59.7`);
  await eventually(() => site.published.at(-1)).toEqual(new Set(['today', 'this-year']));
});

test('a machine that slept over midnight tells it when it wakes, and a clock that is set back takes it back', async () => {
  const yesterday = dayNow();
  goTo(Temporal.PlainDateTime.from(`${yesterday}T09:00`).add({ days: 2 }).toString());
  await eventually(() => site.published).toEqual([TODAY]);
  goTo(`${yesterday}T20:00`);
  await eventually(() => site.published).toEqual([TODAY, new Set(['today', 'this-year'])]);
});

test('one that was down over midnight tells it when it starts, one that was not tells nothing', async () => {
  await site.close();
  goTo(`${dayNow()}T22:00`);
  site = await room.start({ isLive: true });
  expect(site.published).toEqual([]);
  await site.close();
  goTo(Temporal.PlainDateTime.from(`${dayNow()}T00:01`).add({ days: 1 }).toString());
  site = await room.start({ isLive: true });
  expect(site.published).toEqual([TODAY]);
});

test('midnight is that of the zone in site.yaml as it is now', async () => {
  room.save('site.yaml', SITE.replace(ZONE, 'Pacific/Kiritimati'));
  await eventually(() => site.published.at(-1)).toContain('site');
  const told = site.published.length;
  goTo(`${dayNow('Pacific/Kiritimati')}T23:59:59.7`, 'Pacific/Kiritimati');
  await eventually(() => site.published.slice(told).at(-1)).toEqual(TODAY);
});
