import type { TextStep } from '../text-step.ts';
import { block, inline, type Meaning } from './meaning/meaning.ts';
import { meaningOf } from './meaning/meaning-of.ts';
import { rewriteTags } from './rewrite-tags.ts';
import { givenOne, type PairedTag, type Tag } from './tag.ts';
import { isClipName, isPictureName, writeLink, writePicture } from './meaning/write-picture.ts';

const TAG =
  /\((image|gallery|youtube|vimeo|video|audio|gist|link|file|email|tel|twitter|instagram|tweet|codepen):[ \t]*((?:[^()\n]|\([^()\n]{0,200}\)|\n(?![ \t]*\n)){1,1000})\)/gi;
const NEXT =
  /\s+(caption|alt|text|title|link|class|width|height|rel|target|popup|lang|controls|poster|photographer|role|imgclass|linkclass|size|file|type):[ \t]*/g;

/** What notes in brackets begin with in prose, too: `(Tel: 555 1234)`. Kirby’s are written in small letters. */
const OFTEN_PROSE = /^(?:Link|File|Email|Tel|Twitter)$|^[A-Z]+$/;

/** Kirby’s `(image: quay.jpg caption: The quay)`. A bracket of prose is none: what it names must be what it says. */
export const KIRBY_TAGS: TextStep = {
  name: 'kirby-tags',
  mayApply: (text) => text.includes('(') && MAYBE.test(text),
  run({ text, isInCode }) {
    const tags = [...text.matchAll(TAG)]
      .filter(
        ({ index, 1: name = '' }) =>
          !OFTEN_PROSE.test(name) && !isInCode(index) && text[index - 1] !== ']' && text[index - 1] !== '\\',
      )
      .flatMap(({ 0: whole, 1: name = '', 2: rest = '', index }) => {
        const tag: Tag = {
          start: index,
          end: index + whole.length,
          name: name.toLowerCase(),
          role: 'single',
          given: readKirby(rest),
        };
        return meaning(tag) === null ? [] : [tag];
      });
    return rewriteTags(text, tags, (tag: PairedTag) => meaning(tag) ?? { kind: 'gone', isTold: true });
  },
};

const MAYBE =
  /\((?:image|gallery|youtube|vimeo|video|audio|gist|link|file|email|tel|twitter|instagram|tweet|codepen):/i;

function readKirby(written: string): Tag['given'] {
  const named = new Map<string, string>();
  let name = 'value';
  let from = 0;
  for (const { 0: whole, 1: next = '', index } of written.matchAll(NEXT)) {
    named.set(name, written.slice(from, index).trim());
    name = next;
    from = index + whole.length;
  }
  named.set(name, written.slice(from).trim());
  return { positional: [], named, written };
}

function meaning({ name, given }: Tag): Meaning | null {
  const value = given.named.get('value') ?? '';
  const text = givenOne(given, ['text', 'title']);
  if (name === 'image') {
    if (!isPictureName(value)) return null;
    const link = givenOne(given, ['link']);
    const caption = givenOne(given, ['caption', 'title']);
    return block(
      writePicture({
        src: value,
        alt: givenOne(given, ['alt', 'text']),
        caption,
        link: link === 'self' ? value : link,
      }),
    );
  }
  if (name === 'gallery') {
    const names = value.split(/[\s,]+/).filter(isPictureName);
    return names.length === 0 ? null : block(names.map((src) => writePicture({ src })).join('\n'));
  }
  if ((name === 'video' || name === 'audio') && isClipName(value)) {
    return block(writePicture({ src: value, alt: text, caption: givenOne(given, ['caption']) }));
  }
  if (name === 'link')
    return isAddress(value) || text !== null ? inline(writeLink(text ?? value, value)) : null;
  if (name === 'file') return /\.\w{2,5}$/.test(value) ? inline(writeLink(text ?? value, value)) : null;
  if (name === 'email') return /@/.test(value) ? inline(writeLink(text ?? value, `mailto:${value}`)) : null;
  if (name === 'tel')
    return /^[\d\s+/.-]+$/.test(value)
      ? inline(writeLink(text ?? value, `tel:${value.replace(/\s/g, '')}`))
      : null;
  if (name === 'twitter' && /^@?\w+$/.test(value)) {
    const account = value.replace(/^@/, '');
    return inline(writeLink(text ?? `@${account}`, `https://twitter.com/${account}`));
  }
  if (/\s/.test(value)) return null;
  const read = meaningOf(name, { positional: [value], named: new Map(), written: value }, null);
  return read.kind === 'text' ? read : null;
}

const isAddress = (value: string): boolean =>
  /^(?:https?:\/\/|\/|#|mailto:)\S+$|^[\w-]+(?:\/[\w-]+)+$/.test(value);
