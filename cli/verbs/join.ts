// `orc node join`: makes a machine a node of a cluster. The key is made here and never leaves; the cluster's CA is
// believed only if it has the hash that the administrator gave, and the token is shown only to who is of that CA.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';
import type { JoinOptions } from '#cli/commands/node.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { formats } from '#kernel/model/formats.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { mayLabelItself } from '#kernel/node/own-labels.ts';
import { masterPorts } from '#runtime/config.ts';
import { replaceFile } from '#runtime/files.ts';
import { nodeDefaults } from '#kernel/node/defaults.ts';
import { groups, isKeyOf, nodeName, publicKeyHash, requestCertificate } from '#runtime/pki.ts';
import { writeImage } from '#sandbox/image/archive.ts';
import { pauseImage } from '#sandbox/image/images.ts';
import { loadImage } from '#sandbox/image/load.ts';

/** How long one request may take, how long a certificate is waited for, and how large an answer may be. */
const bounds = { requestMs: 10_000, issueMs: 60_000, pollMs: 250, answerBytes: 1 << 20 } as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

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
class Master {
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

function objectAt(value: unknown, ...fields: readonly string[]): JsonObject {
  let at = value;
  for (const field of fields) at = isJsonObject(at) ? at[field] : undefined;
  return isJsonObject(at) ? at : {};
}

function listAt(value: JsonObject, field: string): readonly unknown[] {
  const list = value[field];
  return Array.isArray(list) ? list : [];
}

/** The cluster's CA, if its hash is the one given; and this machine's address as the master sees it. */
async function pinnedAuthority(
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
  let found = '';
  try {
    found = publicKeyHash(text);
  } catch {
    throw new OrcError('Unavailable', `${master.name} tells a CA that is no certificate`);
  }
  if (found !== wanted)
    throw new OrcError(
      'Forbidden',
      `${master.name} is not of the cluster that you mean: its CA has the hash sha256:${found}, --ca-hash says sha256:${wanted}`,
    );
  return { authority: text, ownAddress };
}

interface Files {
  readonly key: string;
  readonly request: string;
  readonly certificate: string;
  readonly authority: string;
  readonly config: string;
}

/** The key and the request: those of an earlier try, or new ones. */
async function ownRequest(files: Files, name: string): Promise<string> {
  if (existsSync(files.key) && existsSync(files.request)) return readFileSync(files.request, 'utf8');
  const made = await requestCertificate(nodeName(name), [groups.nodes]);
  replaceFile(files.key, made.key, 0o600);
  replaceFile(files.request, made.request, 0o600);
  return made.request;
}

/** Asks for a certificate and waits until it is there. Throws Forbidden with why it was refused. */
async function certificateFor(master: Master, pem: string): Promise<string> {
  const name = `node-csr-${createHash('sha256').update(pem).digest('hex').slice(0, 40)}`;
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
          signerName: 'kubernetes.io/kube-apiserver-client-kubelet',
          usages: ['client auth', 'digital signature'],
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

/** The addresses of the masters that are up. */
async function mastersOf(master: Master): Promise<readonly string[]> {
  const slice = await master.json({
    method: 'GET',
    path: '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes',
  });
  const addresses = listAt(slice, 'endpoints')
    .filter(isJsonObject)
    .flatMap((endpoint) => listAt(endpoint, 'addresses'))
    .filter((address) => typeof address === 'string');
  if (addresses.length === 0) throw new OrcError('Unavailable', `${master.name} knows no masters yet: retry`);
  return addresses;
}

/** Gives Docker the image that holds pods' networks, where it has none. Says what to do where that can't be done. */
async function ensurePauseImage(socketPath: string): Promise<void> {
  const docker = new Docker({ socketPath });
  const tag = nodeDefaults.pauseImage;
  try {
    const images = await docker.listImages({ filters: { reference: [tag] } });
    if (images.length > 0) return;
    const folder = await mkdtemp(path.join(tmpdir(), 'orc-pause-'));
    try {
      const file = path.join(folder, 'pause.tar');
      await writeImage(pauseImage(tag), file);
      await loadImage(docker, file);
      say(`Docker was given the image ${tag}, which holds pods' networks`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    process.stderr.write(
      `Warning: Docker at ${socketPath} was not given the image ${tag} (${messageOf(error)}): pods do not start before it is there; join again, or load it by hand\n`,
    );
  }
}

function checked(options: JoinOptions): void {
  const { name, token, label } = options;
  const wrong = formats['dns-subdomain']?.(name);
  if (wrong !== undefined) throw new OrcError('BadRequest', `--name: "${name}": ${wrong}`);
  if (!/^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(token))
    throw new OrcError(
      'BadRequest',
      '--token: must look like abcdef.0123456789abcdef; orc token create prints one',
    );
  for (const key of Object.keys(label))
    if (!mayLabelItself(key))
      throw new OrcError(
        'BadRequest',
        `--label: a node may not give itself "${key}": use kubectl label node`,
      );
}

/** Makes this machine a node of the cluster that `server` is a master of. May be run again after a failure. */
export async function join(server: string, given: JoinOptions): Promise<void> {
  const options = given.token === '-' ? { ...given, token: readFileSync(0, 'utf8').trim() } : given;
  checked(options);
  const { name, token, caHash, configDir, dataDir, dockerSocket, label } = options;
  const files: Files = {
    key: path.join(configDir, 'node.key'),
    request: path.join(configDir, 'node.csr'),
    certificate: path.join(configDir, 'node.pem'),
    authority: path.join(configDir, 'ca.pem'),
    config: path.join(configDir, 'node.json'),
  };
  if (existsSync(files.config))
    throw new OrcError(
      'AlreadyExists',
      `${files.config} is there: this machine has joined a cluster; to join anew remove ${configDir} and ${dataDir}`,
    );
  const master = new Master(server, token);
  const { authority, ownAddress } = await pinnedAuthority(master, caHash);
  master.believe(authority);
  mkdirSync(configDir, { recursive: true, mode: 0o700 });
  const certificate = await certificateFor(master, await ownRequest(files, name));
  if (!isKeyOf(readFileSync(files.key, 'utf8'), certificate))
    throw new OrcError(
      'Internal',
      `the certificate is not for the key in ${files.key}: remove both and join again`,
    );
  const spec = objectAt(
    await master.json({ method: 'GET', path: '/apis/orc.dev/v1/clusters/cluster' }),
    'spec',
  );
  const config = {
    name,
    address: options.address ?? ownAddress,
    dataDir,
    servers: (await mastersOf(master)).map((address) => `${address}:${masterPorts.natsClient}`),
    dockerSocket,
    podCidr: spec['podCidr'],
    serviceCidr: spec['serviceCidr'],
    pauseImage: nodeDefaults.pauseImage,
    certificateFile: files.certificate,
    keyFile: files.key,
    authorityFile: files.authority,
    labels: label,
  };
  replaceFile(files.certificate, certificate);
  replaceFile(files.authority, authority);
  await ensurePauseImage(dockerSocket);
  replaceFile(files.config, `${JSON.stringify(config, null, 2)}\n`, 0o600);
  rmSync(files.request);
  say(`node ${name} has joined; start it with: orc node --config ${files.config}`);
}
