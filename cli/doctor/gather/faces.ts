// What the faces answer who has not said who they are: requests over HTTPS and calls over gRPC without a certificate.
import { connect as connectHttp2 } from 'node:http2';
import { request } from 'node:https';
import { messageOf } from '#kernel/errors.ts';
import type { Answer, CallAnswer, FaceFacts, Known } from '#cli/doctor/facts.ts';
import { callOnce } from '#cli/doctor/gather/grpc-call.ts';
import type { Identity } from '#runtime/pki.ts';
import { certificatesIn } from '#runtime/trust.ts';

/** How long one question may take, and how much of an answer is read. */
const limits = { answerMs: 5_000, readUnits: 64 * 1024 } as const;

/** A master's faces. */
export interface FaceTarget {
  readonly master: string;
  readonly host: string;
  readonly httpsPort: number;
  readonly grpcPort: number;
}

interface Question {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the caller shows who it is. */
  readonly asCaller?: boolean;
}

/** A token as an issuer would make it, signed by nobody. */
function unsignedToken(): string {
  const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  const claims = {
    iss: 'https://kubernetes.default.svc.cluster.local',
    sub: 'system:serviceaccount:kube-system:default',
    exp: 4_102_444_800,
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const paths = (...all: readonly string[]): Question[] => all.map((path) => ({ path }));
const secrets = '/api/v1/secrets';
const pod = '/api/v1/namespaces/default/pods/orc-doctor';
const json = { 'content-type': 'application/json' };
const namespace = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'orc-doctor' } });

/** The questions, by name. Nothing that is asked changes anything, even where it is not refused. */
const questions: Readonly<Record<string, readonly Question[]>> = {
  lists: paths(
    '/api/v1/namespaces',
    '/api/v1/pods',
    '/api/v1/nodes',
    '/api/v1/configmaps',
    '/api/v1/pods?watch=true',
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    '/apis/certificates.k8s.io/v1/certificatesigningrequests',
    '/apis/orc.dev/v1/clusters',
  ),
  secrets: paths(secrets, '/api/v1/namespaces/kube-system/secrets', `${secrets}?watch=true`),
  writes: [
    { path: '/api/v1/namespaces?dryRun=All', method: 'POST', headers: json, body: namespace },
    { path: '/api/v1/namespaces/orc-doctor?dryRun=All', method: 'DELETE' },
    {
      path: '/api/v1/namespaces/orc-doctor?dryRun=All',
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: '{}',
    },
  ],
  documents: paths('/', '/api', '/apis', '/apis/apps/v1', '/openapi/v2', '/openapi/v3', '/openid/v1/jwks'),
  inside: paths(
    '/metrics',
    '/debug/pprof/',
    '/debug/pprof/heap',
    '/debug/vars',
    '/logs/',
    '/configz',
    '/flagz',
    '/statusz',
    '/json/version',
  ),
  streams: [
    { path: `${pod}/log` },
    { path: `${pod}/exec?command=id&stdout=true`, method: 'POST' },
    { path: `${pod}/attach?stdout=true`, method: 'POST' },
    { path: `${pod}/portforward`, method: 'POST' },
    { path: '/api/v1/nodes/orc-doctor/proxy/metrics' },
  ],
  'forged token': [{ path: secrets, headers: bearer('orc-doctor-made-this-up') }],
  'unsigned token': [{ path: secrets, headers: bearer(unsignedToken()) }],
  password: [
    { path: secrets, headers: { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` } },
  ],
  impersonation: [
    { path: secrets, headers: { 'impersonate-user': 'admin', 'impersonate-group': 'system:masters' } },
  ],
  'proxy headers': [
    { path: secrets, headers: { 'x-remote-user': 'admin', 'x-remote-group': 'system:masters' } },
  ],
  'crooked paths': paths(
    '/healthz/../api/v1/secrets',
    '/version/../api/v1/secrets',
    '/readyz/../../api/v1/secrets',
    '//api/v1/secrets',
    '/healthz%2f..%2fapi/v1/secrets',
  ),
  origin: [{ path: '/version', headers: { origin: 'https://example.com' } }],
  trace: [{ path: '/version', method: 'TRACE' }],
  'long headers': [{ path: '/version', headers: { 'x-long': 'x'.repeat(64 * 1024) } }],
  'long body': [
    {
      path: '/api/v1/namespaces?dryRun=All',
      method: 'POST',
      headers: json,
      body: ' '.repeat(4 * 1024 * 1024),
      asCaller: true,
    },
  ],
  'open paths': paths('/healthz', '/livez', '/readyz', '/version'),
  authority: paths('/orc.dev/authority'),
};

/** Asks one question. A connection that is ended without an answer is the status 0. */
function ask(
  target: FaceTarget,
  question: Question,
  authority: string,
  own: Identity | undefined,
): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body } = question;
  return new Promise((resolve) => {
    let status = 0;
    let heard: Record<string, string> = {};
    let text = '';
    const done = (): void => resolve({ master: target.master, status, body: text, headers: heard });
    const sent = request({
      host: target.host,
      port: target.httpsPort,
      method,
      path,
      headers: {
        connection: 'close',
        ...headers,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
      ca: authority,
      agent: false,
      // Which names a certificate has is looked at by rows.
      checkServerIdentity: () => undefined,
      ...(question.asCaller === true && own !== undefined && { cert: own.certificate, key: own.key }),
      signal: AbortSignal.timeout(limits.answerMs),
    });
    sent.on('response', (response) => {
      status = response.statusCode ?? 0;
      heard = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
      );
      response.on('data', (bytes: Buffer) => {
        text += bytes.toString('utf8');
        // A watch that was let in would go on: what is known is enough.
        if (text.length > limits.readUnits) response.destroy();
      });
      response.on('close', done);
      response.on('error', done);
    });
    sent.on('upgrade', (_response, socket) => {
      status = 101;
      socket.destroy();
      done();
    });
    sent.on('error', (error) => {
      text ||= messageOf(error);
      done();
    });
    // A server that refuses early may close before all is written: the answer is what counts.
    sent.end(body);
  });
}

/** The answers to all questions, by the names of the questions. */
async function askAll(
  targets: readonly FaceTarget[],
  authority: string,
  own: Identity | undefined,
): Promise<Readonly<Record<string, readonly Answer[]>>> {
  const answered: Record<string, readonly Answer[]> = {};
  for (const [name, all] of Object.entries(questions)) {
    const asked = own === undefined ? all.filter(({ asCaller }) => asCaller !== true) : all;
    const answers = await Promise.all(
      targets.flatMap((target) => asked.map((question) => ask(target, question, authority, own))),
    );
    answered[name] = answers;
  }
  // While the CA changes there are several.
  const known = certificatesIn(authority);
  const same = (answers: readonly Answer[] = []): readonly Answer[] =>
    answers.map((answer) => ({
      ...answer,
      body: certificatesIn(answer.body).some((each) => known.includes(each)) ? 'same' : answer.body,
    }));
  return { ...answered, authority: same(answered['authority']) };
}

/** What nobody in particular calls over gRPC. Each call carries an empty message. */
const methods = [
  'orc.v1.Objects/Get',
  'orc.v1.Objects/List',
  'orc.v1.Objects/Watch',
  'orc.v1.Objects/Kinds',
  'orc.v1.Objects/Commit',
  'orc.v1.Objects/OpenSession',
  'orc.v1.Log/Tail',
  'orc.v1.Cluster/Status',
  'orc.v1.Cluster/AddMaster',
  'orc.v1.Cluster/RemoveMaster',
  'orc.v1.Cluster/TransferLeadership',
  'orc.v1.Secrets/List',
  'orc.v1.Secrets/Get',
  'orc.v1.Pods/Create',
  'orc.v1.Pods/Exec',
] as const;

/** Calls methods of a master over gRPC, with the certificate of `as` or none. Rejects when it can't be reached. */
export async function call(
  target: Pick<FaceTarget, 'master' | 'host' | 'grpcPort'>,
  {
    authority,
    as,
    called,
    message = Buffer.alloc(5),
  }: {
    readonly authority: string;
    readonly as: Identity | undefined;
    readonly called: readonly string[];
    readonly message?: Buffer;
  },
): Promise<CallAnswer[]> {
  const session = connectHttp2(`https://${target.host}:${target.grpcPort}`, {
    ca: authority,
    servername: 'orc-master',
    checkServerIdentity: () => undefined,
    ...(as !== undefined && { cert: as.certificate, key: as.key }),
  });
  const failed = new Promise<never>((_resolve, reject) => {
    session.on('error', reject);
    setTimeout(
      () => reject(new Error(`nothing answers at ${target.host}:${target.grpcPort}`)),
      limits.answerMs * 2,
    ).unref();
  });
  failed.catch(() => undefined);
  try {
    const all = called.map(async (method) => ({
      master: target.master,
      method,
      status: await callOnce(session, method, message),
    }));
    return await Promise.race([Promise.all(all), failed]);
  } finally {
    session.destroy();
  }
}

/** The head of a message that says it has 17 MiB: who takes it waits for them. */
function largeMessage(): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(17 * 1024 * 1024, 1);
  return head;
}

/** Asks all faces everything. */
export async function gatherFaces(
  targets: readonly FaceTarget[],
  authority: string,
  own: Identity | undefined,
): Promise<FaceFacts> {
  const http = await askAll(targets, authority, own);
  const grpc = await Promise.all(
    targets.map((target) => call(target, { authority, as: undefined, called: methods })),
  );
  const large: Known<readonly CallAnswer[]> =
    own === undefined
      ? { unknown: 'the caller has no certificate, and who is nobody is refused before' }
      : {
          value: (
            await Promise.all(
              targets.map((target) =>
                call(target, {
                  authority,
                  as: own,
                  called: ['orc.v1.Objects/Commit'],
                  message: largeMessage(),
                }),
              ),
            )
          ).flat(),
        };
  return { http, grpc: grpc.flat(), large };
}
