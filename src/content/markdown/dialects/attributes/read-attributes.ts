/** What an attribute list says that means something here. */
export interface AttributeList {
  /** The name of the part; null for none. */
  readonly id: string | null;
  /** The words behind dots. */
  readonly classes: readonly string[];
  /** Names and values, such as `title`; names in small letters. */
  readonly values: ReadonlyMap<string, string>;
}

const PART =
  /\s*(?:#(?<id>[^\s#.{}="']{1,80})|\.(?<name>[^\s.#{}="']{1,80})|(?<key>[\w:@.-]{1,60})=(?:"(?<double>[^"\n]{0,1200})"|'(?<single>[^'\n]{0,1200})'|(?<bare>[^\s"'{}]{1,300}))|(?<word>[\w-]{1,60}))(?=[\s.#]|$)/uy;

/**
 * Reads what stands between the braces of an attribute list: `#id .class key="value"`. Null for anything else. Words alone,
 * as Kramdown's `toc` and `nofollow`, are let through where `takesWords`.
 */
export function readAttributeList(inner: string, takesWords: boolean): AttributeList | null {
  let id: string | null = null;
  const classes: string[] = [];
  const values = new Map<string, string>();
  const text = inner.trim();
  if (text === '-' || text === '') return text === '-' || takesWords ? { id, classes, values } : null;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const groups = PART.exec(text)?.groups;
    if (groups === undefined) return null;
    const { id: named, name, key, double, single, bare, word } = groups;
    if (word !== undefined && !takesWords) return null;
    if (named !== undefined) id ??= named;
    if (name !== undefined) classes.push(name);
    if (key !== undefined) values.set(key.toLowerCase(), double ?? single ?? bare ?? '');
  }
  return { id: id ?? values.get('id') ?? null, classes, values };
}
