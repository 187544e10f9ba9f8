import {
  element,
  type HtmlElement,
  type HtmlNode,
  isBlank,
  isElement,
  isEmpty,
  textNode,
} from '../html-node.ts';
import { levelRows } from './table-grid.ts';

export interface ContentModel {
  readonly flow: (nodes: readonly HtmlNode[]) => HtmlNode[];
  readonly inline: (nodes: readonly HtmlNode[]) => HtmlNode[];
}

const MAX_SPAN = 100;

interface Groups {
  readonly head: HtmlElement[];
  readonly body: HtmlElement[];
  readonly foot: HtmlElement[];
}

/**
 * Rebuilds a table so that each row has as many columns as the widest one and groups stand in order:
 * caption, thead, tbody, tfoot. What is neither caption nor cell comes after the table; a table without
 * cells becomes its content.
 */
export function rebuildTable(table: HtmlElement, model: ContentModel): HtmlNode[] {
  const caption = table.children.find((child) => isElement(child, 'caption'));
  const stray: HtmlNode[] = [];
  const groups: Groups = { head: [], body: [], foot: [] };
  for (const child of table.children) {
    if (child === caption || isBlank(child)) continue;
    if (isElement(child, 'tr')) groups.body.push(...rebuildRow(child, model, stray));
    else if (isElement(child, 'thead', 'tbody', 'tfoot')) {
      const group = child.tag === 'thead' ? groups.head : child.tag === 'tfoot' ? groups.foot : groups.body;
      for (const row of child.children) {
        if (isElement(row, 'tr')) group.push(...rebuildRow(row, model, stray));
        else if (!isBlank(row)) stray.push(row);
      }
    } else stray.push(child);
  }
  const rows = [...groups.head, ...groups.body, ...groups.foot];
  if (rows.length === 0) return model.flow([...(isElement(caption) ? caption.children : []), ...stray]);
  const [head = [], body = [], foot = []] = levelRows([groups.head, groups.body, groups.foot]);
  const children: HtmlNode[] = [];
  if (isElement(caption) && !isEmpty(caption)) {
    children.push(element('caption', {}, model.inline(caption.children)));
  }
  if (head.length > 0) children.push(element('thead', {}, head));
  if (body.length > 0) children.push(element('tbody', {}, body));
  if (foot.length > 0) children.push(element('tfoot', {}, foot));
  const spaced = children.flatMap((child) => [textNode('\n'), child]);
  return [element('table', {}, [...spaced, textNode('\n')]), ...model.flow(stray)];
}

/** The row with sound cells, or nothing where it has none. */
function rebuildRow(row: HtmlElement, model: ContentModel, stray: HtmlNode[]): HtmlElement[] {
  const cells: HtmlElement[] = [];
  for (const child of row.children) {
    if (!isElement(child, 'td', 'th')) {
      if (!isBlank(child)) stray.push(child);
      continue;
    }
    // A header cell without words names nothing; readers of screens would hear it as empty.
    const isHeader = child.tag === 'th' && !isEmpty(child);
    const children = isHeader ? model.inline(child.children) : model.flow(child.children);
    cells.push(element(isHeader ? 'th' : 'td', cellAttributes(child), children));
  }
  return cells.length === 0 ? [] : [element('tr', {}, cells)];
}

function cellAttributes({ attributes }: HtmlElement): Record<string, string> {
  const kept: Record<string, string> = {};
  const align = attributes['align']?.toLowerCase();
  if (align === 'center') kept['class'] = 'align-center';
  // Columns of numbers stand at the end of a line, whatever its direction.
  if (align === 'right') kept['class'] = 'align-end';
  for (const name of ['colspan', 'rowspan']) {
    const span = Number(attributes[name] ?? 1);
    if (Number.isInteger(span) && span > 1 && span <= MAX_SPAN) kept[name] = String(span);
  }
  for (const name of ['lang', 'dir']) {
    const value = attributes[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
