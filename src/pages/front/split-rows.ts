/**
 * Parts so many things into rows of at most `most`, in their order: as few rows as hold them, of lengths that differ by one at most,
 * the longer first. So no row has a hole at its end: four in rows of three are two and two.
 */
export function splitRows<Item>(items: readonly Item[], most: number): Item[][] {
  const count = Math.ceil(items.length / most);
  const rows: Item[][] = [];
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    const length = Math.ceil((items.length - start) / (count - index));
    rows.push(items.slice(start, start + length));
    start += length;
  }
  return rows;
}
