import { once } from 'node:events';
import { connect, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectTls, type SecureVersion } from 'node:tls';

/** Where a proxy with TLS is on this machine. */
export interface SecurePlace {
  readonly port: number;
  /** The name that it has a certificate for. */
  readonly name: string;
  /** Who is trusted, as PEM. */
  readonly authority: string;
}

/** Asks for a path over HTTP/2, and checks the certificate. Rejects where that cannot be agreed on. */
export async function askSecurely({ port, name, authority }: SecurePlace, path: string) {
  const session = connect(`https://${name}:${port}`, {
    createConnection: () =>
      connectTls({ host: '127.0.0.1', port, servername: name, ca: authority, ALPNProtocols: ['h2'] }),
  });
  const failure = once(session, 'error').then(([error]) => Promise.reject(error as Error));
  failure.catch(() => {});
  try {
    const stream = session.request({ ':path': path, ':authority': name });
    const [headers] = (await Promise.race([once(stream, 'response'), failure])) as [IncomingHttpHeaders];
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return { headers, text: Buffer.concat(chunks).toString() };
  } finally {
    session.destroy();
  }
}

/** The version and cipher that a proxy agrees to with a client that knows one version alone. Rejects where it refuses. */
export async function agreeOn({ port, name, authority }: SecurePlace, version: SecureVersion) {
  const socket = connectTls({
    host: '127.0.0.1',
    port,
    servername: name,
    ca: authority,
    minVersion: version,
    maxVersion: version,
    // OpenSSL itself refuses old versions above this level.
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  try {
    await once(socket, 'secureConnect');
    return { protocol: socket.getProtocol(), cipher: socket.getCipher().name };
  } finally {
    socket.destroy();
  }
}
