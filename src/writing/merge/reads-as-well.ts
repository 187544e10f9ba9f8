import { readFrontMatter } from '../../content/front-matter/read-front-matter.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { readYaml } from '../../problems/reading/read-yaml.ts';

/**
 * Whether a merged text reads as well as both that it was made of: two sound edits of front matter can make a key stand there twice,
 * or lines that are no YAML any more. What is wrong is what our readers of files find wrong.
 */
export function readsAsWell(file: string, merged: string, both: readonly string[]): boolean {
  const found = faultsOf(file, merged);
  const before = both.map((text) => faultsOf(file, text));
  return [...found].every(([code, count]) => before.some((faults) => (faults.get(code) ?? 0) >= count));
}

/** How often each fault of syntax is found. */
function faultsOf(file: string, text: string): Map<string, number> {
  const log = createProblemLog(file);
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (MARKDOWN_NAME.test(file)) readFrontMatter(plain, log);
  else if (/\.ya?ml$/i.test(file)) readYaml(plain, log);
  const faults = new Map<string, number>();
  for (const { code } of log.list()) faults.set(code, (faults.get(code) ?? 0) + 1);
  return faults;
}
