import { isPlain, readMessage } from '../read-message.ts';
import { DESK_API } from './api.ts';
import { DESK_BOARD } from './board.ts';
import { DESK_FRAME } from './frame.ts';
import { DESK_LINT } from './lint.ts';
import { DESK_PREVIEW } from './preview.ts';
import { DESK_LISTS } from './lists.ts';
import { DESK_LOGIN } from './login.ts';
import { DESK_PEOPLE } from './people.ts';
import { DESK_SCHEDULE } from './schedule.ts';
import { DESK_WRITE } from './write.ts';

/** Every word that the desk says to those who work at it, in English: texts, or ICU MessageFormat messages. */
const DESK_WORDS = {
  ...DESK_FRAME,
  ...DESK_API,
  ...DESK_BOARD,
  ...DESK_PREVIEW,
  ...DESK_LISTS,
  ...DESK_LOGIN,
  ...DESK_PEOPLE,
  ...DESK_LINT,
  ...DESK_SCHEDULE,
  ...DESK_WRITE,
} as const;

export type DeskWord = keyof typeof DESK_WORDS;

/** The language that the desk speaks, a BCP 47 tag. */
export const DESK_LANGUAGE = 'en';

export type DeskValues = Readonly<Record<string, string | number>>;

const messages = new Map<string, ReturnType<typeof readMessage>>();

/** Says a text of the desk, or a message with its values. @throws Error for a key that is none, or a value that is missing. */
export function sayDesk(key: DeskWord, values: DeskValues = {}): string {
  const text = Object.hasOwn(DESK_WORDS, key) ? DESK_WORDS[key] : undefined;
  if (text === undefined) throw new Error(`"${key}" is no word of the desk; see src/words/desk`);
  if (isPlain(text)) return text;
  const message = messages.get(key) ?? readMessage(text, DESK_LANGUAGE);
  messages.set(key, message);
  return String(message.format(values));
}

/** Every key, in order. */
export const DESK_WORD_KEYS = Object.keys(DESK_WORDS) as readonly DeskWord[];

/** Whether a key is a word of the desk, where it was put together. */
export const isDeskWord = (key: string): key is DeskWord => Object.hasOwn(DESK_WORDS, key);
