import { Scalar, stringify } from 'yaml';
import {
  isPlainList,
  type PlainList,
  type PlainMap,
  type PlainScalar,
  type PlainValue,
} from './field-value.ts';

export type YamlStyle = 'plain' | 'single' | 'double';

const TYPES = { plain: 'PLAIN', single: 'QUOTE_SINGLE', double: 'QUOTE_DOUBLE' } as const;

/** A plain text means something else within brackets, and `yaml` does not know where it is put. */
const BRACKET_SIGNS = /[,[\]{}]/;

/** Words that YAML 1.1 takes for yes or no, and numbers with colons: other programs still read them so. */
const OTHERWISE = /^(?:y|n|yes|no|on|off)$|^\d+(?::\d\d)+$/i;

export interface YamlWriting {
  /** How the value was written that this one replaces. */
  readonly style?: YamlStyle;
  /** The quotes that the file uses elsewhere. */
  readonly quotes?: 'single' | 'double';
  readonly isInBrackets?: boolean;
  /** Whether a text stays without quotes although another program would take it for a time. */
  readonly isTime?: boolean;
}

/** A value as YAML on one line; quoted as the one before was, else only where YAML needs it. */
export function writeYamlScalar(value: PlainScalar, writing: YamlWriting = {}): string {
  if (typeof value !== 'string') return String(value);
  const { style = 'plain', quotes = 'double', isInBrackets = false, isTime = false } = writing;
  const hasBreak = /[\n\r]/.test(value);
  const mustQuote =
    hasBreak || (isInBrackets && BRACKET_SIGNS.test(value)) || (!isTime && OTHERWISE.test(value));
  const wanted: YamlStyle = style === 'plain' && mustQuote ? quotes : style;
  const scalar = new Scalar(value);
  scalar.type = TYPES[hasBreak ? 'double' : wanted];
  const written = stringify(scalar, {
    lineWidth: 0,
    singleQuote: wanted === 'single' || (wanted === 'plain' && quotes === 'single') ? true : null,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: 1_000_000,
  }).trimEnd();
  return written.replace(/\n/g, ' ');
}

/** An entry of a list of YAML in brackets, or behind a hyphen where it is a text. */
export function writeYamlItem(item: PlainScalar | PlainMap, writing: YamlWriting): string {
  if (typeof item !== 'object') return writeYamlScalar(item, writing);
  const parts = Object.entries(item).map(
    ([key, value]) => `${key}: ${writeYamlScalar(value, { ...writing, isInBrackets: true })}`,
  );
  return `{ ${parts.join(', ')} }`;
}

/** The same as lines behind a hyphen, which stands at `indent`. */
export function writeYamlLines(item: string | PlainMap, indent: string, writing: YamlWriting): string {
  if (typeof item === 'string') return `${indent}- ${writeYamlScalar(item, writing)}\n`;
  return Object.entries(item)
    .map(
      ([key, value], index) =>
        `${indent}${index === 0 ? '- ' : '  '}${key}: ${writeYamlScalar(value, writing)}\n`,
    )
    .join('');
}

/** A value within brackets, a map or list in brackets of its own. */
export const writeYamlValue = (value: PlainValue, writing: YamlWriting): string =>
  isPlainList(value) ? writeYamlList(value, writing) : writeYamlItem(value, writing);

/** A list in brackets. */
export const writeYamlList = (items: PlainList, writing: YamlWriting): string =>
  `[${items.map((item) => writeYamlItem(item, { ...writing, isInBrackets: true })).join(', ')}]`;

/** The quotes of the value that begins at an offset. */
export const yamlStyleAt = (text: string, at: number | undefined): YamlStyle =>
  at === undefined ? 'plain' : text[at] === '"' ? 'double' : text[at] === "'" ? 'single' : 'plain';
