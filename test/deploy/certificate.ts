import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate that nobody but its maker trusts, and its key: names of files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Makes one for a name, good for a day, by openssl. */
export async function makeCertificate(folder: string, name: string): Promise<Certificate> {
  const made = { certificate: join(folder, 'fullchain.pem'), key: join(folder, 'privkey.pem') };
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`],
    ...['-keyout', made.key, '-out', made.certificate],
  ]);
  return made;
}
