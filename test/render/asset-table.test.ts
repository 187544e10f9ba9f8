import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadAssets } from '../../src/render/asset-table.ts';

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));
const assets = loadAssets(PUBLIC, []);
const url = assets.url('icons/share.png');

test('an asset is found by the path that names its bytes, and no other', () => {
  expect(url).toMatch(/^\/assets\/icons\/share-[0-9a-f]{10}\.png$/);
  expect(assets.get(url)).toBe(assets.file('icons/share.png'));
  expect(assets.get(url.replace(/-[0-9a-f]{10}/, '-0123456789'))).toBeUndefined();
});

test('what another release had under the same name is stood in for', () => {
  expect(assets.standIn('/assets/icons/share-0123456789.png')).toBe(assets.file('icons/share.png'));
});

test.each([
  '/assets/icons/none-0123456789.png',
  '/assets/icons/share.png',
  '/assets/icons/share-0123.png',
  '/assets/icons/share-0123456789.css',
  '/assets/../icons/share-0123456789.png',
  '/icons/share-0123456789.png',
])('nothing stands in for %s', (path) => {
  expect(assets.standIn(path)).toBeUndefined();
});
