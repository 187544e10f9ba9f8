/**
 * The period that the parts of an archive path name: `2016`, `2016-07` or `2016-07-15`; null where they
 * name no year, month or day of the calendar.
 */
export function parsePeriod(year: string, month?: string, day?: string): string | null {
  if (!/^\d{4}$/.test(year)) return null;
  if (month === undefined) return year;
  if (!/^(0[1-9]|1[0-2])$/.test(month)) return null;
  if (day === undefined) return `${year}-${month}`;
  if (!/^\d{2}$/.test(day)) return null;
  const { daysInMonth } = Temporal.PlainYearMonth.from(`${year}-${month}`);
  return Number(day) >= 1 && Number(day) <= daysInMonth ? `${year}-${month}-${day}` : null;
}
