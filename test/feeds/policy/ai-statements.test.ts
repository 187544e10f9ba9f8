import { expect, test } from 'vitest';
import { aiHeaders } from '../../../src/feeds/policy/ai-statements.ts';

const LICENCE = '<https://courier.test/license.xml>; rel="license"; type="application/rsl+xml"';

test.each([
  [{}, []],
  [{ search: true }, ['Content-Usage', 'search=y', 'Content-Signal', 'search=yes']],
  [{ input: true }, ['Content-Signal', 'ai-input=yes']],
  [
    { train: false },
    ['Content-Usage', 'train-ai=n', 'Content-Signal', 'ai-train=no', 'TDM-Reservation', '1'],
  ],
  [{ input: false }, ['Content-Signal', 'ai-input=no', 'TDM-Reservation', '1']],
  [
    { train: false, search: true, input: false },
    [
      'Content-Usage',
      'train-ai=n, search=y',
      'Content-Signal',
      'search=yes, ai-train=no, ai-input=no',
      'TDM-Reservation',
      '1',
      'Link',
      LICENCE,
    ],
  ],
  [
    { train: true, search: true, input: true },
    [
      'Content-Usage',
      'train-ai=y, search=y',
      'Content-Signal',
      'search=yes, ai-train=yes, ai-input=yes',
      'TDM-Reservation',
      '0',
      'Link',
      LICENCE,
    ],
  ],
  [
    { train: true, search: false, input: true },
    [
      'Content-Usage',
      'train-ai=y, search=n',
      'Content-Signal',
      'search=no, ai-train=yes, ai-input=yes',
      'Link',
      LICENCE,
    ],
  ],
])('%j is said by headers that agree', (preferences, headers) => {
  expect(aiHeaders(preferences, 'https://courier.test')).toEqual(headers);
});
