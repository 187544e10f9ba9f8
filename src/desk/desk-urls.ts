/** Where a file is written, at a line where one is given. */
export const writeUrl = (file: string, line?: number): string =>
  `/write?file=${encodeURIComponent(file)}${line === undefined ? '' : `&line=${line}`}`;
