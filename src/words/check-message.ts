import { ELEMENT, eachElement, isPlain, type MessageElement, readMessage } from './read-message.ts';
import type { ArgumentKinds } from './word-table.ts';
import { kindsOf, type WordKey } from './word-keys.ts';

/** What is wrong with the message of a key. An error keeps it from being said. */
export interface MessageFault {
  readonly severity: 'error' | 'warning';
  /** `message-syntax`, `plural-other`, `argument-unknown`, … */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** UTF-16 units from the beginning of the message to what is meant; null where that is all of it. */
  readonly offset: number | null;
}

/** What the parser's commoner codes mean; others are told as they are. */
const SYNTAX: Readonly<Record<string, string>> = {
  EXPECT_ARGUMENT_CLOSING_BRACE: 'a brace { is not closed',
  UNCLOSED_ARGUMENT_BRACE: 'a brace { is not closed',
  UNCLOSED_QUOTE_IN_ARGUMENT_STYLE: 'a quote is not closed',
  UNMATCHED_CLOSING_TAG: 'a tag is closed that was not opened',
  EMPTY_ARGUMENT: 'there is nothing between { and }',
  MALFORMED_ARGUMENT: 'what stands between { and } is no name',
  EXPECT_ARGUMENT_TYPE: 'behind the comma there is no word such as number or plural',
  INVALID_ARGUMENT_TYPE: 'the word behind the comma is none of number, plural, select, selectordinal',
  EXPECT_SELECT_ARGUMENT_OPTIONS: 'behind plural or select there is no comma with choices',
  EXPECT_PLURAL_ARGUMENT_SELECTOR: 'there are no choices such as one {…} other {…}',
  EXPECT_SELECT_ARGUMENT_SELECTOR: 'there are no choices such as one {…} other {…}',
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: 'a choice has no {…}',
  EXPECT_SELECT_ARGUMENT_SELECTOR_FRAGMENT: 'a choice has no {…}',
  INVALID_PLURAL_ARGUMENT_SELECTOR: 'a choice such as =0 has no whole number',
  DUPLICATE_PLURAL_ARGUMENT_SELECTOR: 'a choice is there twice',
  DUPLICATE_SELECT_ARGUMENT_SELECTOR: 'a choice is there twice',
  INVALID_NUMBER_SKELETON: 'the form of the number is none that ICU knows',
  EXPECT_NUMBER_SKELETON: 'the form of the number is none that ICU knows',
};
const MISSING_OTHER = 'MISSING_OTHER_CLAUSE';

const CATEGORIES: ReadonlySet<string> = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/**
 * What is wrong with a message for a key in a language, a BCP 47 tag: its syntax, its plurals, what it names and what
 * it leaves out. None for one that can be said as it is.
 */
export function checkMessage(key: WordKey, text: string, language: string): MessageFault[] {
  const kinds = kindsOf(key);
  const parsed = parse(text, language);
  if (Array.isArray(parsed)) return parsed;
  const { elements } = parsed;
  const faults: MessageFault[] = [];
  const used = new Set<string>();
  for (const element of elements) {
    faults.push(...checkElement(element, kinds, text, language));
    if ('value' in element && typeof element.value === 'string' && element.type !== ELEMENT.literal)
      used.add(element.value);
  }
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind === 'slot') faults.push(...checkSlot(name, parsed.top));
    else if (!used.has(name)) faults.push(unused(name));
  }
  return faults;
}

function parse(text: string, language: string) {
  if (isPlain(text)) return { elements: [], top: [] };
  try {
    const top = readMessage(text, language).getAst();
    return { elements: [...eachElement(top)], top };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [syntaxFault(error)];
  }
}

function syntaxFault(error: Error): MessageFault {
  const { message, location } = error as Error & { location?: { start?: { offset?: number } } };
  const offset = location?.start?.offset ?? null;
  if (message === MISSING_OTHER) {
    return fault(
      'plural-other',
      'a choice has no "other".',
      'Add other {…}, which is said for all the rest.',
      offset,
    );
  }
  return fault(
    'message-syntax',
    `this is no ICU message: ${SYNTAX[message] ?? message.toLowerCase().replaceAll('_', ' ')}.`,
    "Write {name} for what is put in, and '{' for a brace that readers are to see.",
    offset,
  );
}

function* checkElement(
  element: MessageElement,
  kinds: ArgumentKinds,
  text: string,
  language: string,
): Generator<MessageFault> {
  if (element.type === ELEMENT.literal) {
    // The parser lets a brace pass that closes nothing.
    if (/[{}]/.test(element.value) && !text.includes("'"))
      yield fault(
        'message-syntax',
        'this is no ICU message: a brace } closes nothing.',
        "Remove it, or write '}'.",
      );
    return;
  }
  if (element.type === ELEMENT.pound || element.type === ELEMENT.tag) return;
  const { value: name } = element;
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined) {
    const names = Object.keys(kinds).map((one) => `{${one}}`);
    yield fault(
      'argument-unknown',
      `{${name}} is nothing that this text is given.`,
      names.length === 0 ? "It takes nothing: write '{' for a brace." : `It takes ${names.join(' and ')}.`,
      text.indexOf(name),
    );
    return;
  }
  const isOfNumber = element.type === ELEMENT.number || element.type === ELEMENT.plural;
  if (element.type === ELEMENT.date || element.type === ELEMENT.time || (isOfNumber && kind !== 'number'))
    yield fault(
      'argument-form',
      `{${name}} is ${kind === 'number' ? 'a number' : 'a text'} and cannot be written so.`,
      `Write {${name}}${kind === 'number' ? `, {${name}, number} or {${name}, plural, …}` : ''}.`,
      text.indexOf(name),
    );
  if (element.type === ELEMENT.plural) yield* checkPlural(element, language);
}

function* checkPlural(
  element: Extract<MessageElement, { type: typeof ELEMENT.plural }>,
  language: string,
): Generator<MessageFault> {
  const given = Object.keys(element.options);
  const strange = given.find((name) => !name.startsWith('=') && !CATEGORIES.has(name));
  if (strange !== undefined)
    yield fault(
      'plural-category',
      `"${strange}" is no plural category.`,
      `Categories are ${[...CATEGORIES].join(', ')}, and =5 for exactly five.`,
    );
  const type = element.pluralType ?? 'cardinal';
  const { pluralCategories } = new Intl.PluralRules(language, { type }).resolvedOptions();
  const missing = pluralCategories.filter((name) => !given.includes(name) && name !== 'other');
  // Who gives "other" alone says the same of every number, and means it.
  if (missing.length === 0 || given.length === 1) return;
  yield {
    ...fault(
      'plural-missing',
      `${language} has the plural ${missing.join(', ')} as well; "other" is said for it.`,
      `Add ${missing.map((name) => `${name} {…}`).join(' ')}.`,
    ),
    severity: 'warning',
  };
}

function checkSlot(name: string, top: readonly MessageElement[]): MessageFault[] {
  const slots = top.filter(({ type }) => type === ELEMENT.argument);
  if (slots.length === 1 && top.every(({ type }) => type === ELEMENT.argument || type === ELEMENT.literal))
    return [];
  return [
    fault(
      'argument-missing',
      `this text has to name {${name}} once, and nothing else in braces.`,
      `Put {${name}} where it belongs.`,
    ),
  ];
}

const unused = (name: string): MessageFault => ({
  ...fault(
    'argument-missing',
    `{${name}} is not in this text; readers are not told it.`,
    `Put {${name}} in.`,
  ),
  severity: 'warning',
});

const fault = (code: string, message: string, hint: string, offset: number | null = null): MessageFault => ({
  severity: 'error',
  code,
  message,
  hint,
  offset,
});
