import { EN } from './en.ts';
import type { ArgumentKinds, WordEntry } from './word-table.ts';

type Table = typeof EN;

/** The name of a text or message of the interface, as labels.yaml and the views have it. */
export type WordKey = keyof Table;

type Taken<Key extends WordKey> = Table[Key] extends readonly [string, infer Kinds] ? Kinds : object;

interface Given {
  readonly text: string;
  readonly number: number;
}

/** Messages that a view cuts in two, around an element of its own. They take nothing else. */
export type SlotKey = {
  [Key in WordKey]: 'slot' extends Taken<Key>[keyof Taken<Key>] ? Key : never;
}[WordKey];

/** Texts and messages that are said whole. */
export type SaidKey = Exclude<WordKey, SlotKey>;

/** What a message has to be given; nothing for a plain text. */
export type Values<Key extends SaidKey> = keyof Taken<Key> extends never
  ? []
  : [values: { readonly [Name in keyof Taken<Key>]: Given[Extract<Taken<Key>[Name], keyof Given>] }];

/** Texts that are said as they are. */
export type PlainKey = { [Key in SaidKey]: Values<Key> extends [] ? Key : never }[SaidKey];

/** Every key, in the order of the catalogue. */
export const WORD_KEYS = Object.keys(EN) as readonly WordKey[];

const NOTHING: ArgumentKinds = {};

/** The English text or message of a key. */
export function englishOf(key: WordKey): string {
  const entry: WordEntry = EN[key];
  return typeof entry === 'string' ? entry : entry[0];
}

/** What the message of a key takes; nothing for a plain text. */
export function kindsOf(key: WordKey): ArgumentKinds {
  const entry: WordEntry = EN[key];
  return typeof entry === 'string' ? NOTHING : entry[1];
}

export const isWordKey = (name: string): name is WordKey => Object.hasOwn(EN, name);
