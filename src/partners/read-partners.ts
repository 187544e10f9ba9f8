import { z } from 'zod';
import type { PartnerItem, PartnerOutlet } from '../domain/sidebar.ts';
import { isSourceMap } from '../problems/reading/located-data.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog } from '../problems/problem-log.ts';
import { quoteText } from '../problems/quote-text.ts';
import { narrow, readEntries } from '../problems/reading/read-entries.ts';
import { readYamlFile } from '../problems/reading/read-yaml-file.ts';
import { refuse, stringField, textField, webAddressField } from '../problems/reading/text-fields.ts';

/** How many items the sidebar may show of an outlet, and how many it does unless told. */
const SHOWN = { least: 1, most: 10, usual: 3 };

/** One outlet as partners.yaml writes it. */
function createOutletSchema() {
  return z.object({
    name: textField(120).describe('The outlet’s name.'),
    homePage: webAddressField().describe('Its home page.'),
    feed: webAddressField().optional().describe('Its RSS, Atom or JSON feed.'),
    show: shownField().optional().describe('How many items the sidebar shows.'),
    items: z.array(z.unknown()).optional().describe('Static items: a list of title, url and published.'),
  });
}

function shownField() {
  return stringField((written, context): number => {
    const count = /^\d{1,2}$/.test(written.trim()) ? Number(written) : Number.NaN;
    if (count >= SHOWN.least && count <= SHOWN.most) return count;
    return refuse(context, `${quoteText(written)} is not a number from ${SHOWN.least} to ${SHOWN.most}.`, {
      code: 'show-invalid',
      hint: `Write how many items the sidebar shows, such as ${SHOWN.usual}.`,
    });
  });
}

function createItemSchema() {
  return z.object({
    title: textField(500),
    url: webAddressField(),
    published: textField(40).optional(),
  });
}

/**
 * Reads `content/partners.yaml`: a list, or a map with `outlets`. An outlet or item that is broken is
 * left out and told; the others stay; `isUsable` is false where no list could be read at all. Texts are
 * plain text; addresses are http(s). Never throws.
 */
export function readPartners(
  text: string,
  file = 'partners.yaml',
): { outlets: PartnerOutlet[]; isUsable: boolean; problems: Problem[] } {
  const log = createProblemLog(file);
  const whole = readYamlFile(text, log, new Set(['name', 'title']));
  const located = isSourceMap(whole.data) ? narrow(whole, ['outlets']) : whole;
  if (!Array.isArray(located.data)) {
    if (whole.data !== undefined) {
      log.error(
        {
          code: 'value-form',
          message: 'The file is not a list of outlets.',
          hint: 'Begin each outlet with "- name: …" and give its homePage below.',
        },
        whole.at([]).value,
      );
    }
    return { outlets: [], isUsable: !log.hasErrors, problems: log.list() };
  }
  const entries = readEntries(located.data, located, createOutletSchema(), file, log);
  const outlets = entries.flatMap(({ fields, located: entry }): PartnerOutlet[] => {
    const { name, homePage, feed, show } = fields;
    if (name === undefined || homePage === undefined) return [];
    const listed = narrow(entry, ['items']);
    const items = Array.isArray(listed.data)
      ? readEntries(listed.data, listed, createItemSchema(), file, log).flatMap((item): PartnerItem[] => {
          const { title, url, published } = item.fields;
          return title === undefined || url === undefined
            ? []
            : [{ title, url, published: published ?? null }];
        })
      : [];
    return [{ name, homePage, feed: feed ?? null, show: show ?? SHOWN.usual, items }];
  });
  return { outlets, isUsable: true, problems: log.list() };
}
