import type { WordKey } from './word-keys.ts';

/** The interface in one language: a text or message for every key. What messages take is said in en.ts. */
export type Translation = Readonly<Record<WordKey, string>>;
