import type { WordKey } from './word-keys.ts';

/** The interface in one language; what it leaves out is said in English. */
export type Translation = Readonly<Partial<Record<WordKey, string>>>;

/** The languages besides English, by BCP 47 tag. */
export const LANGUAGES: ReadonlyMap<string, Translation> = new Map();
