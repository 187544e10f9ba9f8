import type { LayoutMeasures } from '../pages/parts/layout-measures.ts';
import { customMedia, LAYOUT_SHEET, readText } from './read-sheet.ts';

/** Reads the measures of the layout from public/css/layout.css. @throws Error naming one that is not there or not in rem. */
export function readMeasures(publicDir: string): LayoutMeasures {
  const css = readText(publicDir, LAYOUT_SHEET);
  const media = customMedia(css);
  const medium = (name: string): number =>
    rem(name, /^\(min-width:([\d.]+)rem\)$/.exec(media.get(name) ?? ''));
  const [narrow = '', broad = ''] = css.split('@media (--broad)');
  const property = (name: string, where = narrow): number =>
    rem(name, new RegExp(`${name}: ([\\d.]+)rem;`).exec(where));
  const both = (name: string): { narrow: number; broad: number } => ({
    narrow: property(name),
    broad: property(name, broad),
  });
  return {
    small: medium('--small'),
    medium: medium('--medium'),
    broad: medium('--broad'),
    wide: medium('--wide'),
    sheet: property('--sheet'),
    margin: both('--margin'),
    gap: property('--gap'),
    column: property('--column'),
    aside: property('--aside'),
    thumb: both('--thumb'),
  };
}

function rem(name: string, found: RegExpExecArray | null): number {
  const value = Number(found?.[1] ?? Number.NaN);
  if (Number.isNaN(value))
    throw new Error(`public/css/layout.css has no ${name} in rem; pages need it for their pictures`);
  return value;
}
