import { expect, test } from 'vitest';
import { GOOD, mutate } from './mutate.ts';
import { createRandom } from './random.ts';
import { wholeArticle } from './whole-article.ts';

test('300 mutations of a good file never throw, and always tell why they are refused', () => {
  const random = createRandom(20161122);
  expect(wholeArticle({ file: 'articles/x.md', text: GOOD }).problems).toEqual([]);
  let published = 0;
  for (let round = 0; round < 300; round += 1) {
    let text = GOOD;
    for (let step = random(4); step >= 0; step -= 1) text = mutate(text, random);
    const { article, problems } = wholeArticle({ file: 'articles/x.md', text });
    expect(article !== null).toBe(!problems.some((one) => one.severity === 'error'));
    expect(problems.filter((one) => one.hint === '' || one.line < 1 || one.column < 1)).toEqual([]);
    if (article !== null) {
      published += 1;
      expect(article.bodyHtml).not.toMatch(/<(?:script|h1)|\son\w+=/i);
    }
  }
  expect(published).toBeGreaterThan(30);
  expect(published).toBeLessThan(300);
});
