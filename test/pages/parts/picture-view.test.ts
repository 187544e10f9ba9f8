import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { likelyVariants } from '../../../src/media/pictures/likely-variants.ts';
import type { PageMoment } from '../../../src/http/site-deps.ts';
import type { PicturePlace } from '../../../src/pages/parts/picture-places.ts';
import { buildPictureView } from '../../../src/pages/parts/picture-view.ts';
import { buildTeaser } from '../../../src/pages/parts/teaser-view.ts';
import { contextWithPictures, SAMPLE_FACTS, samplePicture } from '../../support/sample-pictures.ts';
import { sampleArticle } from '../../support/sample-site.ts';

const PLACES: readonly PicturePlace[] = ['lead', 'body', 'teaser', 'front-lead'];
const H = SAMPLE_FACTS.hash;
const view = (
  given: Partial<typeof SAMPLE_FACTS>,
  place: PicturePlace = 'lead',
  picture = samplePicture(),
) => {
  const context = contextWithPictures({ '/media/view.jpg': { ...SAMPLE_FACTS, ...given } });
  const shown = buildPictureView(context, picture, place);
  if (shown === null) throw new Error('not shown');
  return shown;
};

describe('a picture that is known', () => {
  test('comes in AVIF up to its own width, and as one JPEG', () => {
    const shown = view({});
    expect(shown.source?.type).toBe('image/avif');
    const widths = [480, 672, 800, 1080, 1344, 1600];
    expect(shown.source?.srcset).toBe(widths.map((w) => `/pictures/${H}-${w}.avif ${w}w`).join(', '));
    expect(shown.pictureHtml.match(/\.jpg/g)).toHaveLength(1);
    expect(shown).toMatchObject({ src: `/pictures/${H}-1280.jpg`, width: 1280, height: 800 });
    expect(shown).toMatchObject({ alt: 'A view', className: 'red-1 green-1 blue-2' });
  });

  test('says in each place how wide it is there', () => {
    for (const place of PLACES) {
      const { source } = view({}, place);
      expect(source?.sizes).toMatch(/^(?:\(min-width: [\d.]+rem\) [^,]+, )+[^,]+$/);
    }
    expect(new Set(PLACES.map((place) => view({}, place).source?.sizes)).size).toBe(3);
    const ofShape = (width: number, height: number, place?: PicturePlace) =>
      view({ width, height }, place).source?.sizes;
    expect(ofShape(1000, 1500)).toMatch(/^\(min-width: 69\.5rem\) 26\.88rem,.* calc\(100vw - 2rem\)$/);
    expect(ofShape(1080, 1920, 'body')).toMatch(
      /^\(min-width: 69\.5rem\) 19\.32rem,.* calc\(70vw - 1\.4rem\)$/,
    );
    expect(ofShape(200, 150)).toBe('200px');
    for (const place of ['teaser', 'front-lead'] as const)
      expect(ofShape(1000, 1500, place)).toBe(view({}, place).source?.sizes);
    expect(PLACES.filter((place) => view({}, place).isLead)).toEqual(['lead', 'front-lead']);
  });

  test('what shows through has no colour behind it, and stays so', () => {
    const shown = view({ hasAlpha: true, format: 'png' });
    expect(shown.className).toBe('see-through');
    expect(shown.source?.type).toBe('image/webp');
    expect(shown.src).toBe(`/pictures/${H}-1280.png`);
  });

  test('one that moves does so in its article alone', () => {
    const gif = { isAnimated: true, format: 'gif', width: 400, height: 300 } as const;
    expect(view(gif)).toMatchObject({ src: `/pictures/${H}.gif`, width: 400, height: 300, source: null });
    expect(view(gif, 'body').src).toBe(`/pictures/${H}.gif`);
    expect(view(gif).className).toBe('small');
    expect(view({ ...gif, hasAlpha: true }).className).toBe('small see-through');
    expect(view({ ...gif, hasAlpha: true }, 'teaser').className).toBe('red-1 green-1 blue-2');
    expect(view(gif, 'front-lead')).toMatchObject({ src: `/pictures/${H}-four-three.jpg`, width: 400 });
  });

  test('a small or tall one does not fill its column', () => {
    const classes = (width: number, height: number, place?: PicturePlace) =>
      view({ width, height, hasAlpha: true }, place).className;
    expect(classes(120, 90)).toBe('small see-through');
    expect(classes(120, 200, 'front-lead')).toBe('small see-through');
    expect(classes(120, 80, 'teaser')).toBe('see-through');
    expect(classes(1000, 1500)).toBe('tall see-through');
    expect(classes(1000, 1500, 'body')).toBe('tall see-through');
    expect(classes(1080, 1920)).toBe('slim see-through');
    expect(classes(1000, 1000)).toBe('see-through');
  });

  test.each([
    ['its middle', { width: 1600, height: 1000 }, null, null],
    ['the shape itself', { width: 1500, height: 1000 }, { x: 0.1, y: 0.1 }, null],
    ['above the middle of a tall one', { width: 1000, height: 1500 }, null, 'at-2'],
    ['the right of a wide one', { width: 3000, height: 1000 }, { x: 0.9, y: 0 }, 'at-10'],
    ['a little left', { width: 3000, height: 1000 }, { x: 0.4, y: 0 }, 'at-3'],
    ['the foot of a tall one', { width: 1000, height: 2000 }, { x: 0, y: 1 }, 'at-10'],
  ])('where CSS crops it, it shows %s', (_, size, focus, className) => {
    for (const place of ['teaser', 'front-lead'] as const) {
      const shown = view({ ...size, hasAlpha: true }, place, samplePicture({ focus }));
      expect(shown.className).toBe([className, 'see-through'].filter(Boolean).join(' '));
    }
  });

  test('no class is without its rule', () => {
    const css = readFileSync(new URL('../../../public/css/pages/picture.css', import.meta.url), 'utf8');
    const classes = new Set(view({ hasAlpha: true }).className?.split(' '));
    for (const hex of ['#000000', '#1f4d99', '#808080', '#ffffff', '#cc0066', '#66cc00']) {
      for (const y of [0, 0.3, 0.4, 0.45, 0.55, 0.6, 0.7, 1]) {
        const focus = { x: 0.5, y };
        const shown = view({ color: hex, width: 1000, height: 2000 }, 'teaser', samplePicture({ focus }));
        for (const name of shown.className?.split(' ') ?? []) classes.add(name);
      }
    }
    expect(classes.size).toBeGreaterThan(15);
    expect([...classes].filter((name) => !css.includes(`.${name} {`))).toEqual([]);
  });

  test('a small one beside a headline is small, and says nothing', () => {
    const shown = view({}, 'teaser');
    expect(shown).toMatchObject({ src: `/pictures/${H}-320.jpg`, alt: '', isLead: false });
    expect(shown.source?.srcset).toBe(`/pictures/${H}-320.avif 320w, /pictures/${H}-480.avif 480w`);
  });
});

test('a picture that is not known is not shown', () => {
  for (const place of PLACES) {
    expect(buildPictureView(contextWithPictures({}), samplePicture({ caption: 'C' }), place)).toBeNull();
  }
});

test('whoever looks a picture up notes its key, known or not', () => {
  const context = contextWithPictures({});
  buildPictureView(context, samplePicture({ src: '/articles/2016/a%20b.jpg' }), 'body');
  expect([...context.usedKeys]).toEqual(['picture:/articles/2016/a%20b.jpg']);
});

describe('a teaser', () => {
  const article = sampleArticle({ image: samplePicture() });
  const known = (given: Partial<typeof SAMPLE_FACTS> = {}) =>
    contextWithPictures({ '/media/view.jpg': { ...SAMPLE_FACTS, ...given } });
  const picturesOf = ({ usedKeys }: PageMoment): string[] =>
    [...usedKeys].filter((key) => key.startsWith('picture:'));

  test('shows its picture as it is told', () => {
    expect(buildTeaser(known(), article, 'small').picture).toMatchObject({ isLead: false, alt: '' });
    const context = known();
    expect(buildTeaser(context, article, 'none').picture).toBeNull();
    expect(picturesOf(context)).toEqual([]);
  });

  test('shows no picture that is not there, but waits for it', () => {
    const unknown = contextWithPictures({});
    expect(buildTeaser(unknown, article, 'small').picture).toBeNull();
    expect(picturesOf(unknown)).toEqual(['picture:/media/view.jpg']);
    expect(buildTeaser(known({ isAnimated: true }), article, 'small').picture).toBeNull();
  });
});

test('what is made before readers ask is what pages lead most of them to', () => {
  const facts = { ...SAMPLE_FACTS, width: 2400, height: 1600 };
  /** The width that a browser takes from `srcset` by `sizes` (HTML, selecting an image source), on such a screen. */
  const chosen = (place: PicturePlace, screen: { px: number; ratio: number }): number => {
    const { source } = view(facts, place);
    const rules = String(source?.sizes)
      .split(', ')
      .map((rule) => /^(?:\(min-width: ([\d.]+)rem\) )?(.+)$/.exec(rule) ?? []);
    const length = rules.find(([, least = '0']) => screen.px >= 16 * Number(least))?.[2] ?? '';
    const of = (unit: string): number => Number(new RegExp(`([\\d.]+)${unit}`).exec(length)?.[1] ?? 0);
    const wide = (of('vw') / 100) * screen.px + (length.startsWith('calc') ? -16 : 16) * of('rem');
    const widths = [...(source?.srcset ?? '').matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
    return widths.find((width) => width >= wide * screen.ratio) ?? widths.at(-1) ?? 0;
  };
  const phone = { px: 390, ratio: 3 };
  const desk = { px: 1440, ratio: 1 };
  const made = (place: 'lead' | 'body') => likelyVariants(facts, place).map(({ width }) => width);
  const asked = (...places: PicturePlace[]) =>
    new Set(places.flatMap((place) => [chosen(place, phone), chosen(place, desk)]));
  expect(made('lead')).toEqual(expect.arrayContaining([...asked('lead', 'teaser', 'block-lead')]));
  expect(new Set(made('body'))).toEqual(asked('body'));
});
