import { runTextSteps } from './run-text-steps.ts';

/** A body in our own plain Markdown, as machines may read it; `file` is its path below the content folder. */
export const plainMarkdown = (body: string, file: string): string => runTextSteps(body, file).text;
