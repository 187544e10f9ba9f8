/** Quotes an editor's text in a message: one line, control characters shown, at most `limit` characters. */
export function quoteText(text: string, limit = 60): string {
  const line = text
    .slice(0, limit * 4)
    .replace(/\s+/g, ' ')
    .trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being made visible
  const visible = line.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
  const characters = [...visible];
  const isShort = characters.length <= limit;
  const shown = isShort ? visible : `${characters.slice(0, limit - 1).join('')}…`;
  const mark = shown.includes('"') ? "'" : '"';
  return `${mark}${shown}${mark}`;
}
