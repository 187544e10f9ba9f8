/** Characters that XML 1.0 §2.2 does not allow, lone surrogates among them. */
const ILLEGAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text without what XML cannot hold in any form: control characters, U+FFFE, U+FFFF, lone surrogates. */
export const legalText = (text: string): string => text.replace(ILLEGAL, '');

/** Escapes text for XML content and quoted attributes; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return legalText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Wraps markup in a CDATA section, split where it holds the section's own end (XML 1.0 §2.7). */
export function cdata(markup: string): string {
  return `<![CDATA[${legalText(markup).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Attributes by name; null leaves one out. */
export type XmlAttributes = Readonly<Record<string, string | number | null>>;

/** An element that holds text; null for no text gives ''. */
export function textElement(name: string, text: string | null, attributes: XmlAttributes = {}): string {
  return text === null ? '' : `<${name}${writeAttributes(attributes)}>${escapeXml(text)}</${name}>`;
}

/** An element that holds finished XML, or nothing. */
export function element(name: string, attributes: XmlAttributes, inner: readonly string[] = []): string {
  const start = `<${name}${writeAttributes(attributes)}`;
  const content = joinLines(inner);
  return content === '' ? `${start}/>` : `${start}>\n${content}\n</${name}>`;
}

/** A document in UTF-8 with its declaration. */
export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;

/** Finished pieces of XML, one a line; empty ones take none. */
const joinLines = (pieces: readonly string[]): string => pieces.filter((piece) => piece !== '').join('\n');

function writeAttributes(attributes: XmlAttributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapeXml(String(value))}"`))
    .join('');
}
