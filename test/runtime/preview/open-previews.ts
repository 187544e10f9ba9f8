import type { PreviewView } from '../../../src/desk/preview/previewer.ts';
import { type RunningPreviews, runPreviews } from '../../../src/runtime/preview/run-previews.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

export const ORIGIN = 'https://courier.example';
export const DESK = 'https://desk.courier.example';
export const PREFIX = '/preview/TOKEN';

/** Previews of a newsroom, on this thread. Close them. */
export function openPreviews(
  { contentDir, dataDir }: { readonly contentDir: string; readonly dataDir: string },
  aheadMs = 0,
): RunningPreviews {
  return runPreviews(
    {
      contentDir,
      dataDir,
      origin: ORIGIN,
      deskOrigin: DESK,
      hubs: [],
      logLevel: 'error',
      logFormat: 'json',
      aheadMs,
    },
    createLogger({ level: 'error' }),
  );
}

/** The whole site as it is now, under an address that was sent to somebody. */
export const SITE: PreviewView = {
  draft: null,
  scope: 'site',
  at: null,
  until: Date.parse('2126-12-08T09:00Z'),
};

/** A draft beside the editor. */
export const beside = (file: string, text: string): PreviewView => ({
  draft: { file, bytes: Buffer.from(text) },
  scope: 'site',
  at: null,
  until: null,
});

/** What a preview has at a path, as text. */
export async function pageOf(
  previews: RunningPreviews,
  path: string,
  view: PreviewView = SITE,
): Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}> {
  const { status, headers, body } = await previews.answer({ path, headers: {}, view, prefix: PREFIX });
  return { status, headers, text: Buffer.from(body).toString('utf8') };
}
