import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const READABILITY = readFileSync(
  createRequire(import.meta.url).resolve('@mozilla/readability/Readability.js'),
  'utf8',
);

interface Reader {
  new (document: Document): { parse(): { readonly textContent: string; readonly content: string } | null };
}

/** What Firefox’s reader mode makes of a page: its words, and its HTML. @throws Error where it finds no article. */
export async function readAsReaderMode(
  page: Page,
): Promise<{ readonly text: string; readonly html: string }> {
  await page.evaluate(`${READABILITY}; globalThis.Readability = Readability;`);
  const read = await page.evaluate(() => {
    const { Readability } = globalThis as unknown as { Readability: Reader };
    const found = new Readability(document.cloneNode(true) as Document).parse();
    return found && { text: found.textContent.replace(/\s+/g, ' '), html: found.content };
  });
  if (read === null) throw new Error('reader mode finds no article');
  return read;
}
