import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FontWeight } from 'satori';

export interface CardFont {
  readonly name: string;
  readonly data: Buffer;
  readonly weight: FontWeight;
  readonly style: 'normal';
}

/** Each subset is a family of its own: a card's text takes each letter from the first that has it. */
const SUBSETS = [
  'source-serif-4-latin',
  'source-serif-4-latin-ext',
  'source-serif-4-cyrillic',
  'source-serif-4-cyrillic-ext',
  'source-serif-4-greek',
  'source-serif-4-vietnamese',
  'noto-serif-armenian-armenian',
] as const;

/** Text, and headlines and names. */
export const CARD_WEIGHTS = { text: 400, display: 600 } as const;

/** What `font-family` says for all of them. */
export const CARD_FONT_FAMILY = SUBSETS.join(', ');

/**
 * Reads the cards' fonts, 14 files of 200 KB in all, from the packages that hold them. Give satori this
 * very array each time: it keeps what it has parsed by the array's identity.
 */
export async function readCardFonts(): Promise<CardFont[]> {
  const wanted = SUBSETS.flatMap((name) => Object.values(CARD_WEIGHTS).map((weight) => ({ name, weight })));
  return Promise.all(
    wanted.map(async ({ name, weight }): Promise<CardFont> => {
      const family = name.startsWith('source') ? 'source-serif-4' : 'noto-serif-armenian';
      const url = import.meta.resolve(`@fontsource/${family}/files/${name}-${weight}-normal.woff`);
      return { name, weight, style: 'normal', data: await readFile(fileURLToPath(url)) };
    }),
  );
}
