import { makerDigest } from '../../release/maker-digest.ts';

let known: string | undefined;

/**
 * Names all that decides how cards look besides their texts and colours: layout, fonts, the libraries that set and draw
 * them. Another design has other URLs. Read once; a few milliseconds.
 */
export function cardDesign(): string {
  known ??= makerDigest({
    modules: [new URL('./card-thread.ts', import.meta.url)],
    packages: ['@fontsource/source-serif-4', '@fontsource/noto-serif-armenian'],
    node: ['unicode', 'icu'],
  });
  return known;
}
