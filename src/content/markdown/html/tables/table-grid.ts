import { element, type HtmlElement, type HtmlNode, isElement } from '../html-node.ts';

interface Grid {
  /** Columns that each row fills, its own cells and those that reach down into it. */
  readonly filled: readonly number[];
  readonly width: number;
  /** Whether no cells overlap and none reaches below its group. */
  readonly isSound: boolean;
  /** Columns in which a cell begins. */
  readonly begun: ReadonlySet<number>;
}

/**
 * Pads the rows of a table's groups with empty cells, so that all are as wide as the widest. Spans that
 * overlap, reach below their group or leave a column without a cell of its own are dropped, all of them.
 */
export function levelRows(groups: readonly (readonly HtmlElement[])[]): HtmlElement[][] {
  const grids = groups.map(layOut);
  const width = widest(grids);
  const begun = new Set(grids.flatMap((grid) => [...grid.begun]));
  if (grids.every((grid) => grid.isSound) && begun.size === width) return pad(groups, grids, width);
  const plain = groups.map((rows) => rows.map(withoutSpans));
  const plainGrids = plain.map(layOut);
  return pad(plain, plainGrids, widest(plainGrids));
}

const widest = (grids: readonly Grid[]): number =>
  grids.reduce((width, grid) => Math.max(width, grid.width), 0);

/** Places cells as HTML does: each in the first column that is free in its row. */
function layOut(rows: readonly HtmlElement[]): Grid {
  const reaching: number[] = [];
  const filled: number[] = [];
  const begun = new Set<number>();
  let isSound = true;
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of row.children) {
      while ((reaching[column] ?? 0) > 0) column += 1;
      begun.add(column);
      const height = spanOf(cell, 'rowspan');
      if (height > rows.length - index) isSound = false;
      for (let end = column + spanOf(cell, 'colspan'); column < end; column += 1) {
        if ((reaching[column] ?? 0) > 0) isSound = false;
        reaching[column] = height;
      }
    }
    filled.push(reaching.filter((left) => left > 0).length);
    for (let at = 0; at < reaching.length; at += 1) reaching[at] = Math.max(0, (reaching[at] ?? 0) - 1);
  });
  return { filled, width: reaching.length, isSound, begun };
}

function pad(
  groups: readonly (readonly HtmlElement[])[],
  grids: readonly Grid[],
  width: number,
): HtmlElement[][] {
  return groups.map((rows, group) =>
    rows.map((row, index) => {
      const missing = width - (grids[group]?.filled[index] ?? width);
      if (missing <= 0) return row;
      return { ...row, children: [...row.children, ...Array.from({ length: missing }, () => element('td'))] };
    }),
  );
}

function spanOf(cell: HtmlNode, name: 'colspan' | 'rowspan'): number {
  return isElement(cell) ? Number(cell.attributes[name] ?? 1) : 1;
}

function withoutSpans(row: HtmlElement): HtmlElement {
  const cells = row.children.map((cell) => {
    if (!isElement(cell)) return cell;
    const { colspan: _colspan, rowspan: _rowspan, ...attributes } = cell.attributes;
    return { ...cell, attributes };
  });
  return { ...row, children: cells };
}
