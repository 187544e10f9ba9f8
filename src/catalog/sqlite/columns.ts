/** A column that the schema says is NOT NULL text. @throws TypeError when the query did not select it. */
export function requiredText(row: Record<string, unknown>, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`catalog: column ${column} is not text`);
  return value;
}

/** A text column that may be NULL. */
export function optionalText(row: Record<string, unknown>, column: string): string | null {
  return row[column] === null ? null : requiredText(row, column);
}
