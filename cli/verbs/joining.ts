// What a machine does that joins a cluster, as a node or as a master: it believes the cluster's CA only if that has the
// hash which the administrator gave, shows its token only to who is of that CA, and makes its key itself.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { masterPorts } from '#runtime/config.ts';
import { secretGiven } from '#cli/standard-input.ts';
import { replaceFile } from '#runtime/files.ts';
import { isKeyOf, publicKeyHash, requestCertificate } from '#runtime/pki.ts';
import { certificatesIn } from '#runtime/trust.ts';

/** How long one request may take, how long a certificate is waited for, and how large an answer may be. */
const bounds = { requestMs: 10_000, issueMs: 60_000, pollMs: 250, answerBytes: 1 << 20 } as const;

interface Answer {
  readonly status: number;
  readonly text: string;
  /** This machine's address as the connection had it. */
  readonly ownAddress: string;
}

interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: JsonObject;
}

/** The master that a machine joins by, over HTTPS. */
export class Master {
  readonly #host: string;
  readonly #port: number;
  readonly #token: string;
  #authority: string | undefined;

  /** Takes https://HOST:PORT, HOST:PORT or HOST. Throws BadRequest. */
  constructor(server: string, token: string) {
    const match = /^(?:https:\/\/)?([^\s:/]+)(?::(\d+))?\/?$/.exec(server);
    if (match?.[1] === undefined)
      throw new OrcError('BadRequest', `"${server}" is no master: give its address, such as 10.0.0.1`);
    this.#host = match[1];
    this.#port = Number(match[2] ?? masterPorts.http);
    this.#token = token;
  }

  get host(): string {
    return this.#host;
  }

  get name(): string {
    return `${this.#host}:${this.#port}`;
  }

  /** Nobody is told the token before this has been called. */
  believe(authority: string): void {
    this.#authority = authority;
  }

  ask({ method, path: where, body }: Question): Promise<Answer> {
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const isTrusted = this.#authority !== undefined;
    const headers = {
      ...(isTrusted && { authorization: `Bearer ${this.#token}` }),
      ...(content && { 'content-type': 'application/json', 'content-length': content.length }),
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void =>
        reject(new OrcError('Unavailable', `${this.name}: ${messageOf(error)}`, {}, { cause: error }));
      const sent = request(
        {
          host: this.#host,
          port: this.#port,
          path: where,
          method,
          headers,
          agent: false,
          rejectUnauthorized: isTrusted,
          ...(this.#authority !== undefined && { ca: this.#authority }),
          signal: AbortSignal.timeout(bounds.requestMs),
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
            if (text.length > bounds.answerBytes) sent.destroy(new Error('the answer is too long'));
          });
          response.once('error', fail);
          response.once('end', () => {
            const ownAddress = (response.socket.localAddress ?? '').replace(/^::ffff:/, '');
            resolve({ status: response.statusCode ?? 0, text, ownAddress });
          });
        },
      );
      sent.once('error', fail);
      sent.end(content);
    });
  }

  /** The JSON that comes back. Throws what the master says. */
  async json(question: Question, alsoGood: readonly number[] = []): Promise<JsonObject> {
    const { status, text } = await this.ask(question);
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      throw new OrcError('Unavailable', `${this.name} answers what is no JSON, with status ${status}`);
    }
    if (!isJsonObject(answer))
      throw new OrcError('Unavailable', `${this.name} answers what is no object, with status ${status}`);
    if ((status >= 200 && status < 300) || alsoGood.includes(status)) return answer;
    if (status === 401)
      throw new OrcError(
        'Unauthorized',
        `${this.name} does not take the token: it has ended, or is none; make another with 'orc token create'`,
      );
    throw new OrcError('Forbidden', `${this.name}: ${String(answer['message'])}`);
  }
}

/** The object under these fields; empty where there is none. */
export function objectAt(value: unknown, ...fields: readonly string[]): JsonObject {
  let at = value;
  for (const field of fields) at = isJsonObject(at) ? at[field] : undefined;
  return isJsonObject(at) ? at : {};
}

/** The list in a field; empty where there is none. */
export function listAt(value: JsonObject, field: string): readonly unknown[] {
  const list = value[field];
  return Array.isArray(list) ? list : [];
}

/**
 * The cluster's CAs, PEM, as a master tells them who shows a certificate of the one whose hash was given; and this
 * machine's address as the master sees it. The master is believed from then on.
 */
export async function pinnedAuthority(
  master: Master,
  caHash: string,
): Promise<{ authority: string; ownAddress: string }> {
  const wanted = /^(?:sha256:)?([0-9a-f]{64})$/.exec(caHash)?.[1];
  if (wanted === undefined)
    throw new OrcError(
      'BadRequest',
      '--ca-hash: must be sha256: and 64 hexadecimal digits, as orc token create prints it',
    );
  const { status, text, ownAddress } = await master.ask({ method: 'GET', path: '/orc.dev/authority' });
  if (status !== 200)
    throw new OrcError(
      'Unavailable',
      `${master.name} does not tell its CA (status ${status}): is it a master of orc?`,
    );
  let told: readonly { readonly certificate: string; readonly hash: string }[];
  try {
    told = certificatesIn(text).map((certificate) => ({ certificate, hash: publicKeyHash(certificate) }));
  } catch {
    told = [];
  }
  if (told.length === 0)
    throw new OrcError('Unavailable', `${master.name} tells a CA that is no certificate`);
  const pinned = told.find(({ hash }) => hash === wanted);
  if (pinned === undefined)
    throw new OrcError(
      'Forbidden',
      `${master.name} is not of the cluster that you mean: its CA has the hash sha256:${told.map(({ hash }) => hash).join(' or ')}, --ca-hash says sha256:${wanted}`,
    );
  master.believe(pinned.certificate);
  // Anybody could have put further ones beside it: what counts is what is told over a connection that it vouches for.
  const { text: authority } = await master.ask({ method: 'GET', path: '/orc.dev/authority' });
  master.believe(authority);
  return { authority, ownAddress };
}

/** Where a machine keeps its part. */
export interface JoinFiles {
  readonly key: string;
  readonly request: string;
  readonly certificate: string;
  readonly authority: string;
  readonly config: string;
}

/** What is asked for. */
export interface Wish {
  readonly name: string;
  readonly group: string;
  /** The names and addresses to serve as. */
  readonly hosts: readonly string[];
  readonly signer: string;
  readonly usages: readonly string[];
}

/** The key and the request: those of an earlier try, or new ones. */
async function ownRequest(files: JoinFiles, { name, group, hosts }: Wish): Promise<string> {
  if (existsSync(files.key) && existsSync(files.request)) return readFileSync(files.request, 'utf8');
  const made = await requestCertificate(name, [group], hosts);
  replaceFile(files.key, made.key, 0o600);
  replaceFile(files.request, made.request, 0o600);
  return made.request;
}

/** Asks for a certificate and waits until it is there. Throws Forbidden with why it was refused. */
async function issued(master: Master, pem: string, { signer, usages }: Wish): Promise<string> {
  const name = `join-${createHash('sha256').update(pem).digest('hex').slice(0, 40)}`;
  const base = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
  const conflict = 409;
  await master.json(
    {
      method: 'POST',
      path: base,
      body: {
        apiVersion: 'certificates.k8s.io/v1',
        kind: 'CertificateSigningRequest',
        metadata: { name },
        spec: {
          request: Buffer.from(pem).toString('base64'),
          signerName: signer,
          usages: [...usages],
        },
      },
    },
    [conflict],
  );
  const untilMs = performance.now() + bounds.issueMs;
  for (;;) {
    const status = objectAt(await master.json({ method: 'GET', path: `${base}/${name}` }), 'status');
    const { certificate } = status;
    if (typeof certificate === 'string' && certificate !== '')
      return Buffer.from(certificate, 'base64').toString('utf8');
    const refusal = listAt(status, 'conditions')
      .filter(isJsonObject)
      .find(({ type }) => type === 'Denied' || type === 'Failed');
    if (refusal !== undefined)
      throw new OrcError('Forbidden', `the masters refuse the certificate: ${String(refusal['message'])}`);
    if (performance.now() > untilMs)
      throw new OrcError(
        'Timeout',
        `no certificate after ${bounds.issueMs / 1000} s: approve the request with 'kubectl certificate approve ${name}' and join again, or see the leader's log; the cluster needs the key of its CA (authorityKeyFile)`,
      );
    await sleep(bounds.pollMs);
  }
}

/**
 * A certificate for this machine, for a key that is made here; both are in their files afterwards. Throws Forbidden with
 * why it was refused, Timeout when nobody answers the request.
 */
export async function certificateFor(master: Master, files: JoinFiles, wish: Wish): Promise<string> {
  const certificate = await issued(master, await ownRequest(files, wish), wish);
  if (!isKeyOf(readFileSync(files.key, 'utf8'), certificate))
    throw new OrcError(
      'Internal',
      `the certificate is not for the key in ${files.key}: remove it and ${files.request} and join again`,
    );
  replaceFile(files.certificate, certificate);
  return certificate;
}

/** The token as it is given, or from standard input for `-`. Throws BadRequest for what is none. */
export function tokenGiven(token: string): string {
  const given = token === '-' ? secretGiven() : token;
  if (!/^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(given))
    throw new OrcError(
      'BadRequest',
      '--token: must look like abcdef.0123456789abcdef; orc token create prints one',
    );
  return given;
}

/** Where a machine's part goes in a folder; `role` is master or node. Throws AlreadyExists when it has joined before. */
export function joinFiles(configDir: string, dataDir: string, role: 'master' | 'node'): JoinFiles {
  const at = (name: string): string => `${configDir}/${name}`;
  const config = at(`${role}.json`);
  if (existsSync(config))
    throw new OrcError(
      'AlreadyExists',
      `${config} is there: this machine is part of a cluster; to join anew remove ${configDir} and ${dataDir}`,
    );
  return {
    key: at(`${role}.key`),
    request: at(`${role}.csr`),
    certificate: at(`${role}.pem`),
    authority: at('ca.pem'),
    config,
  };
}
