/** Units of 1,000, as sizes of files are told to people (IEC 80000-13). */
const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
const STEP = 1_000;

const formats = new Map<string, Intl.NumberFormat>();

/** `1.2 MB`, as a locale writes it, never broken into lines: two digits at least, and nothing less than a kilobyte. */
export function shownSize(bytes: number, locale: string): string {
  let value = Math.max(1, bytes / STEP);
  let unit = 0;
  // What would be shown as 1,000 is one of the next.
  while (Math.round(value) >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  const digits = unit === 0 || Math.round(value * 10) >= 100 ? 0 : 1;
  return formatOf(locale, UNITS[unit] ?? '', digits)
    .format(value)
    .replaceAll(' ', '\u00a0');
}

function formatOf(locale: string, unit: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${unit} ${digits}`;
  const known =
    formats.get(key) ??
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    });
  formats.set(key, known);
  return known;
}
