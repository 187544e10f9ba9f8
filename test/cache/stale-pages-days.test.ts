import { expect, test } from 'vitest';
import { siteDay } from '../../src/domain/days/site-day.ts';
import { momentAt } from '../../src/domain/moment.ts';
import { articlePath } from '../../src/domain/urls.ts';
import { createRandom } from '../content/random.ts';
import { timesOf } from '../support/how-long.ts';
import { readSample } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';
import { NOWHERE, openCachedDesk } from './cached-site.ts';

const SEQUENCES = timesOf(60, 8);
const STEPS = 8;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Where the site is, how it counts, and a moment near which much happens: New Year, days of 23 and 25 hours. */
const CALENDARS = [
  { timeZone: 'Asia/Yerevan', locale: 'en-GB', near: '2016-12-30T20:00' },
  { timeZone: 'Europe/Berlin', locale: 'de-DE', near: '2017-03-25T20:00' },
  { timeZone: 'America/New_York', locale: 'en-US', near: '2017-11-04T20:00' },
  { timeZone: 'Asia/Tehran', locale: 'fa', near: '2017-03-18T20:00' },
];
const site = openCachedDesk();

test.each(Array.from({ length: SEQUENCES }, (_, seed) => seed))(
  'no finished page says a time wrongly when the clock goes on at random, and back, seed %i',
  async (seed) => {
    site.reset();
    const random = createRandom(seed + 1);
    const { near, ...calendar } = CALENDARS[seed % CALENDARS.length] as (typeof CALENDARS)[number];
    const { timeZone } = calendar;
    site.now = Temporal.PlainDateTime.from(near).toZonedDateTime(timeZone).epochMilliseconds;
    const start = site.now;
    let told = start;
    const done: string[] = [];

    const written = (index: number, age: number) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(site.now - age);
      const published = momentAt(instant, timeZone, random(4) === 0 ? 'day' : 'minute');
      const slug = `story-${index}`;
      const sample = sampleArticle({
        title: `Story ${index}`,
        slug,
        section: index % 2 === 0 ? 'world' : 'economy',
      });
      return {
        ...sample,
        id: slug,
        file: `articles/${slug}.md`,
        published,
        path: articlePath(published.day, slug),
      };
    };
    const ages = [0, 0.2, 1, 3, 5.9, 6.2, 7, 20, 100, 400].map((days) => days * DAY + random(9) * HOUR);
    const articles = ages.map((age, index) => written(index, age));
    site.desk.publisher.publish(
      {
        site: JSON.stringify({ ...SAMPLE_SITE, ...calendar }),
        reads: articles.map((article) => readSample(article)),
      },
      site.now,
    );
    const urls = new Set(['/', '/sections/world', '/sections/economy', '/archive', NOWHERE]);
    for (const { path, published } of articles) {
      for (const url of [path, `/${published.day.slice(0, 4)}`, `/${published.day.replaceAll('-', '/')}`])
        urls.add(url);
    }

    const tell = (): void => {
      site.drop(site.desk.publisher.publishDue(told, site.now));
      told = site.now;
    };
    const toMidnight = () => siteDay(site.now, timeZone).endsMs - site.now;
    const steps: Readonly<Record<string, () => number>> = {
      'to midnight': toMidnight,
      'to just before midnight': () => toMidnight() - 1,
      'an hour on': () => HOUR,
      'a day on': () => DAY + random(120) * MINUTE,
      'a week on': () => random(8) * DAY,
      back: () => -random(40) * HOUR,
      'a week back': () => -random(8) * DAY,
    };
    for (let step = 0; step < STEPS; step += 1) {
      await site.warm(urls);
      const name = Object.keys(steps)[random(Object.keys(steps).length)] ?? '';
      // Not before the newest story, which is a matter of its own.
      const by = Math.max(start - site.now, steps[name]?.() ?? 0);
      // What a clock that was ahead brought is told before it is set back.
      if (by < 0) tell();
      site.now += by;
      done.push(name);
      const wasTold = by < 0 || random(3) > 0;
      if (wasTold) tell();
      expect(await site.stale(), `${done.join(', ')}${wasTold ? '' : ', not told yet'}`).toEqual([]);
    }
  },
);
