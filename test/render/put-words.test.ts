import ejs from 'ejs';
import { expect, test } from 'vitest';
import { putWords } from '../../src/render/put-words.ts';
import { ENGLISH, wordsOf } from '../../src/words/words-of.ts';

const OWN = wordsOf(
  { language: 'en', locale: 'en' },
  {
    '': {
      'top-stories': '<b>"Top" & %> <%= x %>',
      'name-next': ' <i>%> <%- 1 %> and {name}',
      'story-published': '{time}: out',
    },
  },
);
const render = (source: string, words = OWN): string => ejs.render(putWords(source, words), {});

test('words are in the text of a template, escaped', () => {
  expect(render("<h2><%= say('top-stories') %></h2>", ENGLISH)).toBe('<h2>Top stories</h2>');
  expect(render("<h2><%= say('top-stories') %></h2>")).toBe(
    '<h2>&lt;b&gt;&quot;Top&quot; &amp; %&gt; &lt;%= x %&gt;</h2>',
  );
});

test('an element stands where its message has it', () => {
  const source =
    "<p><%= around('story-published')[0] %><time>1</time><%= around('story-published')[1] %></p>";
  expect(render(source, ENGLISH)).toBe('<p>Published <time>1</time></p>');
  expect(render(source)).toBe('<p><time>1</time>: out</p>');
});

test('in code they are texts, whatever they hold', () => {
  const source = "<% const [before, after] = around('name-next'); %><%= before %>A<%= after %>";
  expect(render(source, ENGLISH)).toBe(', A');
  expect(render(source)).toBe(' &lt;i&gt;%&gt; &lt;%- 1 %&gt; and A');
});

test('a key that is none is told when the template is compiled', () => {
  expect(() => putWords("<%= say('top-story') %>", ENGLISH)).toThrow(/no word of the interface/);
  expect(() => putWords("<%= say('archive-intro') %>", ENGLISH)).toThrow(/takes something/);
  expect(() => putWords("<%= around('top-stories')[0] %>", ENGLISH)).toThrow(/no place/);
});
