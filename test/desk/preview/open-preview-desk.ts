import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import type { Role } from '../../../src/accounts/person.ts';
import { draftFrames } from '../../../src/desk/preview/draft-frames.ts';
import { openPreviewLinks } from '../../../src/desk/preview/open-preview-links.ts';
import { createPreviewActs } from '../../../src/desk/preview/preview-acts.ts';
import type { PreviewError } from '../../../src/desk/preview/preview-error.ts';
import { createPreviewPages } from '../../../src/desk/preview/preview-pages.ts';
import type { DraftPreview, PreviewRequest } from '../../../src/desk/preview/previewer.ts';
import { readPreviewTime } from '../../../src/desk/preview/read-preview-time.ts';
import { DESK_URL, openTestDesk } from '../open-test-desk.ts';

const ZONE = 'Asia/Yerevan';
export const NO_PAGE: DraftPreview = { kind: 'none', problems: [] };

/** A desk whose previewer tells what it is asked. Dispose of it. */
export function openPreviewDesk() {
  const dataDir = mkdtempSync(join(tmpdir(), 'dateline-routes-'));
  const state = {
    now: Date.parse('2026-12-01T09:00Z'),
    asked: [] as PreviewRequest[],
    noted: [] as string[],
    fails: null as PreviewError | null,
    /** Drafts that were asked for; each is answered by `answer`, or at once where `isQuick`. */
    drafts: [] as { readonly text: string; readonly answer: () => void }[],
    isQuick: true,
  };
  const now = (): number => state.now;
  const links = openPreviewLinks(dataDir, now);
  const frames = draftFrames(now);
  const previewer = {
    async answer(given: PreviewRequest) {
      if (state.fails !== null) throw state.fails;
      state.asked.push(given);
      const headers = { 'content-type': 'text/html', 'cache-control': 'private, no-store' };
      return { status: 200, headers, body: Buffer.from(`page ${given.path}`) };
    },
    async draft({ bytes }: { readonly bytes: Uint8Array }): Promise<DraftPreview> {
      if (state.fails !== null) throw state.fails;
      const { promise, resolve } = Promise.withResolvers<DraftPreview>();
      state.drafts.push({ text: Buffer.from(bytes).toString(), answer: () => resolve(NO_PAGE) });
      if (state.isQuick) resolve(NO_PAGE);
      return promise;
    },
  };
  return {
    state,
    links,
    /** Asks as somebody of a role; null for who is not signed in. */
    as(role: Role | null) {
      const desk = openTestDesk(() => {
        throw new Error('there is no catalog');
      }, role);
      const acts = createPreviewActs({
        previewer,
        links,
        frames,
        note: (_request, person, act, link) =>
          void state.noted.push(`${person.name} ${act} ${link.file ?? 'site'}`),
        show: desk.show,
        about: {
          origin: DESK_URL,
          timeZone: () => ZONE,
          readTime: (text) => readPreviewTime(text, ZONE, state.now),
          now,
        },
      });
      return request(desk.listener(createPreviewPages({ previewer, links, frames }), acts));
    },
    tokenFor: (file: string | null, at: number | null = null): string =>
      links.tokenOf(links.make({ file, at, by: 'Water desk', days: 7 })),
    [Symbol.dispose]() {
      links[Symbol.dispose]();
      rmSync(dataDir, { recursive: true });
    },
  };
}
