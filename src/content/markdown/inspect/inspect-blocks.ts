import type { Token, Tokens } from 'marked';
import { type BodyFinding, warning } from './body-finding.ts';

/** Something about a line of a block. */
export interface LineFinding extends BodyFinding {
  /** As it is written. */
  readonly line: string;
}

/** What readers miss of a block because it was written otherwise than Markdown reads it. */
export function inspectBlock(token: Token): LineFinding[] {
  if (token.type === 'code') return inspectFence(token as Tokens.Code);
  return token.type === 'table' ? inspectTable(token as Tokens.Table) : [];
}

/** A fence that nothing closes makes code of all that follows. */
function inspectFence({ raw, codeBlockStyle }: Tokens.Code): LineFinding[] {
  if (codeBlockStyle === 'indented') return [];
  const [line = '', ...rest] = raw.trimEnd().split('\n');
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (fence === undefined) return [];
  const last = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(rest.at(-1) ?? '')?.[1];
  if (last?.startsWith(fence) === true) return [];
  return [
    {
      line,
      ...warning(
        'fence-unclosed',
        'Everything from here on is shown as code, as nothing closes this block.',
        `Put a line with ${fence} below the code.`,
      ),
    },
  ];
}

/** Cells beyond those of the header are not shown (GFM, "Tables"). */
function inspectTable({ raw, header, rows }: Tokens.Table): LineFinding[] {
  const lines = raw.split('\n').slice(2, 2 + rows.length);
  const long = lines.filter((line) => countCells(line) > header.length);
  const [line] = long;
  if (line === undefined) return [];
  const others = long.length === 1 ? '' : ` So do ${long.length - 1} more rows.`;
  return [
    {
      line,
      ...warning(
        'table-cells-lost',
        `This row has ${countCells(line)} cells and the table’s header ${header.length}: the last are not shown.${others}`,
        'Give the header as many cells, or write | inside a cell as \\|.',
      ),
    },
  ];
}

const countCells = (line: string): number =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/).length;
