import satori from 'satori';
import { describe, expect, test } from 'vitest';
import { CARD_FONT_FAMILY, readCardFonts } from '../../../src/media/cards/card-fonts.ts';
import { canSet, canSetCard, cleanCardText } from '../../../src/media/cards/card-text.ts';

describe('what can be set', () => {
  test.each([
    'Plain words, “quotes” & 100 % of 5€',
    'Կառավարությունը հաստատել է՝ «ծրագիրը»։ Ինչո՞ւ',
    'Центробанк сохранил ставку № 1 — ₽',
    'Ελλάδα και Κύπρος',
    'Đường sắt Việt Nam',
    'Łódź, Čačak, İstanbul, Şanlıurfa, Șișești',
    'e\u0301tude',
    'وقال: «السلامة أولاً»، ١٥ يوليو',
    'می\u200cگوید: ژوئیهٔ ۲۰۲۶؛ چرا؟',
    'Peace: שָׁלוֹם, ב־15 ביולי ₪',
    'საქართველო „დღეს“',
    '<script>alert(1)</script> ]]>',
    'Win 🎉',
  ])('%j', (text) => {
    expect(canSet(text)).toBe(true);
  });

  test.each(['', ' \u200b', '🎉', 'ټوله نړۍ', '東京', 'ไทย', 'नमस्ते', '①', '₾5', 'x ≠ y', 'Z̸algo'])(
    'not %j',
    (text) => {
      expect(canSet(text)).toBe(false);
    },
  );

  test('a card needs all of its texts, but for those it does without', () => {
    const card = {
      siteName: 'Site',
      kicker: null,
      headline: 'News',
      date: null,
      host: 'example.org',
      direction: 'ltr',
    } as const;
    expect(canSetCard(card)).toBe(true);
    expect(canSetCard({ ...card, kicker: 'خبر' })).toBe(true);
    expect(canSetCard({ ...card, kicker: '新闻' })).toBe(false);
    expect(canSetCard({ ...card, headline: '' })).toBe(false);
  });
});

describe('what a card sets', () => {
  test.each([
    ['  two\n\tlines \r\n', 'two lines'],
    ['a\u00a0b', 'a\u00a0b'],
    ['10\u202f000', '10\u00a0000'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['abc\u202edcba\u202c\u2066x\u2069\u200f', 'abcdcbax'],
    ['nul\0bell\x07del\x7f', 'nulbelldel'],
    ['Goal ⚽️ for 🇦🇲 by 👩🏽‍🚀!', 'Goal for by !'],
    ['Top 1️⃣', 'Top 1'],
    ['★ Review', 'Review'],
    ['well‑known ‐ yes', 'well-known - yes'],
    ['e\u0301', 'é'],
    ['x' + '\u0301'.repeat(50), 'x\u0301\u0301'],
    ['ﬁnal', 'final'],
    ['half \ud83d of a pair', 'half of a pair'],
    ['© 2026 ™ ®', '© 2026 ™ ®'],
    ['می\u200cگوید \u200cx\u200cy ۀ', 'می\u200cگوید xy هٔ'],
    ['\ufefb \ufe8e \ufdfa', 'لا ا صلى الله عليه وسلم'],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanCardText(text)).toBe(clean);
  });
});

test('every character that counts as settable is in a font', async () => {
  const fonts = await readCardFonts();
  const characters: string[] = [];
  for (let code = 0x21; code < 0xffff; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    if (cleanCardText(character) === character && canSet(character)) characters.push(character);
  }
  expect(characters.length).toBeGreaterThan(700);
  const missing: string[] = [];
  const spans = characters.map((children) => ({ type: 'span', props: { children } }));
  await satori(
    { type: 'div', props: { style: { display: 'flex', fontFamily: CARD_FONT_FAMILY }, children: spans } },
    {
      width: 100_000,
      height: 100,
      fonts,
      embedFont: false,
      loadAdditionalAsset: async (_language, text) => {
        missing.push(text);
        return [];
      },
    },
  );
  expect(missing).toEqual([]);
});
