/** Joins as many whole lines as there is room for; the last says how many there is none for. */
export function fitLines(lines: readonly string[], most: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const [nth, line] of lines.entries()) {
    if (length + line.length + 1 > most - 40) {
      kept.push(`… ${lines.length - nth} more lines`);
      break;
    }
    length += line.length + 1;
    kept.push(line);
  }
  return kept.join('\n');
}
