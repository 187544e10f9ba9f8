import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Accounts } from '../../accounts/open-accounts.ts';
import type { Passkey } from '../../accounts/passkeys.ts';
import type { Person } from '../../accounts/person.ts';
import { CHALLENGE_MS, type Challenges } from './challenges.ts';

/** How passkeys are made and used (https://www.w3.org/TR/webauthn-3/#sctn-rp-operations). */
export interface PasskeyCeremony {
  /** What a browser is to make a passkey from. `purpose` is whom it is for, such as one invitation. */
  askToMake(person: Person, purpose: string): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Keeps what came of it. Returns false for what is no answer to it. @throws AccountsError `too-many` */
  takeNew(person: Person, purpose: string, answer: NewPasskeyAnswer): Promise<boolean>;
  /** What a browser is to sign; it asks whoever sits there with which passkey, so that no name is needed. */
  askToSign(): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Who signed it; null for what is no answer to it. */
  whoSigned(answer: unknown): Promise<Person | null>;
}

export interface NewPasskeyAnswer {
  readonly credential: unknown;
  /** As its owner calls it. */
  readonly label: string;
  /** Asked when all is right: whether it may still be kept, as a link that was used meanwhile may not. */
  readonly claim?: () => boolean;
}

const LOG_IN = 'log-in';

/** Passkeys of one origin: their host is the name that they belong to. Each has to be unlocked, and is found without a name. */
export function createPasskeyCeremony(
  { people, keys }: Pick<Accounts, 'people' | 'keys'>,
  challenges: Challenges,
  origin: string,
): PasskeyCeremony {
  const rpID = new URL(origin).hostname;
  const { passkeys } = keys;
  return {
    async askToMake(person, purpose) {
      const options = await generateRegistrationOptions({
        rpName: rpID,
        rpID,
        userName: person.name,
        userDisplayName: person.name,
        userID: new Uint8Array(Buffer.from(person.id, 'utf8')),
        attestationType: 'none',
        timeout: CHALLENGE_MS,
        excludeCredentials: passkeys.list(person.id).map(({ id }) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      challenges.keep(options.challenge, purpose);
      return options;
    },
    async takeNew(person, purpose, { credential, label, claim = () => true }) {
      const made = await quietly(() =>
        verifyRegistrationResponse({
          response: credential as RegistrationResponseJSON,
          expectedChallenge: (challenge) => challenges.take(challenge, purpose),
          expectedOrigin: origin,
          expectedRPID: rpID,
          requireUserVerification: true,
        }),
      );
      if (made?.verified !== true) return false;
      const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential;
      if (passkeys.find(id) !== null || !claim()) return false;
      const known = transports.filter((one) => /^[a-z-]{1,20}$/.test(String(one)));
      passkeys.add({ id, personId: person.id, publicKey, counter, transports: known }, person, label);
      return true;
    },
    async askToSign() {
      const options = await generateAuthenticationOptions({
        rpID,
        timeout: CHALLENGE_MS,
        userVerification: 'required',
      });
      challenges.keep(options.challenge, LOG_IN);
      return options;
    },
    async whoSigned(answer) {
      const { id, response } = (answer ?? {}) as Partial<AuthenticationResponseJSON>;
      const passkey = typeof id === 'string' ? passkeys.find(id) : null;
      if (passkey === null || !isOwner(passkey, response?.userHandle)) return null;
      const signed = await quietly(() =>
        verifyAuthenticationResponse({
          response: answer as AuthenticationResponseJSON,
          expectedChallenge: (challenge) => challenges.take(challenge, LOG_IN),
          expectedOrigin: origin,
          expectedRPID: rpID,
          requireUserVerification: true,
          credential: { ...passkey, transports: [...passkey.transports] },
        }),
      );
      if (signed?.verified !== true) return null;
      const isFirst = passkeys.used(passkey.id, passkey.counter, signed.authenticationInfo.newCounter);
      return isFirst ? people.get(passkey.personId) : null;
    },
  };
}

/** The library throws for whatever is wrong with an answer; what it is, is nobody's business who sent it. */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}

/** Whether a passkey says that it is its owner's; some say nothing. */
const isOwner = ({ personId }: Passkey, userHandle: unknown): boolean =>
  userHandle === undefined ||
  userHandle === null ||
  userHandle === Buffer.from(personId, 'utf8').toString('base64url');
