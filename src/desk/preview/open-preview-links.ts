import { join } from 'node:path';
import { makeFolder } from '../../storage/make-folder.ts';
import { isDatabaseDamage } from '../../storage/sqlite-damage.ts';
import { setAside } from '../../storage/set-aside.ts';
import { openPreviewLinkStore, type PreviewLinkStore } from './preview-link-store.ts';
import { createPreviewLinks, type PreviewLinks } from './preview-links.ts';
import { previewSecret } from './preview-secret.ts';

/** The links of a site, and what closes them. */
export interface OpenedPreviewLinks extends PreviewLinks, Disposable {}

/**
 * Opens the preview links of a data folder. A file that is damaged is set aside, and its links end with it: who has one asks for
 * another. @throws the file system's or SQLite's error, such as for a full disk.
 */
export function openPreviewLinks(dataDir: string, now: () => number): OpenedPreviewLinks {
  const file = join(dataDir, 'previews.db');
  makeFolder(dataDir);
  const store = openAnyhow(file);
  try {
    const links = createPreviewLinks({ store, secret: previewSecret(dataDir), now });
    return { ...links, [Symbol.dispose]: () => store[Symbol.dispose]() };
  } catch (error) {
    store[Symbol.dispose]();
    throw error;
  }
}

function openAnyhow(file: string): PreviewLinkStore {
  try {
    return openPreviewLinkStore(file);
  } catch (error) {
    if (!isDatabaseDamage(error)) throw error;
    setAside(file);
    return openPreviewLinkStore(file);
  }
}
