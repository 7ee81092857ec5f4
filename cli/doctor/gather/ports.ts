// Tries every port of a master in every way that should be refused. Each try is one connection, bounded in time, and
// harmless: it asks a question, and looks whether anything comes back that only those hear who are let in.
import { type Socket, connect as connectTcp } from 'node:net';
import { type ConnectionOptions, TLSSocket, connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { readCertificate } from '#cli/doctor/certificate.ts';
import type { Attempt, AttemptName, PortFacts, PortName } from '#cli/doctor/facts.ts';
import { callOnce, unknownStatus } from '#cli/doctor/gather/grpc-call.ts';
import type { Identity } from '#runtime/pki.ts';

/** How long one try may take to connect, how long an answer is waited for, and how much of one is read. */
export const probeLimits = { connectMs: 3_000, answerMs: 2_500, heardBytes: 8_192 } as const;

/** Where a port is, and who may be shown to it. */
export interface Target {
  readonly master: string;
  readonly port: PortName;
  readonly host: string;
  readonly number: number;
}

/** The identities that tries are made with. */
export interface Disguises {
  /** PEM text of the cluster's CA. */
  readonly authority: string;
  /** Of the caller; absent for one who has no certificate. */
  readonly own: Identity | undefined;
  /** Whether the caller's certificate is a user's: neither a master's nor a node's. */
  readonly isUser: boolean;
  /** Of another CA. */
  readonly stranger: Identity;
}

/** What is said once a connection stands, and how it is told from the answer who was let in; undefined: not yet. */
interface Speech {
  readonly say: string;
  readonly judge: (heard: string) => Attempt | undefined;
  /** What silence means. */
  readonly silence: Attempt['outcome'];
}

const letIn = (said: string): Attempt => ({ outcome: 'let in', said });
const refused = (said: string): Attempt => ({ outcome: 'refused', said });
const unclear = (said: string): Attempt => ({ outcome: 'unclear', said });

function http(path: string): Speech {
  return {
    say: `GET ${path} HTTP/1.1\r\nHost: orc\r\nConnection: close\r\n\r\n`,
    judge: (heard) => {
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(heard)?.[1];
      if (status === undefined) return undefined;
      return Number(status) < 400 ? letIn(`GET ${path} was answered with ${status}`) : refused(status);
    },
    silence: 'unclear',
  };
}

const http2Preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0';
const natsConnect =
  'CONNECT {"verbose":false,"pedantic":false,"tls_required":true,"name":"orc-doctor","lang":"none","version":"0","protocol":1}\r\nPING\r\n';
const judgeNats = (heard: string): Attempt | undefined => {
  if (heard.includes('-ERR')) return refused(/-ERR[^\r\n]*/.exec(heard)?.[0] ?? '');
  return /(^|\n)(PONG|RS\+|MSG)/.test(heard) ? letIn('NATS answered') : undefined;
};

/** What each port is asked. */
const speeches: Readonly<Record<PortName, Speech>> = {
  // Over TLS a call is made (see `callThere`); in plain text the first words of HTTP/2 are said.
  gRPC: { say: http2Preface, judge: () => undefined, silence: 'unclear' },
  HTTPS: http('/api/v1/secrets?limit=1'),
  metrics: http('/metrics'),
  // A server of Raft ends what shows no master's certificate; who stays would be heard.
  Raft: { say: '', judge: () => undefined, silence: 'let in' },
  NATS: { say: natsConnect, judge: judgeNats, silence: 'unclear' },
  'NATS cluster': { say: `${natsConnect}SUB > 1\r\n`, judge: judgeNats, silence: 'unclear' },
};

/** gRPC's number for who has not said who they are. */
const unauthenticated = 16;

/** What an error says, in one line: OpenSSL's have several. */
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** A TCP connection. Rejects when there is none in time. */
export async function dial(host: string, port: number): Promise<Socket> {
  const socket = connectTcp({ host, port });
  socket.on('error', () => undefined);
  const timer = setTimeout(
    () => socket.destroy(new Error(`nothing answers at ${host}:${port}`)),
    probeLimits.connectMs,
  );
  try {
    await once(socket, 'connect');
    return socket;
  } finally {
    clearTimeout(timer);
  }
}

/** What a connection is answered; also when it ends, or stays silent. */
function listen(socket: Socket, { say, judge, silence }: Speech): Promise<Attempt> {
  return new Promise((resolve) => {
    let heard = '';
    const done = (attempt: Attempt): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(attempt);
    };
    const timer = setTimeout(
      () => done({ outcome: silence, said: 'the connection was left open' }),
      probeLimits.answerMs,
    );
    socket.on('data', (bytes: Buffer) => {
      if (heard.length < probeLimits.heardBytes) heard += bytes.toString('latin1');
      const judged = judge(heard);
      if (judged !== undefined) done(judged);
    });
    socket.on('error', (error) => done(refused(messageOf(error))));
    socket.on('close', () => done(refused('the connection was ended')));
    if (say.length > 0) socket.write(say);
  });
}

/** NATS says a line in plain text first, and only then begins with TLS. Empty where it says none. */
async function firstLine(socket: Socket): Promise<string> {
  let heard = '';
  const ended = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, probeLimits.answerMs);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      if (heard.includes('\n') || heard.length > probeLimits.heardBytes) stop();
    });
    socket.on('close', stop);
  });
  await ended;
  socket.removeAllListeners('data');
  socket.pause();
  return heard;
}

/** What nats-server says of itself to whoever connects. */
export async function natsInfo(host: string, port: number): Promise<Readonly<Record<string, unknown>>> {
  const socket = await dial(host, port);
  try {
    const json: unknown = JSON.parse(/^INFO (\{.*\})/.exec(await firstLine(socket))?.[1] ?? '{}');
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } finally {
    socket.destroy();
  }
}

/** Errors of this end: they say nothing of the other. */
const ownFailures =
  /NO_PROTOCOLS|NO_CIPHER|UNSUPPORTED_PROTOCOL|UNKNOWN_CIPHER|INTERNAL_ERROR|no protocols available/i;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Begins TLS over a connection. Resolves with the socket, or with why not. */
async function begin(target: Target, options: ConnectionOptions): Promise<TLSSocket | Attempt> {
  const plain = await dial(target.host, target.number);
  if (target.port === 'NATS') await firstLine(plain);
  const secure = connectTls({
    socket: plain,
    // Who answers is looked at by rows; here it matters who is let in.
    rejectUnauthorized: false,
    ALPNProtocols: {
      gRPC: ['h2'],
      Raft: ['orc-raft'],
      HTTPS: ['http/1.1'],
      metrics: ['http/1.1'],
      NATS: [],
      'NATS cluster': [],
    }[target.port],
    ...options,
  });
  secure.on('error', () => undefined);
  const timer = setTimeout(
    () => secure.destroy(new Error('no handshake came to its end')),
    probeLimits.connectMs,
  );
  try {
    await once(secure, 'secureConnect');
    return secure;
  } catch (error) {
    plain.destroy();
    const said = messageOf(error);
    return ownFailures.test(codeOf(error)) ? unclear(`this machine can not try it: ${said}`) : refused(said);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for a list over gRPC. */
async function callThere(secure: TLSSocket): Promise<Attempt> {
  const session = connectHttp2('https://orc', { createConnection: () => secure });
  session.on('error', () => undefined);
  try {
    const status = await callOnce(session, 'orc.v1.Objects/List', Buffer.alloc(5));
    if (status === unauthenticated) return refused('Unauthenticated');
    return status === unknownStatus
      ? refused('no answer')
      : letIn(`a call was answered with status ${status}`);
  } finally {
    session.destroy();
  }
}

async function overTls(target: Target, options: ConnectionOptions): Promise<Attempt> {
  const secure = await begin(target, options);
  if (secure instanceof TLSSocket && target.port === 'gRPC') return callThere(secure);
  return secure instanceof TLSSocket ? listen(secure, speeches[target.port]) : secure;
}

/** Whether a handshake of an old version, or with weak ciphers, comes to its end. */
async function handshake(target: Target, options: ConnectionOptions): Promise<Attempt> {
  const secure = await begin(target, options);
  if (!(secure instanceof TLSSocket)) return secure;
  const said = `${secure.getProtocol() ?? ''} with ${secure.getCipher().name}`;
  secure.destroy();
  return letIn(said);
}

async function inPlainText(target: Target): Promise<Attempt> {
  const socket = await dial(target.host, target.number);
  if (target.port === 'NATS') await firstLine(socket);
  const { say, judge } = speeches[target.port];
  const words = say.length > 0 ? say : 'GET / HTTP/1.0\r\n\r\n';
  // Frames of HTTP/2 are an answer too; an alert of TLS (0x15) is a refusal.
  const plain = (heard: string): Attempt | undefined =>
    heard.startsWith('\u0015')
      ? refused('an alert of TLS')
      : heard.startsWith('HTTP/1') || heard.startsWith('\0\0')
        ? letIn('it answered')
        : judge(heard);
  const resumed = listen(socket, { say: words, judge: plain, silence: 'refused' });
  socket.resume();
  return resumed;
}

const show = (identity: Identity | undefined): ConnectionOptions =>
  identity === undefined ? {} : { cert: identity.certificate, key: identity.key };

/** Everything that OpenSSL still knows and that does not authenticate what it encrypts. */
const weakCiphers = 'ALL:COMPLEMENTOFALL:!AESGCM:!AESCCM:!CHACHA20:!ARIAGCM:@SECLEVEL=0';

/** Before TLS 1.3 who shows no certificate is refused in the handshake, whatever its ciphers are. */
const needed = unclear('a certificate of the cluster is needed to try it: the caller shows none');
const wantsCertificate = ({ port }: Target, { own }: Disguises): boolean =>
  own === undefined && port !== 'gRPC' && port !== 'HTTPS';

async function attempt(name: AttemptName, target: Target, who: Disguises): Promise<Attempt | undefined> {
  try {
    switch (name) {
      case 'no certificate':
        return await overTls(target, {});
      case 'a stranger':
        return await overTls(target, show(who.stranger));
      case 'plain text':
        return await inPlainText(target);
      case 'TLS 1.1':
        if (wantsCertificate(target, who)) return needed;
        return await handshake(target, {
          ...show(who.own),
          minVersion: 'TLSv1',
          maxVersion: 'TLSv1.1',
          ciphers: 'DEFAULT@SECLEVEL=0',
        });
      case 'weak ciphers':
        if (wantsCertificate(target, who)) return needed;
        return await handshake(target, { ...show(who.own), maxVersion: 'TLSv1.2', ciphers: weakCiphers });
      case 'no master': {
        if (!['Raft', 'NATS', 'NATS cluster'].includes(target.port)) return undefined;
        if (who.own === undefined || !who.isUser)
          return unclear('a certificate of a user is needed: the caller shows none');
        return await overTls(target, show(who.own));
      }
    }
  } catch (error) {
    return unclear(messageOf(error));
  }
  return undefined;
}

/** What is answered to whoever shows this certificate. */
export async function tryAs(target: Target, identity: Identity): Promise<Attempt> {
  try {
    return await overTls(target, show(identity));
  } catch (error) {
    return unclear(messageOf(error));
  }
}

/** What a port shows; undefined where no handshake came to its end. */
async function certificateAt(target: Target, who: Disguises): Promise<PortFacts['certificate']> {
  try {
    const secure = await begin(target, show(who.own));
    if (!(secure instanceof TLSSocket)) return undefined;
    const found = secure.getPeerX509Certificate();
    secure.destroy();
    return found === undefined ? undefined : readCertificate(found.raw, who.authority);
  } catch {
    return undefined;
  }
}

/** Tries one port in all the given ways, one after the other. */
export async function tryPort(
  target: Target,
  names: readonly AttemptName[],
  who: Disguises,
): Promise<PortFacts> {
  const attempts: Partial<Record<AttemptName, Attempt>> = {};
  for (const name of names) {
    const tried = await attempt(name, target, who);
    if (tried !== undefined) attempts[name] = tried;
  }
  const certificate = await certificateAt(target, who);
  const { master, port, host, number } = target;
  return { master, port, address: `${host}:${number}`, attempts, ...(certificate && { certificate }) };
}

/** Whether anything takes a connection there. */
export async function isOpen(host: string, port: number): Promise<boolean> {
  try {
    const socket = await dial(host, port);
    socket.destroy();
    return true;
  } catch {
    return false;
  }
}
