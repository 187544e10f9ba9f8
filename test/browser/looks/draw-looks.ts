/**
 * Draws the pictures of docs/looks.md into docs/pictures: the sample newsroom and a small Arabic one, as readers have them. Names
 * of looks behind the command (`npm run docs:pictures -- front article`) draw only these. Needs a Chromium, as the browser tests do.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { init } from '../../../src/cli/commands/init.ts';
import { openBrowser } from '../open-browser.ts';
import { serveSite } from '../open-page.ts';
import { LOOKS, LOOKS_NOW, lookFile, MAX_LOOK_BYTES } from './looks.ts';
import { shrinkLook, takeLook } from './take-look.ts';
import { writeRightToLeft } from './right-to-left.ts';

const TARGET = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));
/** What all of them together may weigh leaves less for each than what one may. */
const BYTES = { wide: MAX_LOOK_BYTES - 5000, narrow: 62_000 };

const wanted = new Set(process.argv.slice(2));
const looks = LOOKS.filter(({ name }) => wanted.size === 0 || wanted.has(name));

const parent = mkdtempSync(join(tmpdir(), 'dateline-looks-'));
const browser = await openBrowser();
try {
  mkdirSync(TARGET, { recursive: true });
  const quiet = { write() {} };
  const sample = join(parent, 'sample');
  const wish = [sample, '--sample', '--name=The Lake Courier', '--time-zone=Asia/Yerevan'];
  await init(wish, quiet, process.stderr, () => LOOKS_NOW);
  const arabic = join(parent, 'right-to-left');
  await writeRightToLeft(arabic, LOOKS_NOW);
  for (const [newsroom, folder] of [
    ['sample', sample],
    ['right-to-left', arabic],
  ] as const) {
    if (!looks.some((look) => look.newsroom === newsroom)) continue;
    const site = await serveSite(folder, { now: LOOKS_NOW });
    try {
      for (const look of looks.filter((one) => one.newsroom === newsroom)) {
        for (const width of look.widths) {
          const png = await takeLook(browser, site.url, look, width);
          const bytes = await shrinkLook(png, width < 600 ? BYTES.narrow : BYTES.wide);
          writeFileSync(join(TARGET, lookFile(look, width)), bytes);
          process.stdout.write(`${lookFile(look, width)} ${Math.round(bytes.length / 1000)} kB\n`);
        }
      }
    } finally {
      await site.close();
    }
  }
} finally {
  await browser.close();
  rmSync(parent, { recursive: true });
}
