/**
 * Writes a Markdown table whose columns are aligned in plain text too. The first column is set to the
 * left, the others to the right.
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [header, ...rows].map((row) =>
    header.map((_, column) => (row[column] ?? '').replaceAll('|', '\\|')),
  );
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => width(row[column] ?? ''))));
  const rule = widths.map((wide, column) => (column === 0 ? '-'.repeat(wide) : `${'-'.repeat(wide - 1)}:`));
  const [head = [], ...body] = cells;
  return `${[head, rule, ...body].map((row) => line(row, widths)).join('\n')}\n`;
}

function line(row: readonly string[], widths: readonly number[]): string {
  const padded = row.map((cell, column) => {
    const space = ' '.repeat((widths[column] ?? 0) - width(cell));
    return column === 0 ? cell + space : space + cell;
  });
  return `| ${padded.join(' | ')} |`;
}

const width = (text: string): number => [...text].length;
