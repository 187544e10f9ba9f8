/** A number as readers of lists see it. */
export interface ShownCount {
  readonly value: number;
  /** `1,204`, in the locale's digits. */
  readonly text: string;
  /** `story` or `stories`. */
  readonly unit: string;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Shows a number of stories. */
export function shownCount(value: number, locale: string): ShownCount {
  let formatter = formatters.get(locale);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale);
    formatters.set(locale, formatter);
  }
  return { value, text: formatter.format(value), unit: value === 1 ? 'story' : 'stories' };
}
