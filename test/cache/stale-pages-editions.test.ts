import { test } from 'vitest';
import type { Site, SiteEdition } from '../../src/config/site.ts';
import { timesOf } from '../support/how-long.ts';
import { SAMPLE_SITE } from '../support/sample-site.ts';
import { openCachedDesk } from './cached-site.ts';
import { runSequence } from './random-sequence.ts';

const SEQUENCES = timesOf(90, 15);
/** Sequences of one test. */
const GROUP = 5;

const edition = (language: string, name: string): SiteEdition => ({
  edition: language,
  language,
  name,
  description: null,
  locale: language,
  place: SAMPLE_SITE.place,
  sections: SAMPLE_SITE.sections.map((section) => ({ ...section, name: `${section.name} ${language}` })),
  publisherName: name,
});
const SITE: Site = {
  ...SAMPLE_SITE,
  editions: [edition('ru', 'Образцовый курьер'), edition('hy', 'Օրինակ')],
};

const site = openCachedDesk();
/** German is no edition of it. */
const room = { site: SITE, languages: [null, null, 'ru', 'hy', 'de'], translations: [undefined, 'a', 'b'] };

test.each(Array.from({ length: SEQUENCES / GROUP }, (_, group) => group * GROUP))(
  'no finished page of any edition is out of date after changes at random, seeds from %i',
  async (first) => {
    for (let seed = first; seed < first + GROUP; seed += 1) await runSequence(site, seed, room);
  },
);
