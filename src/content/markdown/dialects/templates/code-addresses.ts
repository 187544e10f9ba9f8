import type { Edit } from '../../../../problems/edited-text.ts';
import type { TextStep } from '../text-step.ts';

/** An attribute that holds an address, and the code in its braces: a text, perhaps handed on by one function, or a name. */
const ATTRIBUTE =
  /(?<=\s)(src|href|poster|to|url|image)=\{\s*(?:(?:[\w$.]{1,60}\(\s*)?(?:"([^"\n]{1,1000})"|'([^'\n]{1,1000})'|`([^`\n]{1,1000})`)\s*\)?(?:\.default)?|([\w$]{1,100})(?:\.src)?)\s*\}/g;
const IMPORT = /^import\s+([\w$]+)\s+from\s+["']([^"'\n]{1,500})["']/gm;

/**
 * Addresses that are code of MDX and have one meaning: `src={require('./quay.png').default}`, `src={useBaseUrl('/img/quay.png')}`,
 * `src={quay}` where `quay` is imported. They become plain ones, of components and of HTML alike.
 */
export const CODE_ADDRESSES: TextStep = {
  name: 'code-addresses',
  mayApply: (text) => text.includes('={') && /\s(?:src|href|poster|to|url|image)=\{/.test(text),
  run({ text, isInCode }) {
    const imports = new Map([...text.matchAll(IMPORT)].map(([, name = '', from = '']) => [name, from]));
    const edits: Edit[] = [];
    for (const { 0: whole, 1: name = '', 2: double, 3: single, 4: tick, 5: imported, index } of text.matchAll(
      ATTRIBUTE,
    )) {
      const address = double ?? single ?? tick ?? imports.get(imported ?? '');
      if (address === undefined || /["<>]|\$\{/.test(address) || isInCode(index)) continue;
      edits.push({ start: index, end: index + whole.length, replacement: `${name}="${address}"` });
    }
    return { edits };
  },
};
