import type { Settings } from '../../config/environment.ts';
import type { PreviewErrorCode } from '../../desk/preview/preview-error.ts';
import type { DraftPreview, PreviewAnswer, PreviewRequest } from '../../desk/preview/previewer.ts';

/** What the thread of previews is started with. */
export interface PreviewSettings
  extends Pick<Settings, 'origin' | 'contentDir' | 'dataDir' | 'hubs' | 'logLevel' | 'logFormat'> {
  /** The desk's public origin. */
  readonly deskOrigin: string;
  /** Added to the machine's clock, in ms, but for tests 0. */
  readonly aheadMs: number;
}

/** What the thread is asked. */
export type PreviewQuestion =
  | { readonly kind: 'draft'; readonly file: string; readonly bytes: Uint8Array }
  | ({ readonly kind: 'answer' } & PreviewRequest);

export interface NumberedQuestion {
  readonly id: number;
  readonly question: PreviewQuestion;
}

/** What it answers. */
export type PreviewReply =
  | { readonly kind: 'draft'; readonly preview: DraftPreview }
  | { readonly kind: 'answer'; readonly answer: PreviewAnswer }
  | { readonly kind: 'failed'; readonly code: PreviewErrorCode; readonly message: string };

/** A reply to a question, or between them that the thread is alive. */
export type FromPreviewThread = { readonly id: number; readonly reply: PreviewReply } | { readonly id: null };
