/** What zones are called in one place only, and their offsets; IST and the like are those of several. */
const OFFSETS: Readonly<Record<string, string>> = {
  Z: 'Z',
  UT: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  WET: '+00:00',
  WEST: '+01:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  MEZ: '+01:00',
  MESZ: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
};

/** An offset, and what may stand around it: `GMT+0100 (CET)`, `+0100 CET`, `+01:00[Europe/Paris]`, `+0300 +03`. */
const OFFSET =
  /^(?:GMT|UTC)? ?([+-])(\d{1,2})(?::?(\d{2}))?(?: ?\([^()]{1,60}\)| ?\[[\w/+:-]{1,60}\]| [A-Z]{1,5}| [+-]\d{2,4})?$/i;
const NAME = /^\(?([A-Z]{1,4})\)?(?: ?\[[\w/+:-]{1,60}\])?$/i;

/** `Europe/Paris`, `America/Argentina/Salta`. */
const IANA = /^\[?([A-Z][A-Za-z]+(?:\/[A-Z][\w+-]+){1,2})\]?$/;

/**
 * Reads what stands behind a time: an offset, the name of a zone, its IANA name, or nothing, where `offset` is null. Null
 * as a whole for any other text.
 */
export function readZone(text: string): { readonly offset: string | null; readonly zone?: string } | null {
  const written = text.trim();
  if (written === '' || /^(?:uhr|hrs?|h)\.?$/i.test(written)) return { offset: null };
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(written) ?? [];
  if (sign !== undefined) return { offset: `${sign}${hours.padStart(2, '0')}:${minutes}` };
  const zone = IANA.exec(written)?.[1];
  if (zone !== undefined) return { offset: null, zone };
  const offset = OFFSETS[NAME.exec(written)?.[1]?.toUpperCase() ?? ''];
  return offset === undefined ? null : { offset };
}
