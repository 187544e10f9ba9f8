/** CSS names of the digits in which numbered lists count (CSS Counter Styles 3 §6.1), by CLDR’s of a numbering system. */
const COUNTER_STYLES: ReadonlyMap<string, string> = new Map([
  ['arab', 'arabic-indic'],
  ['arabext', 'persian'],
]);

const known = new Map<string, string | null>();

/** The counter style of a locale’s digits, such as `persian` for `fa-IR`; null for those of most, which lists have anyway. */
export function counterStyle(locale: string): string | null {
  let style = known.get(locale);
  if (style === undefined) {
    style = COUNTER_STYLES.get(new Intl.NumberFormat(locale).resolvedOptions().numberingSystem) ?? null;
    known.set(locale, style);
  }
  return style;
}
