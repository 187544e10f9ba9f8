import { readdirSync, readlinkSync } from 'node:fs';

/** Files below a folder that a process has open, this one unless told; Linux alone tells. */
export function openFilesBelow(folder: string, pid: number | 'self' = 'self'): string[] {
  const descriptors = `/proc/${pid}/fd`;
  return readdirSync(descriptors)
    .map((name) => {
      try {
        return readlinkSync(`${descriptors}/${name}`);
      } catch {
        // Closed since it was listed.
        return '';
      }
    })
    .filter((path) => path.startsWith(`${folder}/`));
}
