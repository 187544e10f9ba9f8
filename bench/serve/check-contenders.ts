import { ACCEPT_ENCODING, type Contender } from './contender.ts';
import { decodedBody, headerOf, type RecordedReply, recordReply } from './recorded-reply.ts';
import type { Contest } from './start-contenders.ts';

/** Every page of the article has these. */
const SENTENCES = [
  'Kerry, Putin talk closer cooperation to save Syria plan',
  'The proposed agreement calls for the creation of a joint military command center',
  'Kerry is to hold a second day of talks in Moscow on Friday',
  'Authorities said a total of 192 Azerbaijani troops were killed',
  'World news from The New York Times',
];

/** Of the exchange or the program, not of the page. */
const DIFFERENT: ReadonlySet<string> = new Set(['x-request-id', 'etag', 'server']);

/** @throws Error naming every server that does not answer as Dateline does, and how it differs. */
export async function checkContenders(contest: Contest): Promise<void> {
  const faults: string[] = [];
  for (const contender of contest.contenders) {
    const found =
      contender.conditionalUrl === null ? await checkText(contender) : await checkSame(contender, contest);
    faults.push(...found.map((fault) => `${contender.name}: ${fault}`));
  }
  if (faults.length > 0) throw new Error(`Not every server answers alike:\n${faults.join('\n')}`);
}

async function checkText({ url }: Contender): Promise<string[]> {
  const reply = await recordReply(url, ACCEPT_ENCODING);
  if (reply.status !== 200) return [`status ${reply.status} instead of 200`];
  const body = decodedBody(reply);
  return SENTENCES.filter((sentence) => !body.includes(sentence)).map(
    (sentence) => `"${sentence}" is missing`,
  );
}

async function checkSame(contender: Contender, { page, notModified }: Contest): Promise<string[]> {
  const condition = await conditionOf(contender);
  const reply = await recordReply(contender.url, ACCEPT_ENCODING);
  const conditional = await recordReply(contender.conditionalUrl ?? '', { ...ACCEPT_ENCODING, ...condition });
  return [
    ...(await checkText(contender)),
    ...(decodedBody(reply) === decodedBody(page) ? [] : ['the body is another']),
    ...differencesOf(reply, page),
    ...differencesOf(conditional, notModified),
  ];
}

/** The header of a conditional request that a server answers with 304: with its own tag. */
export async function conditionOf({ url }: Contender): Promise<Readonly<Record<string, string>>> {
  return { 'If-None-Match': headerOf(await recordReply(url, ACCEPT_ENCODING), 'ETag') ?? '' };
}

function differencesOf(reply: RecordedReply, wanted: RecordedReply): string[] {
  const names = new Set([...reply.headers, ...wanted.headers].map(([name]) => name.toLowerCase()));
  const isOther = (name: string): boolean =>
    headerOf(reply, name) !== headerOf(wanted, name) && !DIFFERENT.has(name);
  return [
    ...(reply.status === wanted.status ? [] : [`status ${reply.status} instead of ${wanted.status}`]),
    ...[...names]
      .filter(isOther)
      .map(
        (name) =>
          `${wanted.status}: ${name} is ${headerOf(reply, name)} instead of ${headerOf(wanted, name)}`,
      ),
  ];
}
