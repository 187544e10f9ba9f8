import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Archive } from './archive.ts';
import { siteFiles } from './site-files.ts';

/**
 * Writes a content folder, one article after the other; nothing is held in memory. Returns the bytes of
 * the articles.
 * @throws Error when the folder holds something already.
 */
export function writeArchive(archive: Archive, folder: string): number {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`${folder} is not empty. Give a new folder, or remove what is in it.`);
  }
  const made = new Set<string>();
  const write = (file: string, text: string): number => {
    const target = join(folder, file);
    const parent = dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    const bytes = Buffer.from(text);
    writeFileSync(target, bytes);
    return bytes.length;
  };
  mkdirSync(join(folder, 'articles'), { recursive: true });
  for (const [file, text] of siteFiles(archive)) write(file, text);
  let bytes = 0;
  for (let index = 0; index < archive.count; index += 1) {
    const outline = archive.outlineAt(index);
    bytes += write(outline.file, archive.textOf(outline));
  }
  return bytes;
}
