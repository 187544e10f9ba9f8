/** Links' addresses, which may stand anywhere in a text, and footnotes. */
const DEFINITION =
  /^ {0,3}\[(?:\^[^\]\n]+\]:.*|[^\]\n]+\]:[ \t]*\S+(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*)$/gm;

/** A body up to an offset, and the addresses that its links name, which may stand further down. */
export function beginningOfBody(body: string, end: number): string {
  const rest = body.slice(end);
  const definitions = rest.includes(']:') ? (rest.match(DEFINITION) ?? []) : [];
  return definitions.length === 0 ? body.slice(0, end) : `${body.slice(0, end)}\n\n${definitions.join('\n')}`;
}
