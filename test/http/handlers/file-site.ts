import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { createMediaHandler } from '../../../src/http/handlers/media-handler.ts';
import { createTransferSlots } from '../../../src/http/send/transfer-slots.ts';
import { createVariantStore } from '../../../src/media/variants/variant-store.ts';
import { createSmallSite } from '../small-site.ts';

/** Two minutes on, so that nothing that a test writes is still on its way. */
const AHEAD_MS = 120_000;

/** A site that serves the files of a folder of its own. Dispose of it. */
export function openFileSite({ places = 10, isNamed = (_src: string): boolean => false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-files-'));
  const warn = vi.fn();
  const info = vi.fn();
  const log = { warn, info };
  const clock = { aheadMs: AHEAD_MS };
  const now = () => Date.now() + clock.aheadMs;
  const variants = createVariantStore({ folder: join(folder, 'kept'), maxBytes: 1e8, now, log });
  const slots = createTransferSlots(places);
  const shared = { variants, slots, log, now };
  const { app } = createSmallSite({
    addRoutes: (site) => {
      site.use('/media', createMediaHandler({ folder: join(folder, 'media'), ...shared }));
      site.use(
        '/articles',
        createMediaHandler({ folder: join(folder, 'articles'), texts: { isNamed }, ...shared }),
      );
    },
  });
  return {
    app,
    warn,
    info,
    clock,
    slots,
    media: join(folder, 'media'),
    /** Writes a file below the folder; its time is long ago. Returns its path. */
    put(file: string, bytes: Buffer | string): string {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      utimesSync(path, 1_500_000_000, 1_500_000_000);
      return path;
    },
    dispose: () => rmSync(folder, { recursive: true }),
  };
}
