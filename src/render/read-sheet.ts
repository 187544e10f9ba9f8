import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the sheet `public/css/NAME.css` as pages carry it; font URLs are still names. @throws Error where it is not there. */
export const readSheet = (publicDir: string, name: string): string =>
  plainCss(readFileSync(join(publicDir, 'css', `${name}.css`), 'utf8'));

/** Styles without comments and indentation. */
const plainCss = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/:\s+/g, ':')
    .replace(/;}/g, '}')
    .trim();
