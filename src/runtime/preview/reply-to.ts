import type { Logger } from 'pino';
import { PreviewError } from '../../desk/preview/preview-error.ts';
import type { PreviewAnswers } from './answer-previews.ts';
import { asPreviewError } from './copy-catalog.ts';
import type { PreviewQuestion, PreviewReply } from './preview-messages.ts';

/** Answers a question of another thread; what goes wrong is an answer as well, and in the log where the program is at fault. */
export async function replyTo(
  question: PreviewQuestion,
  previews: PreviewAnswers,
  log: Pick<Logger, 'error' | 'warn'>,
): Promise<PreviewReply> {
  try {
    return question.kind === 'draft'
      ? { kind: 'draft', preview: await previews.draft(question.file, question.bytes) }
      : { kind: 'answer', answer: await previews.answer(question) };
  } catch (error) {
    const { code, message } = asPreviewError(error);
    if (code === 'preview-failed') log.error({ err: error }, 'a preview failed');
    else if (error instanceof PreviewError && code === 'preview-no-room')
      log.warn({ err: error }, 'there are no previews: the catalog cannot be copied');
    return { kind: 'failed', code, message };
  }
}
