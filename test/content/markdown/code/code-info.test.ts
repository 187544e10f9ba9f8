import { expect, test } from 'vitest';
import { readCodeInfo } from '../../../../src/content/markdown/code/code-info.ts';
import { languageModule } from '../../../../src/content/markdown/code/languages.ts';

test.each([
  ['js', 'javascript', ''],
  ['C++', 'cpp', ''],
  ['c#', 'csharp', ''],
  ['shell-session', 'shell', ''],
  ['ruby {1,3}', 'ruby', ''],
  ['js{1,3-4}', 'javascript', ''],
  ['{.python}', 'python', ''],
  ['{ .yaml .annotate title="site.yaml" }', 'yaml', 'site.yaml'],
  ['{r, echo=FALSE, fig.width=5}', 'r', ''],
  ['{python}', 'python', ''],
  ['rust,ignore', 'rust', ''],
  ['rb:lib/ferry.rb', 'ruby', 'lib/ferry.rb'],
  ['ts title="a \'b\' c.ts" showLineNumbers', 'typescript', "a 'b' c.ts"],
  ['js [a.js]', 'javascript', 'a.js'],
  ['python hl_lines="1 2"', 'python', ''],
  ['text', null, ''],
  ['mermaid', null, ''],
  ['', null, ''],
  [undefined, null, ''],
  [`js ${'x'.repeat(600)}`, null, ''],
])('%s', (info, language, title) => {
  expect(readCodeInfo(info)).toEqual({ language, title });
});

test('names of objects are no languages', () => {
  expect([languageModule('constructor'), languageModule('__proto__')]).toEqual([null, null]);
});
