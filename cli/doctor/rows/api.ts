// What the faces answer who has not said who they are, and the certificates that masters and callers show.
import { type Row, about, failing, of, pass, rowsOf, skip, warning } from '#cli/doctor/check.ts';
import { type Certificate, usages } from '#cli/doctor/certificate.ts';
import type { Answer, CallAnswer, Facts, Known } from '#cli/doctor/facts.ts';
import { msFromTime } from '#kernel/model/time.ts';

const dayMs = 86_400_000;
const reinstall =
  'The masters answer as this orc would not: compare their version (orc version) and what stands before them';

const faces = (facts: Facts): Facts['faces'] => facts.faces;

/** FAIL naming the answers to a question that are not as they must be. */
function answers(question: string, isGood: (answer: Answer) => boolean): Row['check'] {
  return about(faces, ({ http }) => {
    const given = http[question] ?? [];
    if (given.length === 0) return skip('it could not be asked from here');
    return failing(
      given
        .filter((answer) => !isGood(answer))
        .map(({ master, status, body }) => `${master}: ${status} ${JSON.stringify(body.slice(0, 80))}`),
    );
  });
}

const isDenied = ({ status }: Answer): boolean => status === 401 || status === 403;
const isClosed = ({ status }: Answer): boolean => status >= 400 || status === 0;

/** FAIL naming the calls over gRPC whose status is none of the good ones. */
function calls(
  of_: (facts: Facts) => Known<readonly CallAnswer[]>,
  method: RegExp,
  good: readonly number[],
): Row['check'] {
  return about(of_, (all) => {
    const asked = all.filter((each) => method.test(each.method));
    if (asked.length === 0) return skip('it could not be asked from here');
    return failing(
      asked
        .filter(({ status }) => !good.includes(status))
        .map((each) => `${each.master}: ${each.method} was answered with status ${each.status}`),
    );
  });
}

const anonymous = (facts: Facts): Known<readonly CallAnswer[]> =>
  of(facts.faces, ({ grpc }) => ({ value: grpc }));
const large = (facts: Facts): Known<readonly CallAnswer[]> => of(facts.faces, (each) => each.large);
const unauthenticated = [16];

const faceRows = rowsOf('API', 'API', [
  [1, 'Anonymous requests list no objects', reinstall, answers('lists', isDenied)],
  [2, 'Anonymous requests list no Secrets', reinstall, answers('secrets', isDenied)],
  [3, 'Anonymous requests create and delete nothing', reinstall, answers('writes', isDenied)],
  [4, 'Anonymous requests see no discovery and no OpenAPI', reinstall, answers('documents', isDenied)],
  [
    5,
    'Anonymous requests see no metrics, logs, configuration or profiles',
    reinstall,
    answers('inside', isClosed),
  ],
  [6, 'Anonymous requests get no exec, attach, port-forward or log', reinstall, answers('streams', isDenied)],
  [7, 'A made-up bearer token is refused', reinstall, answers('forged token', isDenied)],
  [
    8,
    'A token that is signed with nothing (alg none) is refused',
    reinstall,
    answers('unsigned token', isDenied),
  ],
  [9, 'Names and passwords are refused', reinstall, answers('password', isDenied)],
  [10, 'Who has not said who they are impersonates nobody', reinstall, answers('impersonation', isDenied)],
  [11, 'Headers of a proxy (X-Remote-User) name nobody', reinstall, answers('proxy headers', isDenied)],
  [12, 'Paths that begin like an open one open nothing else', reinstall, answers('crooked paths', isClosed)],
  [
    13,
    'Browsers of other sites are given nothing (no CORS)',
    'Take away what adds Access-Control-Allow-Origin before the masters',
    answers('origin', ({ headers }) => headers['access-control-allow-origin'] === undefined),
  ],
  [14, 'TRACE is refused', reinstall, answers('trace', isClosed)],
  [15, 'Headers of more than 32 KiB are refused', reinstall, answers('long headers', isClosed)],
  [
    16,
    'Bodies of more than 3 MiB are refused',
    reinstall,
    answers('long body', ({ status }) => status === 413 || status === 0),
  ],
  [
    17,
    'Health and version are all that the open paths tell',
    reinstall,
    answers(
      'open paths',
      ({ status, body }) => status < 400 && body.length < 4096 && !/private key/i.test(body),
    ),
  ],
  [
    18,
    "The CA that masters show to strangers is the caller's",
    'Somebody stands between you and the masters, or your kubeconfig is of another cluster: compare the hash in orc token create',
    answers('authority', ({ status, body }) => status === 200 && body === 'same'),
  ],
  [
    20,
    'Anonymous gRPC calls read nothing',
    reinstall,
    calls(anonymous, /\/(List|Get|Watch|Kinds)$/, unauthenticated),
  ],
  [
    21,
    'Anonymous gRPC calls write nothing',
    reinstall,
    calls(anonymous, /\/(Commit|Create|OpenSession)$/, unauthenticated),
  ],
  [22, 'Anonymous gRPC calls follow no log', reinstall, calls(anonymous, /\.Log\//, unauthenticated)],
  [
    23,
    'Anonymous gRPC calls change no masters and no keys',
    reinstall,
    calls(anonymous, /\.Cluster\//, unauthenticated),
  ],
  [
    24,
    'Anonymous gRPC calls run no program in a pod',
    reinstall,
    calls(anonymous, /\.Pods\/Exec/, unauthenticated),
  ],
  [25, 'gRPC messages of more than 16 MiB are refused', reinstall, calls(large, /./, [8, 16])],
]);

type Shown = readonly (readonly [where: string, certificate: Certificate])[];

/** What each port of each master shows. */
function shown(facts: Facts): Known<Shown> {
  return of(facts.ports, (ports) => {
    const all = ports.flatMap(({ master, port, certificate }): Shown =>
      certificate === undefined ? [] : [[`${master} (${port})`, certificate]],
    );
    return all.length === 0 ? { unknown: 'no port of a master could be reached from here' } : { value: all };
  });
}

/** FAIL naming the ports whose certificate is not as it must be. */
function everyShown(wrong: (certificate: Certificate, facts: Facts) => string | undefined): Row['check'] {
  return about(shown, (all, facts) =>
    failing([
      ...new Set(
        all.flatMap(([where, certificate]) => {
          const found = wrong(certificate, facts);
          return found === undefined ? [] : [`${where}: ${found}`];
        }),
      ),
    ]),
  );
}

const days = (ms: number): string => `${Math.floor(ms / dayMs)} days`;

function weakKey({ key }: Certificate): string | undefined {
  const isStrong =
    (key.type === 'ec' && /^(prime256v1|secp384r1|secp521r1)$/.test(key.curve)) ||
    key.type === 'ed25519' ||
    (key.type === 'rsa' && key.bits >= 2048);
  return isStrong
    ? undefined
    : `its key is ${key.type} ${key.curve}${key.bits > 0 ? ` of ${key.bits} bits` : ''}`;
}

const renew = "Issue the master's certificate anew and start the master again";

function hostsMissing({ hosts }: Certificate): string | undefined {
  const wanted = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'].filter(
    (each) => !hosts.includes(each),
  );
  return wanted.length === 0 ? undefined : `it is not for ${wanted.join(', ')}`;
}

const own = (judge: (certificate: Certificate, facts: Facts) => string | undefined): Row['check'] =>
  about(
    (facts) => facts.caller,
    (certificate, facts) => warning([judge(certificate, facts) ?? []].flat()),
  );

const certificateRows = rowsOf('API', 'CERT', [
  [
    1,
    "Masters' certificates are of the cluster's CA",
    renew,
    everyShown(({ isOfCluster, name }) => (isOfCluster ? undefined : `${name} is of another`)),
  ],
  [
    2,
    "Masters' certificates are valid now",
    renew,
    everyShown(({ fromMs, untilMs }, { nowMs }) =>
      nowMs >= fromMs && nowMs < untilMs
        ? undefined
        : `valid from ${new Date(fromMs).toISOString()} until ${new Date(untilMs).toISOString()}`,
    ),
  ],
  [
    3,
    "Masters' certificates end in no less than 14 days",
    renew,
    everyShown(({ untilMs }, { nowMs }) =>
      untilMs - nowMs >= 14 * dayMs ? undefined : `ends in ${days(untilMs - nowMs)}`,
    ),
  ],
  [
    4,
    "Masters' certificates live no longer than 398 days",
    'Issue it for a year at most: a key that is lost is then good for no longer',
    everyShown(({ fromMs, untilMs }) =>
      untilMs - fromMs <= 398 * dayMs ? undefined : `lives ${days(untilMs - fromMs)}`,
    ),
  ],
  [
    5,
    "Masters' keys are strong (EC P-256 or more, Ed25519, RSA of 2048 bits or more)",
    renew,
    everyShown(weakKey),
  ],
  [
    6,
    "Masters' certificates say whose they are (CN=orc:master:NAME, O=orc:masters and no other)",
    renew,
    everyShown(({ name, organizations }) =>
      /^orc:master:./.test(name) && organizations.join() === 'orc:masters'
        ? undefined
        : `CN=${name}, O=${organizations.join()}`,
    ),
  ],
  [
    7,
    "Masters' certificates are for servers and clients and nothing more",
    renew,
    everyShown(({ usages: has }) =>
      has.includes(usages.server) && has.every((each) => each === usages.server || each === usages.client)
        ? undefined
        : `its usages are ${has.join(', ') || 'any'}`,
    ),
  ],
  [
    8,
    "Masters' certificates are no authorities",
    renew,
    everyShown(({ isAuthority }) => (isAuthority ? 'it may sign others' : undefined)),
  ],
  [9, "Masters' certificates carry the names by which pods know them", renew, everyShown(hostsMissing)],
  [
    10,
    'No two masters have the same key',
    renew,
    about(shown, (all) => {
      const owners = new Map<string, Set<string>>();
      for (const [where, { publicKey }] of all)
        owners.set(publicKey, (owners.get(publicKey) ?? new Set<string>()).add(where.split(' ')[0] ?? ''));
      return failing(
        [...owners.values()]
          .filter((each) => each.size > 1)
          .map((each) => `${[...each].join(' and ')} share one`),
      );
    }),
  ],
  [
    11,
    "The CA's certificate is one of an authority and valid for 90 days more",
    'Make the cluster a new CA before the old one ends: without it nobody is let in',
    about(
      (facts) => facts.authority,
      ({ isAuthority, untilMs }, { nowMs }) =>
        failing([
          ...(isAuthority ? [] : ['it is none of an authority']),
          ...(untilMs - nowMs < 90 * dayMs ? [`it ends in ${days(untilMs - nowMs)}`] : []),
        ]),
    ),
  ],
  [
    12,
    "The CA's key is strong",
    'Make the cluster anew with a stronger CA',
    about(
      (facts) => facts.authority,
      (certificate) => failing([weakKey(certificate) ?? []].flat()),
    ),
  ],
  [
    13,
    "The caller's certificate lives no longer than 398 days",
    'Take shorter certificates for people, or an identity provider (docs/operations.md)',
    own(({ fromMs, untilMs }) => (untilMs - fromMs <= 398 * dayMs ? undefined : `${days(untilMs - fromMs)}`)),
  ],
  [
    14,
    "The caller's certificate ends in no less than 14 days",
    'Ask for another one while you still may',
    own(({ untilMs }, { nowMs }) =>
      untilMs - nowMs >= 14 * dayMs ? undefined : `ends in ${days(untilMs - nowMs)}`,
    ),
  ],
  [
    15,
    "The caller's certificate is for clients only",
    'Issue people certificates without server auth: it could pose as a server to who checks no names',
    own(({ usages: has }) =>
      has.includes(usages.server) ? `${usages.server} (server auth) is in it` : undefined,
    ),
  ],
  [
    16,
    "The caller's kubeconfig is readable by its owner alone",
    'chmod 600 on the file',
    about(
      (facts) => facts.kubeconfig,
      ({ path, mode }) => failing((mode & 0o077) === 0 ? [] : [`${path} has mode ${mode.toString(8)}`]),
    ),
  ],
  [
    17,
    'The caller is no master (orc:masters stands above roles)',
    "Use a person's certificate: a master's is for mending roles that lock everybody out",
    about(
      (facts) => facts.caller,
      ({ organizations }) =>
        organizations.includes('orc:masters')
          ? failing(['the certificate is of the group orc:masters'])
          : pass,
    ),
  ],
]);

const trustRows = rowsOf('API', 'KEYS', [
  [
    1,
    'There is a key that signs tokens',
    'Without one no pod gets a token: look for the leader, orc masters',
    about(
      (facts) => facts.objects.all('Cluster'),
      (clusters) =>
        failing(clusters.every(({ tokenKeys = [] }) => tokenKeys.length > 0) ? [] : ['the Cluster has none']),
    ),
  ],
  [
    2,
    'The newest key for tokens is younger than 45 days',
    'orc masters rotate-token-keys; the leader should do so by itself every 30 days',
    about(
      (facts) => facts.objects.all('Cluster'),
      (clusters, { nowMs }) =>
        failing(
          clusters.flatMap(({ tokenKeys = [] }) => {
            const newest = Math.max(...tokenKeys.map(({ createdAt }) => msFromTime(createdAt) ?? 0));
            return tokenKeys.length > 0 && nowMs - newest > 45 * dayMs
              ? [`it is ${days(nowMs - newest)} old`]
              : [];
          }),
        ),
    ),
  ],
  [
    3,
    'Keys that sign are shown to nobody, not even sealed',
    reinstall,
    about(
      (facts) => facts.objects.all('Cluster'),
      (clusters) =>
        failing(
          clusters.flatMap(({ tokenKeys = [], authorities = [] }) =>
            [...tokenKeys, ...authorities]
              .filter(({ sealed }) => sealed !== undefined)
              .map(({ id }) => `key ${id}`),
          ),
        ),
    ),
  ],
  [
    4,
    'The cluster signs certificates itself',
    "Give a master the CA's key once (authorityKeyFile): then nodes renew their certificates by themselves",
    about(
      (facts) => facts.objects.all('Cluster'),
      (clusters) =>
        warning(
          clusters.some(({ authorities = [] }) => authorities.length > 0) ? [] : ['it has no authority'],
        ),
    ),
  ],
  [
    5,
    'No more than 16 keys for tokens are trusted',
    'orc masters rotate-token-keys drops those that are over',
    about(
      (facts) => facts.objects.all('Cluster'),
      (clusters) =>
        failing(
          clusters.flatMap(({ tokenKeys = [] }) =>
            tokenKeys.length > 16 ? [`${tokenKeys.length} are`] : [],
          ),
        ),
    ),
  ],
  [
    6,
    'All masters run the same version',
    'Upgrade the one that is behind: what an older one does not check can be done through it',
    about(
      (facts) => facts.masters,
      (masters) => {
        const versions = [...new Set(masters.map(({ version }) => version))];
        return failing(versions.length > 1 ? [`they run ${versions.join(', ')}`] : []);
      },
    ),
  ],
]);

export const apiRows: readonly Row[] = [...faceRows, ...certificateRows, ...trustRows];
