import { describe, expect, test } from 'vitest';
import { openSearchDesk, story, told } from './search-desk.ts';

const { slugs, found } = openSearchDesk([
  story('ivory', 'Élections en Côte d’Ivoire', 'À L’Aquila, l’eau potable de l’UE manque aujourd’hui.'),
  story('turkish', 'İstanbul’da deprem', 'Erdoğan’ın AB’nin kararı, 2024’te Ankara’daki.'),
  story('brien', 'O’Brien speaks', 'We don’t say what Mary O’Brien’s friend said. They met Xi.'),
  story('joined', 'OBrien votes', 'Mary OBrien said it by email about the COVID19 cooperation.'),
  story('ukrainian', 'Ціни на м’ясо', 'Комп’ютер і п’ять.'),
  story('breton', 'Ar c’hoarioù', 'C’hoar Anna.'),
  story(
    'navy',
    'U.S. ships',
    'The U.S. Navy and the U.N. met the E.U. in the U. S. capital; J.K. Rowling wrote.',
  ),
  story('army', 'US tanks', 'A US Army officer of the US-led force spoke for the WHO.'),
  story('plain', 'Tell us who it is', 'They told us. It is for us to say.'),
  story('french', 'Un homme', 'un chien'),
  story(
    'mail',
    'E-mail etiquette',
    'An e-mail address, co‑operation with a state-of-the-art COVID-19 plan, e-mails.',
  ),
  story('code', 'C++ and C#', 'F# runs on .NET here; C++17 came.'),
  story('c', 'The language C', 'C stands on the net.'),
  story('hebrew', 'צה״ל הודיע', 'ג׳ורג׳ דו־קיום'),
  story('armenian', 'Կոտ դ՚Իվուար', 'հայ֊թուրքական սահման'),
  story('persian', 'می\u200cخواهم', 'در سال ۱۴۰۴'),
]);

describe('what stands around an apostrophe', () => {
  test.each([
    ['Ivoire', ['ivory']],
    ['ivoire', ['ivory']],
    ["cote d'ivoire", ['ivory']],
    ['"Côte d＇Ivoire"', ['ivory']],
    ['divoire', ['ivory']],
    ['Aquila', ['ivory']],
    ['LʼAquila', ['ivory']],
    ['laquila', ['ivory']],
    ['eau', ['ivory']],
    ['"eau potable"', ['ivory']],
    ['"leau potable"', ['ivory']],
    ['UE', ['ivory']],
    ['istanbul', ['turkish']],
    ['Erdoğan', ['turkish']],
    ['AB', ['turkish']],
    ['2024', ['turkish']],
    ['Ankara', ['turkish']],
    ['O’Brien', ['joined', 'brien']],
    ['O`Brien', ['joined', 'brien']],
    ['OʻBrien', ['joined', 'brien']],
    ['obrien', ['joined', 'brien']],
    ['OBriens', ['joined', 'brien']],
    ['brien', ['brien']],
    ['"Mary OBrien"', ['joined', 'brien']],
    ['"Mary O\'Brien said"', ['joined']],
    ['obri*', ['joined', 'brien']],
    ['o’bri*', ['joined', 'brien']],
    ['met -obrien', ['navy']],
    ['don', []],
    ['dont', ['brien']],
    ["м'ясо", ['ukrainian']],
    ['мясо', ['ukrainian']],
    ['мʼясо', ['ukrainian']],
    ['ясо', []],
    ["c'hoar", ['breton']],
    ['hoar', []],
    ['Իվուար', ['armenian']],
    ["դ'Իվուար", ['armenian']],
  ])('%s', (text, expected) => expect(slugs(text)).toEqual(expected));
});

describe('full stops, capitals, hyphens and signs', () => {
  test.each([
    ['U.S.', ['army', 'navy']],
    ['U.S', ['army', 'navy']],
    ['u.s.', ['army', 'navy']],
    ['U. S.', ['army', 'navy']],
    ['US', ['army', 'navy']],
    ['us', ['plain']],
    ['"U.S. Navy"', ['navy']],
    ['"US Navy"', ['navy']],
    ['"us navy"', []],
    ['"US army"', ['army']],
    ['"U.S. army"', ['army']],
    ['U.S.-led', ['army']],
    ['US-led', ['army']],
    ['WHO', ['army']],
    ['who', ['plain']],
    ['UN', ['navy']],
    ['U.N.', ['navy']],
    ['EU', ['navy']],
    ['eu', ['navy']],
    ['JK Rowling', ['navy']],
    ['"J. K. Rowling"', ['navy']],
    ['Rowling K', ['navy']],
    ['email', ['mail', 'joined']],
    ['e-mail', ['mail', 'joined']],
    ['e‑mail', ['mail', 'joined']],
    ['e mail', ['mail']],
    ['emails', ['mail', 'joined']],
    ['"email address"', ['mail']],
    ['"an email address"', ['mail']],
    ['"mail address"', ['mail']],
    ['"email etiquette"', ['mail']],
    ['emai*', ['mail', 'joined']],
    ['COVID-19', ['mail', 'joined']],
    ['covid19', ['mail', 'joined']],
    ['covid 19', ['mail']],
    ['cooperation', ['mail', 'joined']],
    ['co-operation', ['mail', 'joined']],
    ['co operation', ['mail']],
    ['co\u00adoperation', ['mail', 'joined']],
    ['stateoftheart', ['mail']],
    ['state of the art', ['mail']],
    ['"state of the art"', ['mail']],
    ['C++', ['code']],
    ['c++', ['code']],
    ['C＋＋', ['code']],
    ['C', ['c']],
    ['C#', ['code']],
    ['F#', ['code']],
    ['.NET', ['code']],
    ['net', ['c']],
    ['language -C++', ['c']],
    ['צהל', ['hebrew']],
    ['צה"ל', ['hebrew']],
    ["ג'ורג'", ['hebrew']],
    ['קיום', ['hebrew']],
    ['דו-קיום', ['hebrew']],
    ['հայ-թուրքական', ['armenian']],
    ['հայթուրքական', ['armenian']],
    ['میخواهم', ['persian']],
    ['1404', ['persian']],
  ])('%s', (text, expected) => expect(slugs(text)).toEqual(expected));
});

test.each([
  ['ivoire', 'Élections en Côte d’[Ivoire]', ''],
  ['obrien', '[O’Brien] speaks', 'Mary [O’Brien’s] friend'],
  ['istanbul', '[İstanbul]’da deprem', ''],
  ['us navy', '', ''],
  ['US navy', '[U.S]. ships', 'The [U.S]. [Navy] and'],
  ['email', '[E-mail] etiquette', 'An [e-mail] address'],
  ['"email address"', 'E-mail etiquette', 'An [e-mail address],'],
  ['cooperation covid19', 'E-mail etiquette', '[co‑operation] with a state-of-the-art [COVID-19] plan'],
  ['c++', '[C++] and C#', '[C++]17'],
])('%s is marked where it stands', (text, title, snippet) => {
  const hit = found(text).hits.find(
    ({ teaser }) =>
      title === '' || told([{ text: teaser.title, isMatch: false }]) === title.replace(/[[\]]/g, ''),
  );
  if (title === '') expect(hit).toBeUndefined();
  else {
    expect(told(hit?.title ?? [])).toBe(title);
    expect(told(hit?.snippet ?? [])).toContain(snippet);
  }
});

test('what is said often counts in words of several parts too', () => {
  const { slugs: order } = openSearchDesk([
    story('new', 'A', 'd’Ivoire d’Or', { published: '2016-07-10' }),
    story('often', 'B', 'd’Or, d’Ivoire; d’Ivoire and d’Ivoire', { published: '2016-06-01' }),
  ]);
  expect(order("d'Ivoire")).toEqual(['often', 'new']);
});

test('many stories with words that are not side by side do not make a phrase', () => {
  const many = Array.from({ length: 520 }, (_, index) => story(`s${index}`, `N ${index}`, 'big lake'));
  const apart = story('apart', 'X', 'big x lake y big x lake y big x lake', {
    published: '2016-01-01',
  });
  const { found: ask } = openSearchDesk([...many, apart]);
  expect(ask('"big lake"', { pageSize: 500 }).hits.some(({ teaser }) => teaser.path.endsWith('/apart'))).toBe(
    false,
  );
});
