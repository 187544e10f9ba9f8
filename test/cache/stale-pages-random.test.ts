import { test } from 'vitest';
import { SAMPLE_SITE } from '../support/sample-site.ts';
import { timesOf } from '../support/how-long.ts';
import { openCachedDesk } from './cached-site.ts';
import { runSequence } from './random-sequence.ts';

const SEQUENCES = timesOf(150, 30);
/** Sequences of one test. */
const GROUP = 5;

const site = openCachedDesk();
const room = { site: SAMPLE_SITE, languages: [null, 'hy'], translations: [undefined] };

test.each(Array.from({ length: SEQUENCES / GROUP }, (_, group) => group * GROUP))(
  'no finished page is out of date after changes at random, seeds from %i',
  async (first) => {
    for (let seed = first; seed < first + GROUP; seed += 1) await runSequence(site, seed, room);
  },
);
