/** The sections of the invented newsroom, in the order of the masthead, with their share of the stories. */
export const SECTIONS: readonly { readonly name: string; readonly slug: string; readonly share: number }[] = [
  { name: 'World', slug: 'world', share: 0.24 },
  { name: 'Region', slug: 'region', share: 0.2 },
  { name: 'Economy', slug: 'economy', share: 0.17 },
  { name: 'Society', slug: 'society', share: 0.15 },
  { name: 'Culture', slug: 'culture', share: 0.1 },
  { name: 'Science', slug: 'science', share: 0.06 },
  { name: 'Sport', slug: 'sport', share: 0.08 },
];

const list = (text: string): string[] => text.trim().split(/\s+/);

const SCOPES = list(`
  Rural Urban Coastal Alpine Northern Southern Eastern Western Central Inland Regional National Local Public
  Private Municipal Federal Foreign Domestic Marine Civil Digital Solar Nuclear Industrial Agricultural
  Medical Academic Historic Modern Classical Popular Amateur Olympic Junior Seasonal Emergency Border Harbour
  River Lake Forest Desert Island Highland Valley Mountain Capital Village Metropolitan
`);

const SUBJECTS = list(`
  Transport Trade Energy Water Housing Schools Hospitals Railways Roads Airports Banking Taxation Budgets
  Exports Farming Fishing Tourism Mining Manufacturing Elections Courts Policing Defence Diplomacy Migration
  Climate Research Archaeology Museums Theatre Music Film Literature Architecture Football Chess Athletics
  Wrestling Festivals Weather
`);

/** 2,000 topics: every scope with every subject, in an order that spreads both. */
export const TOPICS: readonly string[] = SCOPES.flatMap((_, turn) =>
  SUBJECTS.map((subject, at) => `${SCOPES[(turn + at * 7) % SCOPES.length]} ${subject}`),
);

const numbered = (role: string, from: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${role} ${from + at}`);

/** 300 roles and desks. None is a person. */
export const AUTHORS: readonly string[] = [
  ...numbered('Desk', 1, 60),
  ...numbered('Correspondent', 101, 200),
  ...numbered('Night Desk', 1, 20),
  ...numbered('Photo Desk', 1, 20),
];

/** Places for datelines. */
export const PLACES = list(
  'Yerevan Gyumri Vanadzor Sevan Tbilisi Batumi Geneva Vienna Brussels Strasbourg Moscow Ankara Tehran Beirut Cairo Delhi Beijing Tokyo Washington Ottawa',
);

/** Outlets whose reporting some stories relay; their addresses are reserved for examples (RFC 2606). */
export const OUTLETS = ['Example Wire', 'Example Courier', 'Example Gazette', 'Example Radio'] as const;

/** The slug of one of the names above, all of which are plain ASCII. */
export const slugOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');
