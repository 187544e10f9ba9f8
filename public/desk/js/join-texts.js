/* The least replacement that makes one text the other. */
export function leastChange(from, to) {
  let head = 0;
  const most = Math.min(from.length, to.length);
  while (head < most && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < most - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  // Half a character is no place for a cut.
  if (head > 0 && /[\uD800-\uDBFF]/.test(from[head - 1])) head -= 1;
  if (tail > 0 && /[\uDC00-\uDFFF]/.test(from[from.length - tail])) tail -= 1;
  return { from: head, to: from.length - tail, insert: to.slice(head, to.length - tail) };
}

/*
 * A text that was sent came back as `fresh`, while somebody went on typing, to `now`. The text with both; null where both touched
 * the same place, so that only a look at both can tell.
 */
export function joinTexts(sent, fresh, now) {
  if (fresh === sent) return now;
  if (now === sent) return fresh;
  const theirs = leastChange(sent, fresh);
  const ours = leastChange(sent, now);
  if (theirs.to < ours.from) return now.slice(0, theirs.from) + theirs.insert + now.slice(theirs.to);
  if (ours.to < theirs.from) {
    const shift = ours.insert.length - (ours.to - ours.from);
    return now.slice(0, theirs.from + shift) + theirs.insert + now.slice(theirs.to + shift);
  }
  return null;
}
