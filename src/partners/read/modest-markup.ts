/** Elements, or lists and maps, of a feed: each takes memory, and 10 MB of honest text have fewer. */
const MOST_NODES = 250_000;

/** The most attributes take more time than their length says. */
const LONGEST_TAG = 64 * 1024;

/** Whether a text has no more signs that begin a node than an honest feed; `opening` is a global pattern. */
export function isModest(text: string, opening: RegExp): boolean {
  let count = 0;
  opening.lastIndex = 0;
  while (opening.test(text)) {
    count += 1;
    if (count > MOST_NODES) return false;
  }
  return true;
}

/** Whether no tag is longer than 64 KB, quoted attributes included. Takes time linear in the length. */
export function hasModestTags(text: string): boolean {
  const start = /<[a-z]/gi;
  for (let tag = start.exec(text); tag !== null; tag = start.exec(text)) {
    const end = endOfTag(text, tag.index);
    if (end - tag.index > LONGEST_TAG) return false;
    start.lastIndex = end;
  }
  return true;
}

function endOfTag(text: string, from: number): number {
  const signs = /["'>]/g;
  signs.lastIndex = from;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    const [sign] = found;
    if (sign === '>') return found.index + 1;
    const closing = text.indexOf(sign, found.index + 1);
    if (closing === -1) break;
    signs.lastIndex = closing + 1;
  }
  return text.length;
}
