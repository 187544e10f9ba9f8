const formats = new Map<string, Intl.NumberFormat>();

/** How a locale writes numbers. Making this costs far more than using it, so each is made once. */
export function numberFormatOf(locale: string): Intl.NumberFormat {
  const known = formats.get(locale) ?? new Intl.NumberFormat(locale);
  formats.set(locale, known);
  return known;
}
