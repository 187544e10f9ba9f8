import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from './open-newsroom.ts';

const SITE = 'name: The Lake\ntimeZone: Asia/Yerevan\nsections: {world: {en: World, ru: Мир}}\n';
const TWO = `languages: [en, ru]\n${SITE}`;

let room: Newsroom;
beforeEach(() => {
  room = openNewsroom({
    'articles/a.md': story('A', 'section: World'),
    'articles/a.ru.md': story('А', 'section: Мир'),
    'pages/about.md': story('About'),
    'pages/about.ru.md': story('О сайте'),
    'front.ru.yaml': 'banner: Шторм\nlead: articles/a.ru.md\n',
    'top-stories.yaml': '- One\n',
    'top-stories.ru.yaml': '- Раз\n',
    'partners.ru.yaml': '- name: Вестник\n  homePage: https://vestnik.example/\n',
  });
  room.write('site.yaml', TWO);
});
afterEach(() => room.dispose());

const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const shown = (site: Running, edition: string) =>
  site.ask((own, now) => {
    const catalog = own.of(edition);
    const texts = catalog.topStories(now).map(({ text }) => text);
    const outlets = catalog.partnerOutlets().map(({ name }) => name);
    return [catalog.banner(now)?.text ?? null, texts[0], outlets.join()];
  });

test('files of an edition are live, keep their last good version, and go', async () => {
  const site = await room.start({ isLive: true });
  expect(shown(site, '')).toEqual([null, 'One', '']);
  expect(shown(site, 'ru')).toEqual(['Шторм', 'Раз', 'Вестник']);
  expect(site.ask((catalog) => catalog.of('ru').front('', Date.now()).lead?.title)).toBe('А');

  room.save('top-stories.ru.yaml', '- Два\n');
  await eventually(() => shown(site, 'ru')[1]).toBe('Два');
  expect([...(site.published.at(-1) ?? [])].filter((key) => !key.includes('/'))).toEqual([]);
  room.save('top-stories.ru.yaml', 'no list: at all\n');
  room.save('partners.ru.yaml', '- name: Курьер\n  homePage: https://kurier.example/\n');
  await eventually(() => shown(site, 'ru')[2]).toBe('Курьер');
  expect(shown(site, 'ru')[1]).toBe('Два');

  room.remove('front.ru.yaml');
  await eventually(() => shown(site, 'ru')[0]).toBe(null);
  expect(shown(site, '')).toEqual([null, 'One', '']);
});

test('a language that comes and goes moves stories and pages, and their addresses lead on', async () => {
  room.write('site.yaml', `language: en\n${SITE}`);
  const site = await room.start({ isLive: true });
  expect([site.at('/ru/2016/07/15/a'), site.at('/2016/07/15/a')]).toEqual(['А', 'A']);
  expect(site.ask((catalog) => catalog.standingPages().map(({ path }) => path))).toEqual([
    '/about',
    '/about-ru',
  ]);

  room.save('site.yaml', TWO);
  await eventually(() =>
    site.ask((catalog) =>
      catalog
        .of('ru')
        .standingPages()
        .map(({ path }) => path),
    ),
  ).toEqual(['/ru/about']);
  expect(site.at('/about-ru')).toBe('-> /ru/about');
  expect([site.at('/ru/2016/07/15/a'), site.at('/2016/07/15/a')]).toEqual(['А', 'A']);
  expect(shown(site, 'ru')).toEqual(['Шторм', 'Раз', 'Вестник']);

  room.save('site.yaml', `language: en\n${SITE}`);
  await eventually(() => site.at('/ru/about')).toBe('-> /about-ru');
  expect([site.at('/ru/2016/07/15/a'), site.at('/2016/07/15/a')]).toEqual(['А', 'A']);
});
