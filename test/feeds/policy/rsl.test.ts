import { expect, test } from 'vitest';
import { buildRsl } from '../../../src/feeds/policy/rsl.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';
import { expectWellFormed } from '../check-xml.ts';

const AI = { train: false, search: true, input: false };

test('the licence says what is allowed and what is not, of the site and of stories that differ', () => {
  const rsl = buildRsl({ ...SAMPLE_SITE, ai: AI }, [
    { path: '/2016/07/15/open', ai: { train: true, input: true } },
    { path: '/2016/07/14/as-all-others', ai: { train: false } },
  ]);
  expect(rsl).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<rsl xmlns="https://rslstandard.org/rsl">
<content url="/">
<license>
<permits type="usage">search</permits>
<prohibits type="usage">ai-train ai-input</prohibits>
</license>
<copyright type="organization">The Sample Courier</copyright>
</content>
<content url="/2016/07/15/open$">
<license>
<permits type="usage">search ai-train ai-input</permits>
</license>
<copyright type="organization">The Sample Courier</copyright>
</content>
<content url="/2016/07/15/open.md$">
<license>
<permits type="usage">search ai-train ai-input</permits>
</license>
<copyright type="organization">The Sample Courier</copyright>
</content>
</rsl>
`);
});

test('there is none where a use is left open, as its silence would answer for it', () => {
  expect(buildRsl(SAMPLE_SITE, [])).toBeNull();
  expect(buildRsl({ ...SAMPLE_SITE, ai: { train: false, input: false } }, [])).toBeNull();
  expect(buildRsl(SAMPLE_SITE, [{ path: '/2016/07/15/a', ai: { train: false } }])).toBeNull();
  expect(buildRsl(SAMPLE_SITE, [{ path: '/2016/07/15/a', ai: AI }])).not.toContain('url="/"');
});

test('a name with signs of XML in it breaks nothing', () => {
  const publisher = { ...SAMPLE_SITE.publisher, name: `Q&A <"x"> ]]> \u0000` };
  expectWellFormed(buildRsl({ ai: AI, publisher }, []) ?? '');
});
