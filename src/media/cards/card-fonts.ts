import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FontWeight } from 'satori';
import { editFont, scaleEm } from './edit-font.ts';
import { turnAnchors } from './turn-anchors.ts';

export interface CardFont {
  readonly name: string;
  readonly data: Buffer;
  readonly weight: FontWeight;
  readonly style: 'normal';
}

/**
 * Each subset is a family of its own: a card's text takes each letter from the first that has it. What looks small or large
 * beside Latin is set as many times as large as pages set it, by `size-adjust` of public/css/fonts.
 */
const SUBSETS: readonly { readonly name: string; readonly family: string; readonly scale?: number }[] = [
  ...['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'].map((letters) => ({
    name: `source-serif-4-${letters}`,
    family: 'source-serif-4',
  })),
  { name: 'noto-serif-armenian-armenian', family: 'noto-serif-armenian' },
  { name: 'noto-serif-georgian-georgian', family: 'noto-serif-georgian', scale: 0.96 },
  { name: 'markazi-text-arabic', family: 'markazi-text', scale: 1.28 },
  { name: 'frank-ruhl-libre-hebrew', family: 'frank-ruhl-libre', scale: 1.08 },
];

/** The packages that hold them. */
export const CARD_FONT_PACKAGES: readonly string[] = [
  ...new Set(SUBSETS.map(({ family }) => `@fontsource/${family}`)),
];

/** Text, and headlines and names. */
export const CARD_WEIGHTS = { text: 400, display: 600 } as const;

/** How many times as large letters are set, by the name of their subset; all others as they are. */
export const CARD_FONT_SCALES: ReadonlyMap<string, number> = new Map(
  SUBSETS.flatMap(({ name, scale }) => (scale === undefined ? [] : [[name, scale] as const])),
);

/** What `font-family` says for all of them. */
export const CARD_FONT_FAMILY = SUBSETS.map(({ name }) => name).join(', ');

/**
 * Reads the cards' fonts, 20 files of 320 KB in all, from the packages that hold them. Give satori this
 * very array each time: it keeps what it has parsed by the array's identity.
 */
export async function readCardFonts(): Promise<CardFont[]> {
  const wanted = SUBSETS.flatMap((subset) =>
    Object.values(CARD_WEIGHTS).map((weight) => ({ ...subset, weight })),
  );
  return Promise.all(
    wanted.map(async ({ name, family, scale, weight }): Promise<CardFont> => {
      const url = import.meta.resolve(`@fontsource/${family}/files/${name}-${weight}-normal.woff`);
      const data = await readFile(fileURLToPath(url));
      return { name, weight, style: 'normal', data: scale === undefined ? data : fitFont(data, scale) };
    }),
  );
}

const fitFont = (data: Buffer, scale: number): Buffer =>
  editFont(data, { head: scaleEm(scale), GPOS: turnAnchors });
