import type { Router } from 'express';
import type { Logger } from 'pino';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { draftFrames } from '../../desk/preview/draft-frames.ts';
import { openPreviewLinks } from '../../desk/preview/open-preview-links.ts';
import { createPreviewActs, type PreviewActsDeps } from '../../desk/preview/preview-acts.ts';
import { createPreviewPages, PREVIEW_PATH } from '../../desk/preview/preview-pages.ts';
import type { Previewer } from '../../desk/preview/previewer.ts';
import { readPreviewTime } from '../../desk/preview/read-preview-time.ts';
import { startPreviews } from '../preview/start-previews.ts';
import type { FramedDraft } from '../../desk/write/write-routes-deps.ts';
import type { DeskProcessSettings } from './desk-messages.ts';

export interface DeskPreviewsOptions {
  readonly settings: DeskProcessSettings;
  /** Throws where no catalog is to be had. */
  readonly reader: () => CatalogReader;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The previews of a desk. */
export interface DeskPreviews extends AsyncDisposable {
  readonly previewer: Previewer;
  /** Has a text that is not saved stand at an address that this person alone knows; `path` is that of its page on the site. */
  frameOf(person: { readonly id: string }, draft: FramedDraft): string;
  /** Answers who has the address of a preview: before the log-in. */
  readonly pages: Router;
  /** What those who are signed in do with them: behind it. */
  acts(deps: Pick<PreviewActsDeps, 'note' | 'show'>): Router;
}

/** Opens the previews of a desk; the copy of the catalog is made with the first. @throws where DATA_DIR cannot be written. */
export function openDeskPreviews({ settings, reader, log, now }: DeskPreviewsOptions): DeskPreviews {
  const { contentDir, dataDir, origin, desk, hubs, logLevel, logFormat } = settings;
  const links = openPreviewLinks(dataDir, now);
  const previewer = startPreviews({
    settings: { contentDir, dataDir, origin, hubs, logLevel, logFormat, deskOrigin: desk.origin, aheadMs: 0 },
    log,
  });
  const frames = draftFrames(now);
  const timeZone = (): string => reader().read((catalog) => catalog.site().timeZone);
  return {
    previewer,
    frameOf: ({ id }, { file, bytes, path }) => `${PREVIEW_PATH}/${frames.put(id, file, bytes)}${path}`,
    pages: createPreviewPages({ previewer, links, frames }),
    acts: (deps) =>
      createPreviewActs({
        ...deps,
        previewer,
        links,
        frames,
        about: {
          origin: desk.origin,
          timeZone,
          readTime: (text) => readPreviewTime(text, timeZone(), now()),
          now,
        },
      }),
    async [Symbol.asyncDispose]() {
      await previewer.close();
      links[Symbol.dispose]();
    },
  };
}
