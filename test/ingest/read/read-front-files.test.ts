import { expect, test } from 'vitest';
import { folderLists } from '../../../src/catalog/store/write-folder-lists.ts';
import { NO_FRONT_FILE } from '../../../src/domain/front.ts';
import { NO_FRONTS_BEFORE, readFrontFiles } from '../../../src/ingest/read/read-front-files.ts';
import type { TextFolder } from '../../../src/ingest/read/text-folder.ts';
import { openSampleDesk } from '../../support/sample-catalog.ts';

const INDEX = {
  articles: {
    fileNamed: () => null,
    editionOf: () => null,
    hasPath: () => false,
    files: () => [],
    paths: () => [],
  },
  names: { find: () => null, slugs: () => [] },
};
const SECTION = { name: 'Constructor', slug: 'constructor', description: null };

test('a section that is called like something every object has keeps no front that it never had', () => {
  const file = 'fronts/constructor.yaml';
  const state = { file, mtimeMs: 1, sizeBytes: 1, digest: 'x', wanted: null, problems: [] };
  const folder = {
    fronts: () => ({ files: [file], problems: [] }),
    read: () => ({ file, text: '- no map', problems: [], state }),
  } as unknown as TextFolder;
  const site = { timeZone: 'Asia/Yerevan', language: 'en', sections: [SECTION] };
  const { fronts = {} } = readFrontFiles(folder, site, INDEX, NO_FRONTS_BEFORE);
  expect(Object.keys(fronts)).toEqual([]);

  const lists = folderLists(openSampleDesk().database);
  expect(lists.putFronts({ constructor: NO_FRONT_FILE })).toEqual(['constructor']);
  expect(lists.putFronts({})).toEqual(['constructor']);
  expect(lists.fronts()).toEqual({});
});
