import { expect, test } from 'vitest';
import { openSearchDesk, story } from './search-desk.ts';

const { found } = openSearchDesk([
  story('geneva', 'Negotiations in Geneva', 'The government of Armenia spoke of Nagorno-Karabakh.'),
  story('parliament', 'Parliament votes', 'The government lost.', { section: 'world' }),
  story('ru', 'Президент в Ереване', 'Переговоры в Москве о границе.'),
  story('hy', 'Կառավարության նիստը', 'Երևանում բացվեց նոր դպրոց։'),
  story('city', 'Gyumri waits', 'The city of Gyumri.'),
]);

test.each([
  ['goverment', 'government'],
  ['govrenment armenia', 'government armenia'],
  ['Genva', 'Geneva'],
  ['xeneva', 'geneva'],
  ['parlament -football', 'parliament -football'],
  ['"nagorno karabah"', '"nagorno karabakh"'],
  ['section:world goverment', 'section:world government'],
  ['Презедент', 'Президент'],
  ['переговры', 'переговоры'],
  ['Ереавн', 'Ереване'],
  ['դպորց', 'դպրոց'],
  ['Կառավարւթյան', 'Կառավարության'],
  ['gyunri', 'gyumri'],
])('%s: did you mean %s', (text, suggestion) => expect(found(text).suggestion).toBe(suggestion));

test.each([
  'government',
  'zzzzzzzz',
  'armenia geneva',
  'cat',
  'section:nowhere goverment',
  'goverm*',
  '-goverment',
])('%s: nothing to suggest', (text) => expect(found(text).suggestion).toBeNull());

test('a word with marks inside is suggested as articles write it', () => {
  const { found: ask } = openSearchDesk([
    story(
      'brien',
      'O’Brien speaks',
      'The vice-chancellor of Côte d’Ivoire, O’Brien’s friend, on e-government.',
    ),
    story('us', 'US', 'US officials'),
  ]);
  expect(ask('obrein').suggestion).toBe('o’brien');
  expect(ask("o'brein").suggestion).toBe("o'brien");
  expect(ask('Ivoirre').suggestion).toBe('Ivoire');
  expect(ask('egovernmant').suggestion).toBe('e-government');
  expect(ask('vice-chancelor').suggestion).toBe('vice-chancellor');
  expect(ask('us').suggestion).toBeNull();
});

test('a word of an article that is gone is not suggested', () => {
  const { desk, publish, found: ask } = openSearchDesk([story('x', 'Zeppelin', 'Zeppelin')]);
  publish(story('x', 'Balloon', 'Balloon'));
  expect(ask('zepelin').suggestion).toBeNull();
  expect(ask('baloon').suggestion).toBe('balloon');
  desk.database.close();
});
