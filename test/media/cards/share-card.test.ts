import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CardFont, readCardFonts } from '../../../src/media/cards/card-fonts.ts';
import {
  CARD_MARGIN,
  CARD_SIZE,
  KICKER_HEIGHT,
  layOutCard,
  STORY_HEIGHT,
} from '../../../src/media/cards/card-layout.ts';
import { type CardText, canSetCard } from '../../../src/media/cards/card-text.ts';
import { createMeasure } from '../../../src/media/cards/measure-text.ts';
import { createCardDrawer } from '../../../src/media/cards/share-card.ts';
import { card, colours, HEADLINES, LONGEST } from '../cards.ts';

const MAX_BYTES = 300 * 1024;
let fonts: CardFont[];
beforeAll(async () => {
  fonts = await readCardFonts();
});

const layOut = (changes: Partial<CardText>) => layOutCard({ ...card, ...changes }, createMeasure(fonts));

interface Ink {
  readonly left: number;
  readonly right: number;
  readonly rows: ReadonlySet<number>;
}

/** Rows and columns, in px, where something other than paper stands in some rows of a card; in all unless told. */
async function inked(
  png: Buffer,
  [from, to]: readonly [number, number] = [0, CARD_SIZE.height],
): Promise<Ink> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const paper = data.subarray(0, 3).toString('hex');
  const rows = new Set<number>();
  let [left, right] = [info.width, 0];
  for (let y = from; y < to; y++)
    for (let x = 0; x < info.width; x++) {
      const at = (y * info.width + x) * 3;
      if (data.toString('hex', at, at + 3) === paper) continue;
      rows.add(y);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  return { left, right, rows };
}

describe('headlines', () => {
  test.each(HEADLINES)('%j fits without a cut', async (headline) => {
    expect(canSetCard({ ...card, headline })).toBe(true);
    const { headline: set } = await layOut({ headline });
    expect(set.isCut).toBe(false);
    const together = set.lines.join('').replace(/\s/g, '');
    expect(together).toBe(headline.replace(/\s/g, ''));
    expect(set.lines.length * set.size * set.lineHeight).toBeLessThanOrEqual(STORY_HEIGHT - KICKER_HEIGHT);
    expect(set.size).toBeGreaterThanOrEqual(34);
    // The typesetter's own widths of whole lines, not the sums of words that they were chosen by.
    const style = { weight: 600, letterSpacing: set.letterSpacing };
    for (const width of await createMeasure(fonts)(set.lines, style))
      expect(width * set.size).toBeLessThanOrEqual(CARD_SIZE.width - 2 * CARD_MARGIN);
  });

  test.each(HEADLINES)('%j is drawn within the margins, as a light PNG', async (headline) => {
    const png = await createCardDrawer(fonts, colours)({ ...card, headline });
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', ...CARD_SIZE });
    expect(png.length).toBeLessThanOrEqual(MAX_BYTES);
    const { left, right, rows } = await inked(png);
    expect(left).toBeGreaterThanOrEqual(CARD_MARGIN - 4);
    expect(right).toBeLessThanOrEqual(CARD_SIZE.width - CARD_MARGIN + 4);
    // Paper stands between the rules and the story.
    expect([...rows].filter((row) => row >= 126 && row < 138)).toEqual([]);
    expect([...rows].filter((row) => row >= 526 && row < 538)).toEqual([]);
  });

  test('short ones are set large, long ones small', async () => {
    const sizeOf = async (headline: string): Promise<number> => (await layOut({ headline })).headline.size;
    expect(await sizeOf('Earthquake')).toBe(116);
    expect(await sizeOf(card.headline)).toBeGreaterThan(60);
    expect(await sizeOf(LONGEST)).toBeLessThan(46);
  });

  test('only what is far too long is cut, after a word', async () => {
    const { headline } = await layOut({ headline: `${LONGEST}, `.repeat(3) });
    expect(headline).toMatchObject({ size: 34, isCut: true });
    expect(headline.lines.at(-1)).toMatch(/\p{L}…$/u);
  });
});

describe('other texts', () => {
  test('stand whole on one line', async () => {
    const { siteName, kicker, date, host } = await layOut({});
    expect([siteName, kicker, date, host].map((set) => set?.lines)).toEqual([
      ['Example Daily'],
      ['World'],
      ['22 November 2026'],
      ['www.example.org'],
    ]);
  });

  test('get smaller, and are cut, before they leave the card', async () => {
    const long = 'Word '.repeat(24).trim();
    const { siteName, kicker } = await layOut({ siteName: long, kicker: long });
    for (const set of [siteName, kicker]) {
      expect(set).toMatchObject({ size: 24, isCut: true });
      expect(set?.lines.length).toBe(1);
    }
    const wide = await createCardDrawer(
      fonts,
      colours,
    )({ ...card, siteName: long, host: `${'a'.repeat(60)}.org` });
    expect((await inked(wide)).right).toBeLessThanOrEqual(CARD_SIZE.width - CARD_MARGIN + 4);
  });

  test('may be missing', async () => {
    const bare = await createCardDrawer(fonts, colours)({ ...card, kicker: null, date: null });
    expect(await sharp(bare).metadata()).toMatchObject(CARD_SIZE);
    const { kicker, date } = await layOut({ kicker: null, date: null });
    expect([kicker, date]).toEqual([null, null]);
  });
});

describe('a card that is read from the right', () => {
  const NAME = [10, 115] as const;
  const STORY = [130, 530] as const;
  const FOOT = [545, 630] as const;
  const arabic = {
    ...card,
    siteName: 'صحيفة الميناء',
    kicker: null,
    date: null,
    headline: 'زلزال',
    direction: 'rtl',
  } as const;
  const draw = (changes: Partial<CardText>) => createCardDrawer(fonts, colours)({ ...arabic, ...changes });

  test('has name, headline and date at the right, and its host at the left', async () => {
    const png = await draw({ date: '20 نوفمبر 2026' });
    for (const rows of [NAME, STORY, FOOT]) {
      const { right } = await inked(png, rows);
      expect(right).toBeGreaterThan(CARD_SIZE.width - CARD_MARGIN - 12);
      expect(right).toBeLessThanOrEqual(CARD_SIZE.width - CARD_MARGIN + 4);
    }
    for (const rows of [NAME, STORY])
      expect((await inked(png, rows)).left).toBeGreaterThan(CARD_SIZE.width / 2);
    expect((await inked(png, FOOT)).left).toBeLessThan(CARD_MARGIN + 4);
  });

  test('sets a name in Latin at the right as well', async () => {
    const { left, right } = await inked(await draw({ siteName: 'Example Daily' }), NAME);
    expect(left).toBeGreaterThan(CARD_SIZE.width / 2);
    expect(right).toBeGreaterThan(CARD_SIZE.width - CARD_MARGIN - 12);
  });

  test.each([
    ['بب', 'بَب', 'above'],
    ['بب', 'بِب', 'below'],
  ])('%s and %s: a vowel sign stands %s its letter', async (bare, signed, where) => {
    const rowsOf = async (headline: string): Promise<readonly [number, number]> => {
      const rows = [...(await inked(await draw({ headline }), STORY)).rows];
      return [Math.min(...rows), Math.max(...rows)];
    };
    const [[top, bottom], [signedTop, signedBottom]] = await Promise.all([rowsOf(bare), rowsOf(signed)]);
    if (where === 'above') expect(signedTop).toBeLessThan(top - 4);
    else expect(signedBottom).toBeGreaterThan(bottom + 4);
    if (where === 'above') expect(signedBottom).toBe(bottom);
    else expect(signedTop).toBe(top);
  });
});

test('the same card is the same bytes', async () => {
  const draw = createCardDrawer(fonts, colours);
  expect((await draw(card)).equals(await draw(card))).toBe(true);
});
