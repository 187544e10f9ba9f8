import { IntlMessageFormat } from 'intl-messageformat';

/** The elements of a message as the parser of intl-messageformat tells them. */
export type MessageElements = ReturnType<IntlMessageFormat['getAst']>;
export type MessageElement = MessageElements[number];

/** The `type` of an element; the library's own names are of a package that is not ours to import. */
export const ELEMENT = {
  literal: 0,
  argument: 1,
  number: 2,
  date: 3,
  time: 4,
  select: 5,
  plural: 6,
  pound: 7,
  tag: 8,
} as const;

type Formatters = NonNullable<NonNullable<ConstructorParameters<typeof IntlMessageFormat>[3]>['formatters']>;

/**
 * Reads an ICU MessageFormat message; tags are text in it. `language` decides its plurals.
 * @throws SyntaxError where it is none, with the parser's code as its message.
 */
export function readMessage(text: string, language: string, formatters?: Formatters): IntlMessageFormat {
  const options = { ignoreTag: true, ...(formatters === undefined ? {} : { formatters }) };
  return new IntlMessageFormat(text, language, undefined, options);
}

/** Whether a text needs no reading: it holds none of the signs that mean something in a message. */
export const isPlain = (text: string): boolean => !/[{}']/.test(text);

/** Every element of a message, those within its choices too. */
export function* eachElement(elements: MessageElements): Generator<MessageElement> {
  for (const element of elements) {
    yield element;
    if (element.type !== ELEMENT.select && element.type !== ELEMENT.plural) continue;
    for (const option of Object.values(element.options)) yield* eachElement(option.value);
  }
}
