// Facts for the security checklist: a cluster where all is well, with whatever a test changes of it.
import type { StatusResponse } from '#kernel/model/gen/api.gen.ts';
import type { ObjectByKind, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type Certificate, usages } from '#cli/doctor/certificate.ts';
import {
  type Answer,
  type Facts,
  type FileFacts,
  type Known,
  type ListedKind,
  type MachineConfig,
  type MachineFacts,
  type NodeTries,
  type ProcessFacts,
  attemptNames,
  portNames,
} from '#cli/doctor/facts.ts';
import { defaultAccess } from '#controllers/default-roles.ts';
import { type Manifest, objectOf } from '#kit/kinds.ts';

export const dayMs = 86_400_000;
/** When the facts were gathered. */
export const nowMs = Date.UTC(2026, 0, 1);

/** What is changed of a cluster where all is well. */
export interface Change {
  /** Objects beside those that there are, or instead of those of the same kind and name. */
  readonly objects?: readonly Manifest[];
  readonly machine?: Partial<MachineFacts>;
  readonly config?: Partial<MachineConfig>;
  readonly files?: Readonly<Record<string, Partial<FileFacts> | undefined>>;
  readonly process?: Partial<ProcessFacts>;
  readonly node?: Partial<NodeTries>;
  readonly certificate?: Partial<Certificate>;
  /** Of the second master alone. */
  readonly second?: Partial<Certificate>;
  readonly http?: Readonly<Record<string, Partial<Answer>>>;
  readonly grpc?: number;
  readonly large?: number;
  readonly info?: Readonly<Record<string, unknown>>;
  readonly status?: Partial<StatusResponse>;
  readonly facts?: Partial<Facts>;
}

export const certificate = (name: string, publicKey: string): Certificate => ({
  name: `orc:master:${name}`,
  organizations: ['orc:masters'],
  fromMs: nowMs - 10 * dayMs,
  untilMs: nowMs + 300 * dayMs,
  key: { type: 'ec', curve: 'prime256v1', bits: 0 },
  usages: [usages.client, usages.server],
  hosts: ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
  isAuthority: false,
  serial: '1',
  publicKey,
  isOfCluster: true,
});

const masters = ['master-1', 'master-2', 'master-3'];
const status = (name: string): StatusResponse => ({
  clusterId: 'x',
  name,
  version: '0.1.0',
  clusterVersion: 1,
  term: 1,
  leader: 'master-1',
  commitIndex: 1,
  appliedIndex: 1,
  revision: 1,
  masters: masters.map((each, index) => ({
    id: index + 1,
    name: each,
    address: `10.0.0.${index + 1}:7601`,
    role: 'follower',
    matchIndex: 1,
  })),
  stateHash: '',
  diskFull: false,
  encryptionKeyId: '0123456789abcdef',
});

const created = new Date(nowMs - dayMs).toISOString().replace('.000Z', 'Z');
const key = { id: 'k', createdAt: created, publicKey: '' };
const well: readonly Manifest[] = [
  {
    kind: 'Cluster',
    metadata: { name: 'cluster' },
    spec: { version: 1, serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' },
    tokenKeys: [key],
    authorities: [{ id: 'a', createdAt: created, certificate: 'x' }],
  },
  {
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  },
  {
    kind: 'Node',
    metadata: { name: 'node-1' },
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      addresses: [{ type: 'InternalIP', address: '10.0.0.9' }],
    },
  },
  {
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop' },
    automountServiceAccountToken: false,
  },
  { kind: 'ResourceQuota', metadata: { name: 'q', namespace: 'shop' } },
  {
    kind: 'LimitRange',
    metadata: { name: 'l', namespace: 'shop' },
    spec: { limits: [{ type: 'Container' }] },
  },
  { kind: 'NetworkPolicy', metadata: { name: 'n', namespace: 'shop' }, spec: { podSelector: {} } },
  {
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      serviceAccountName: 'web',
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'web',
          image: 'web:1@sha256:aa',
          resources: { limits: { cpu: '1', memory: '64Mi' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    },
  },
];

const nameOf = ({ kind, metadata }: OrcObject): string =>
  `${kind}/${metadata.namespace ?? ''}/${metadata.name ?? ''}`;

function objectsOf(more: readonly Manifest[]): Facts['objects'] {
  const all = new Map<string, OrcObject>(
    [...well.map(objectOf), ...defaultAccess, ...more.map(objectOf)].map((each) => [nameOf(each), each]),
  );
  return {
    all<K extends ListedKind>(kind: K): Known<readonly ObjectByKind[K][]> {
      const isOfKind = (object: OrcObject): object is ObjectByKind[K] => object.kind === kind;
      return { value: [...all.values()].filter(isOfKind) };
    },
  };
}

const file = (path: string, more: Partial<FileFacts> = {}): FileFacts => ({
  path,
  mode: 0o600,
  uid: 0,
  isFolder: false,
  ...more,
});

function machineOf(kind: 'master' | 'node', change: Change): MachineFacts {
  const isMaster = kind === 'master';
  const config: MachineConfig = {
    kind,
    file: '/etc/orc/orc.json',
    name: isMaster ? 'master-1' : 'node-1',
    address: '10.0.0.1',
    dataDir: '/var/lib/orc',
    certificateFile: '/etc/orc/orc.pem',
    keyFile: '/etc/orc/orc.key',
    authorityFile: '/etc/orc/ca.pem',
    logLevel: 'info',
    encryptionKeyFile: isMaster ? '/etc/orc/kek' : '',
    tokenFile: isMaster ? '/etc/orc/tokens' : '',
    authorityKeyFile: isMaster ? '/etc/orc/ca.key' : '',
    oidc: isMaster
      ? [
          {
            issuerUrl: 'https://login',
            usernameClaim: 'sub',
            usernamePrefix: '',
            groupsClaim: 'groups',
            groupsPrefix: 'staff:',
            requiredClaims: {},
          },
        ]
      : [],
    audit: isMaster
      ? { file: '/var/lib/orc/audit.log', policyFile: '/etc/orc/audit.yaml', maxSizeMiB: 100, maxFiles: 10 }
      : undefined,
    dockerSocket: isMaster ? '' : '/run/docker.sock',
    memoryDir: isMaster ? '' : '/var/lib/orc/memory',
    servers: isMaster ? [] : ['10.0.0.1:7602', '10.0.0.2:7602'],
    ...change.config,
  };
  const process: ProcessFacts = {
    pid: 7,
    program: 'orc',
    arguments: ['node', 'main.ts', kind],
    environment: { value: { PATH: '/bin' } },
    uid: 900,
    coreBytes: 0,
    caught: [2, 15],
    noNewPrivileges: true,
    listening: { value: isMaster ? ['10.0.0.1:7600'] : [] },
    programFiles: [file('/usr/bin/node', { mode: 0o755 })],
    ...change.process,
  };
  const files = new Map<string, FileFacts | undefined>(
    [
      config.file,
      config.keyFile,
      config.certificateFile,
      config.authorityFile,
      config.encryptionKeyFile,
      config.tokenFile,
      config.audit?.file ?? '',
      config.audit?.policyFile ?? '',
      config.dockerSocket,
    ].map((path) => [path, file(path, { mode: path.endsWith('pem') ? 0o644 : 0o600 })]),
  );
  files.set(config.dataDir, file(config.dataDir, { mode: 0o700, isFolder: true }));
  for (const [path, more] of Object.entries(change.files ?? {}))
    files.set(path, more && file(path, { ...files.get(path), ...more }));
  const data = ['/var/lib/orc/raft', '/var/lib/orc/nats'].flatMap((folder) => [
    file(folder, { mode: 0o700, isFolder: true, ...change.files?.[folder] }),
    file(`${folder}/file`, change.files?.[`${folder}/file`]),
  ]);
  return {
    config,
    file: (path) => files.get(path),
    dataFiles: data,
    parents: [file('/etc/orc', { mode: 0o755, isFolder: true, ...change.files?.['/etc/orc'] })],
    certificate: {
      value: {
        ...certificate('x', 'n'),
        name: 'orc:node:node-1',
        organizations: ['orc:nodes'],
        untilMs: nowMs + 20 * dayMs,
        usages: [usages.client],
        ...change.certificate,
      },
    },
    keyFits: { value: true },
    encryptionKey: { value: { digits: 16, repeats: false } },
    tokens: { value: [] },
    processes: { value: [process] },
    leaks: { value: [] },
    natsConfig: {
      value: 'tls {\n  verify_and_map: true\n}\n  password: "0123456789012345678901234567890123456789"\n',
    },
    natsUsers: {
      value: [
        { user: 'CN=orc:master:master-1,O=orc:masters', isBounded: false },
        { user: 'CN=orc:node:node-1,O=orc:nodes', isBounded: true },
      ],
    },
    swaps: [],
    memory: isMaster ? undefined : { type: 'tmpfs', options: ['nosuid', 'nodev', 'noswap'] },
    logFiles: { value: { entries: 9, open: [], sealed: 1 } },
    asNode: isMaster
      ? { unknown: 'a master' }
      : { value: { heard: [], spoke: [], served: [], metrics: false, raft: false, ...change.node } },
    ...change.machine,
  };
}

const questions: Readonly<Record<string, Partial<Answer>>> = {
  'long body': { status: 413 },
  'open paths': { status: 200, body: 'ok' },
  origin: { status: 200 },
  authority: { status: 200, body: 'same' },
};
const questionNames = [
  'lists',
  'secrets',
  'writes',
  'documents',
  'inside',
  'streams',
  'forged token',
  'unsigned token',
  'password',
  'impersonation',
  'proxy headers',
  'crooked paths',
  'origin',
  'trace',
  'long headers',
  'long body',
  'open paths',
  'authority',
];
const methods = ['Objects/List', 'Objects/Commit', 'Log/Tail', 'Cluster/Status', 'Pods/Exec'];

/** A cluster, its masters' machine or a node's, with something changed. */
export function factsWith(kind: 'master' | 'node', change: Change = {}): Facts {
  const http = Object.fromEntries(
    questionNames.map((name) => [
      name,
      [
        {
          master: 'master-1',
          status: 401,
          body: '',
          headers: {},
          ...questions[name],
          ...change.http?.[name],
        },
      ],
    ]),
  );
  const call = (method: string, number: number): { master: string; method: string; status: number } => ({
    master: 'master-1',
    method: `/orc.v1.${method}`,
    status: number,
  });
  const own = certificate('ann', 'ann');
  return {
    nowMs,
    authority: { value: { ...own, isAuthority: true, untilMs: nowMs + 3_000 * dayMs } },
    caller: { value: { ...own, name: 'ann', organizations: ['orc:admins'], usages: [usages.client] } },
    kubeconfig: { value: file('/root/.orc/config') },
    masters: { value: masters.map((name) => ({ ...status(name), ...change.status })) },
    ports: {
      value: masters.slice(0, 2).flatMap((master, index) =>
        portNames.map((port) => ({
          master,
          port,
          address: '10.0.0.1:1',
          attempts: Object.fromEntries(
            attemptNames.map((name) => [name, { outcome: 'refused' as const, said: '' }]),
          ),
          certificate: {
            ...certificate(master, master),
            ...change.certificate,
            ...(index === 1 && change.second),
          },
        })),
      ),
    },
    stray: {
      value: ['Docker', 'kubelet', 'NATS monitoring'].map((what) => ({
        address: 'x:1',
        what,
        isOpen: false,
      })),
    },
    natsHello: {
      value: [
        {
          master: 'master-1',
          info: {
            tls_required: true,
            tls_verify: true,
            max_payload: 1_048_576,
            host: '10.0.0.1',
            ...change.info,
          },
        },
      ],
    },
    faces: {
      value: {
        http,
        grpc: methods.map((method) => call(method, change.grpc ?? 16)),
        large: { value: [call('Objects/Commit', change.large ?? 8)] },
      },
    },
    objects: objectsOf(change.objects ?? []),
    tail: { value: { events: 5, open: [], anonymous: [] } },
    machine: { value: machineOf(kind, change) },
    ...change.facts,
  };
}
