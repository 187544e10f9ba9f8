import { runTextSteps } from './run-text-steps.ts';

/** A body in our own plain Markdown, as machines may read it. */
export const plainMarkdown = (
  body: string,
  article: { readonly file: string; readonly title: string | null },
): string => runTextSteps(body, article).text;
