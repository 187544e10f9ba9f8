import { writeAttributes } from '../html/attributes.ts';
import { escapeXml, legalText } from '../html/escape.ts';

/** Wraps markup in a CDATA section, split where it holds the section's own end (XML 1.0 §2.7). */
export function cdata(markup: string): string {
  return `<![CDATA[${legalText(markup).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Attributes by name; null leaves one out. */
export type XmlAttributes = Readonly<Record<string, string | number | null>>;

/** An element that holds text; null for no text gives ''. */
export function textElement(name: string, text: string | null, attributes: XmlAttributes = {}): string {
  return text === null
    ? ''
    : `<${name}${writeAttributes(attributes, escapeXml)}>${escapeXml(text)}</${name}>`;
}

/** An element that holds finished XML, or nothing. */
export function element(name: string, attributes: XmlAttributes, inner: readonly string[] = []): string {
  const start = `<${name}${writeAttributes(attributes, escapeXml)}`;
  const content = joinLines(inner);
  return content === '' ? `${start}/>` : `${start}>\n${content}\n</${name}>`;
}

/** A document in UTF-8 with its declaration. */
export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;

/** Finished pieces of XML, one a line; empty ones take none. */
const joinLines = (pieces: readonly string[]): string => pieces.filter((piece) => piece !== '').join('\n');
