// How each row of the security checklist is broken. A row that is in no case was never seen to fail, which a test says.
import { type Manifest } from '#kit/kinds.ts';
import { type Change, certificate, dayMs, nowMs } from '#kit/cli/doctor-bench.ts';

type Case = readonly [id: string, wanted: 'FAIL' | 'WARN', change: Change, kind?: 'master' | 'node'];

const open = { mode: 0o644 };
const audit = { file: '/a', policyFile: '', maxSizeMiB: 100, maxFiles: 10 };
const file = (path: string, more: object): Change => ({ files: { [path]: more } });

const files: readonly Case[] = [
  ['FILE-01', 'FAIL', file('/etc/orc/orc.json', { mode: 0o666 })],
  ['FILE-02', 'FAIL', file('/etc/orc/orc.key', open)],
  ['FILE-03', 'FAIL', file('/etc/orc/orc.pem', { mode: 0o664 })],
  ['FILE-04', 'FAIL', file('/etc/orc/ca.pem', { mode: 0o666 })],
  ['FILE-05', 'FAIL', file('/etc/orc/kek', open)],
  ['FILE-06', 'FAIL', { config: { encryptionKeyFile: '/var/lib/orc/kek' } }],
  ['FILE-07', 'FAIL', { machine: { encryptionKey: { value: { digits: 1, repeats: true } } } }],
  ['FILE-08', 'WARN', file('/etc/orc/ca.key', { mode: 0o600 })],
  ['FILE-09', 'FAIL', file('/etc/orc/ca.key', open)],
  ['FILE-10', 'FAIL', file('/etc/orc/tokens', open)],
  ...(['FILE-11', 'FILE-12', 'FILE-13'] as const).map((id): Case => [
    id,
    id === 'FILE-11' ? 'WARN' : 'FAIL',
    { machine: { tokens: { value: [{ user: 'ann', groups: ['orc:admins'], length: 8 }] } } },
  ]),
  ['FILE-14', 'FAIL', file('/var/lib/orc', { mode: 0o755 })],
  ['FILE-15', 'FAIL', file('/var/lib/orc/nats/file', { mode: 0o660 })],
  ['FILE-16', 'FAIL', file('/etc/orc', { mode: 0o777 })],
  ['FILE-17', 'FAIL', file('/etc/orc/orc.key', { uid: 1000 })],
  ['AUDIT-01', 'WARN', { config: { audit: undefined } }],
  ['AUDIT-02', 'FAIL', file('/var/lib/orc/audit.log', open)],
  ['AUDIT-02', 'FAIL', file('/var/lib/orc/audit.log.3', open)],
  ['AUDIT-03', 'WARN', { config: { audit: { ...audit, maxFiles: 9 } } }],
  ['AUDIT-04', 'FAIL', file('/etc/orc/audit.yaml', { mode: 0o620 })],
  ['FILE-18', 'FAIL', { machine: { keyFits: { value: false } } }],
  ['FILE-19', 'WARN', { config: { logLevel: 'debug' } }],
  ...(['FILE-20', 'FILE-21'] as const).map((id): Case => [
    id,
    'WARN',
    {
      config: {
        oidc: [
          {
            issuerUrl: 'https://login',
            usernameClaim: 'email',
            usernamePrefix: '',
            groupsClaim: 'groups',
            groupsPrefix: '',
            requiredClaims: {},
          },
        ],
      },
    },
  ]),
  ['PROC-01', 'FAIL', { process: { coreBytes: Infinity } }],
  ['PROC-02', 'FAIL', { process: { arguments: ['node', '--inspect=0.0.0.0:9229', 'main.ts'] } }],
  ['PROC-03', 'FAIL', { process: { caught: [10] } }],
  ['PROC-04', 'FAIL', { machine: { leaks: { value: ['/etc/orc/kek in orc (process 7)'] } } }],
  ['PROC-05', 'FAIL', { process: { environment: { value: { KEY: '-----BEGIN PRIVATE KEY-----' } } } }],
  ['PROC-06', 'WARN', { process: { environment: { value: { GITHUB_TOKEN: 'x' } } } }],
  ['PROC-07', 'FAIL', { process: { environment: { value: { LD_PRELOAD: '/tmp/x.so' } } } }],
  ['PROC-08', 'FAIL', { process: { listening: { value: ['0.0.0.0:7600'] } } }],
  ['PROC-08', 'FAIL', { process: { listening: { value: ['10.0.0.1:8080'] } } }, 'node'],
  ['PROC-09', 'FAIL', { process: { listening: { value: ['10.0.0.1:9229'] } } }],
  [
    'PROC-10',
    'FAIL',
    { process: { programFiles: [{ path: '/opt/main.ts', mode: 0o666, uid: 0, isFolder: false }] } },
  ],
  ['PROC-11', 'WARN', { process: { uid: 0 } }],
  ['PROC-12', 'WARN', { process: { noNewPrivileges: false } }],
  ['PROC-13', 'WARN', { machine: { swaps: ['/dev/sda2'] } }],
];

const served = (question: string, more: object = { status: 200, body: '{}' }): Change => ({
  http: { [question]: more },
});
const questions = [
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
];
const caller = (more: object): Change => ({
  facts: {
    caller: { value: { ...certificate('ann', 'ann'), name: 'ann', organizations: ['orc:admins'], ...more } },
  },
});
const cluster = (more: object): Change => ({
  objects: [
    {
      kind: 'Cluster',
      metadata: { name: 'cluster' },
      spec: { version: 1, serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' },
      ...more,
    },
  ],
});
const tokenKey = (createdAt: string, more: object = {}): object => ({
  id: 'k',
  createdAt,
  publicKey: '',
  ...more,
});

const api: readonly Case[] = [
  ...questions.map((question, index): Case => [
    `API-${String(index + 1).padStart(2, '0')}`,
    'FAIL',
    served(question),
  ]),
  ['API-13', 'FAIL', served('origin', { headers: { 'access-control-allow-origin': '*' } })],
  ['API-14', 'FAIL', served('trace')],
  ['API-15', 'FAIL', served('long headers')],
  ['API-16', 'FAIL', served('long body', { status: 400 })],
  ['API-17', 'FAIL', served('open paths', { status: 200, body: 'x'.repeat(10_000) })],
  ['API-18', 'FAIL', served('authority', { status: 200, body: 'another' })],
  ...['20', '21', '22', '23', '24'].map((number): Case => [`API-${number}`, 'FAIL', { grpc: 0 }]),
  ['API-25', 'FAIL', { large: 0 }],
  ['CERT-01', 'FAIL', { certificate: { isOfCluster: false } }],
  ['CERT-02', 'FAIL', { certificate: { untilMs: nowMs - 1 } }],
  ['CERT-03', 'FAIL', { certificate: { untilMs: nowMs + 13 * dayMs } }],
  ['CERT-04', 'FAIL', { certificate: { untilMs: nowMs + 3_650 * dayMs } }],
  ['CERT-05', 'FAIL', { certificate: { key: { type: 'rsa', curve: '', bits: 1024 } } }],
  ['CERT-06', 'FAIL', { second: { organizations: ['orc:masters', 'orc:admins'] } }],
  ['CERT-07', 'FAIL', { certificate: { usages: [] } }],
  ['CERT-08', 'FAIL', { certificate: { isAuthority: true } }],
  ['CERT-09', 'FAIL', { certificate: { hosts: ['10.0.0.1'] } }],
  ['CERT-10', 'FAIL', { second: { publicKey: 'master-1' } }],
  ['CERT-11', 'FAIL', { facts: { authority: { value: certificate('ca', 'ca') } } }],
  [
    'CERT-12',
    'FAIL',
    {
      facts: {
        authority: {
          value: { ...certificate('ca', 'ca'), key: { type: 'ec', curve: 'secp192r1', bits: 0 } },
        },
      },
    },
  ],
  ['CERT-13', 'WARN', caller({ untilMs: nowMs + 3_650 * dayMs })],
  ['CERT-14', 'WARN', caller({ untilMs: nowMs + dayMs })],
  ['CERT-15', 'WARN', caller({})],
  [
    'CERT-16',
    'FAIL',
    { facts: { kubeconfig: { value: { path: '/root/.orc/config', mode: 0o644, uid: 0, isFolder: false } } } },
  ],
  ['CERT-17', 'FAIL', caller({ organizations: ['orc:masters'] })],
  ['KEYS-01', 'FAIL', cluster({})],
  ['KEYS-02', 'FAIL', cluster({ tokenKeys: [tokenKey('2025-10-01T00:00:00Z')] })],
  ['KEYS-03', 'FAIL', cluster({ tokenKeys: [tokenKey('2025-12-31T00:00:00Z', { sealed: 'AAAA' })] })],
  ['KEYS-04', 'WARN', cluster({})],
  [
    'KEYS-05',
    'FAIL',
    cluster({ tokenKeys: Array.from({ length: 17 }, () => tokenKey('2025-12-31T00:00:00Z')) }),
  ],
  [
    'KEYS-06',
    'FAIL',
    { facts: { masters: { value: [{ ...oneMaster(1), version: '0.0.9' }, oneMaster(1)] } } },
  ],
];

function oneMaster(
  count: number,
  more: object = {},
): Extract<NonNullable<Change['facts']>['masters'], { value: unknown }>['value'][number] {
  return {
    clusterId: 'x',
    name: 'master-1',
    version: '0.1.0',
    clusterVersion: 1,
    term: 1,
    leader: 'master-1',
    commitIndex: 1,
    appliedIndex: 1,
    revision: 1,
    masters: Array.from({ length: count }, (_none, index) => ({
      id: index + 1,
      name: `master-${index + 1}`,
      address: '10.0.0.1:7601',
      role: 'follower',
      matchIndex: 1,
    })),
    stateHash: '',
    diskFull: false,
    encryptionKeyId: '0123456789abcdef',
    ...more,
  };
}

const log: readonly Case[] = [
  ['LOG-01', 'FAIL', { facts: { tail: { value: { events: 1, open: ['secrets "x"'], anonymous: [] } } } }],
  ['LOG-02', 'FAIL', { facts: { tail: { value: { events: 1, open: [], anonymous: ['pods "x"'] } } } }],
  ['LOG-03', 'FAIL', { machine: { logFiles: { value: { entries: 1, open: ['secrets "x"'], sealed: 1 } } } }],
  ['LOG-04', 'FAIL', file('/var/lib/orc/raft/file', open)],
  ['LOG-05', 'FAIL', file('/var/lib/orc/raft', { mode: 0o755 })],
  ['LOG-06', 'FAIL', file('/var/lib/orc/raft/file', { uid: 1000 })],
  ['LOG-07', 'WARN', { facts: { masters: { value: [oneMaster(1)] } } }],
  ['LOG-08', 'WARN', { facts: { masters: { value: [oneMaster(2)] } } }],
  ['LOG-09', 'WARN', { facts: { masters: { value: [oneMaster(3)] } } }],
  ['LOG-10', 'FAIL', { status: { diskFull: true } }],
  [
    'LOG-11',
    'WARN',
    {
      machine: {
        dataFiles: [{ path: '/var/lib/orc/raft/raft-dump-1.json', mode: 0o600, uid: 0, isFolder: false }],
      },
    },
  ],
];

const signer = 'kubernetes.io/kube-apiserver-client-kubelet';
const request = (spec: object, status: object = {}): Change => ({
  objects: [
    {
      kind: 'CertificateSigningRequest',
      metadata: { name: 'r' },
      spec: { request: 'AAAA', signerName: signer, usages: ['client auth'], ...spec },
      status,
    },
  ],
});
const stray = (what: string): Change => ({
  facts: { stray: { value: [{ address: '10.0.0.9:1', what, isOpen: true }] } },
});
const memory = (type: string, ...options: string[]): Change => ({
  machine: { memory: { type, options }, swaps: ['/swap'] },
});

const nodes: readonly Case[] = [
  ['NODE-01', 'WARN', { objects: [{ kind: 'Node', metadata: { name: 'node-2' } }] }],
  [
    'NODE-02',
    'WARN',
    {
      objects: [
        {
          kind: 'Node',
          metadata: { name: 'node-2' },
          status: {
            nodeInfo: {
              machineID: '',
              systemUUID: '',
              bootID: '',
              kernelVersion: '',
              osImage: '',
              containerRuntimeVersion: '',
              kubeletVersion: 'v0.0.9',
              kubeProxyVersion: '',
              operatingSystem: '',
              architecture: '',
            },
          },
        },
      ],
    },
  ],
  [
    'NODE-03',
    'WARN',
    {
      objects: [
        {
          kind: 'Node',
          metadata: { name: 'node-2', labels: { 'node-restriction.kubernetes.io/vault': 'yes' } },
        },
      ],
    },
  ],
  ['NODE-04', 'FAIL', stray('Docker')],
  ['NODE-05', 'FAIL', stray('kubelet')],
  ['NODE-06', 'WARN', request({ expirationSeconds: 365 * 86_400 })],
  ['NODE-07', 'WARN', request({})],
  ['NODE-10', 'FAIL', file('/run/docker.sock', { mode: 0o666 }), 'node'],
  ['NODE-11', 'FAIL', file('/run/docker.sock', { uid: 1000 }), 'node'],
  ['NODE-12', 'FAIL', memory('ext4', 'rw'), 'node'],
  ['NODE-13', 'FAIL', memory('tmpfs', 'rw'), 'node'],
  ['NODE-14', 'FAIL', memory('tmpfs', 'nosuid'), 'node'],
  ['NODE-15', 'FAIL', { certificate: { organizations: ['orc:nodes', 'orc:masters'] } }, 'node'],
  ['NODE-16', 'FAIL', { certificate: { untilMs: nowMs + 6 * dayMs } }, 'node'],
  ['NODE-17', 'WARN', { certificate: { untilMs: nowMs + 365 * dayMs } }, 'node'],
  ['NODE-18', 'WARN', { certificate: { usages: ['1.3.6.1.5.5.7.3.1'] } }, 'node'],
  ['NODE-19', 'FAIL', { node: { served: ['orc.v1.Secrets/List'] } }, 'node'],
  ['NODE-20', 'FAIL', { node: { raft: true } }, 'node'],
  ['NODE-21', 'FAIL', { node: { metrics: true } }, 'node'],
  ['NODE-22', 'WARN', { config: { servers: ['10.0.0.1:7602'] } }, 'node'],
];

const natsConfig = (text: string): Change => ({ machine: { natsConfig: { value: text } } });
const natsUser = (user: string, isBounded = true): Change => ({
  machine: { natsUsers: { value: [{ user, isBounded }] } },
});

const nats: readonly Case[] = [
  ['BUS-01', 'FAIL', { info: { tls_required: false } }],
  ['BUS-02', 'FAIL', { info: { tls_verify: false } }],
  ['BUS-03', 'FAIL', { info: { jetstream: true } }],
  ['BUS-04', 'FAIL', { info: { max_payload: 8_388_608 } }],
  ['BUS-05', 'FAIL', { info: { host: '0.0.0.0' } }],
  ['BUS-06', 'FAIL', stray('NATS monitoring')],
  ['BUS-07', 'FAIL', natsConfig('http: 8222\n')],
  ['BUS-08', 'FAIL', natsConfig('tls { verify: true }\n')],
  ['BUS-09', 'FAIL', natsConfig('no_auth_user: x\n')],
  ['BUS-10', 'FAIL', natsConfig('  password: "short"\n')],
  ['BUS-11', 'FAIL', file('/var/lib/orc/nats/file', { mode: 0o640 })],
  ['BUS-12', 'FAIL', natsUser('CN=orc:node:node-1,O=orc:nodes', false)],
  ['BUS-13', 'FAIL', natsUser('CN=orc:node:gone,O=orc:nodes')],
  ['BUS-14', 'FAIL', natsUser('CN=orc:master:gone,O=orc:masters', false)],
  ['BUS-15', 'FAIL', { node: { heard: ['orc.down.node-2'] } }, 'node'],
  ['BUS-16', 'FAIL', { node: { spoke: ['orc.up.node-2'] } }, 'node'],
];

const rbac = 'rbac.authorization.k8s.io';
const ann = { kind: 'User', apiGroup: rbac, name: 'ann' };
const group = (name: string): object => ({ kind: 'Group', apiGroup: rbac, name });
function bound(subject: object, role = 'odd', rules: readonly object[] = []): Change {
  return {
    objects: [
      ...(role === 'odd' ? [{ kind: 'ClusterRole' as const, metadata: { name: 'odd' }, rules }] : []),
      {
        kind: 'ClusterRoleBinding',
        metadata: { name: 'odd' },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
        subjects: [subject],
      },
    ],
  };
}
const mays = (verb: string, apiGroup: string, resource: string): Change =>
  bound(ann, 'odd', [{ verbs: [verb], apiGroups: [apiGroup], resources: [resource] }]);
const token = (data: Readonly<Record<string, string>>): Change => ({
  objects: [
    {
      kind: 'Secret',
      metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' },
      type: 'bootstrap.kubernetes.io/token',
      data: Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
      ),
    },
  ],
});
const account = (name: string, namespace: string): object => ({ kind: 'ServiceAccount', name, namespace });

const access: readonly Case[] = [
  ['RBAC-01', 'FAIL', bound(group('system:unauthenticated'), 'view')],
  ['RBAC-02', 'FAIL', bound({ kind: 'User', apiGroup: rbac, name: 'system:anonymous' }, 'view')],
  ['RBAC-03', 'FAIL', bound(group('system:authenticated'), 'view')],
  ['RBAC-04', 'FAIL', bound(group('system:serviceaccounts'), 'view')],
  ['RBAC-05', 'FAIL', bound(group('system:bootstrappers'), 'view')],
  ['RBAC-06', 'FAIL', bound(group('orc:nodes'), 'view')],
  ['RBAC-07', 'WARN', bound(ann, 'cluster-admin')],
  ['RBAC-08', 'FAIL', bound(account('web', 'shop'), 'cluster-admin')],
  ['RBAC-09', 'WARN', mays('*', '*', '*')],
  ['RBAC-10', 'WARN', mays('*', '', 'pods')],
  ['RBAC-11', 'WARN', mays('get', '', '*')],
  ['RBAC-12', 'WARN', mays('list', '', 'secrets')],
  ['RBAC-13', 'WARN', mays('create', '', 'pods/exec')],
  ['RBAC-14', 'WARN', mays('create', '', 'pods')],
  ['RBAC-15', 'WARN', mays('impersonate', '', 'users')],
  ['RBAC-16', 'FAIL', mays('escalate', rbac, 'clusterroles')],
  ['RBAC-17', 'FAIL', mays('bind', rbac, 'roles')],
  ['RBAC-18', 'WARN', mays('create', rbac, 'clusterrolebindings')],
  ['RBAC-19', 'WARN', mays('update', 'certificates.k8s.io', 'certificatesigningrequests/approval')],
  ['RBAC-20', 'WARN', mays('create', '', 'serviceaccounts/token')],
  ['RBAC-21', 'WARN', mays('delete', 'admissionregistration.k8s.io', 'validatingwebhookconfigurations')],
  ['RBAC-22', 'WARN', mays('create', 'orc.dev', 'masters')],
  ['RBAC-23', 'WARN', mays('patch', '', 'nodes')],
  ['RBAC-24', 'WARN', mays('get', '', 'nodes/proxy')],
  ['RBAC-25', 'WARN', mays('watch', 'orc.dev', 'log')],
  ['RBAC-26', 'FAIL', bound(account('default', 'shop'), 'view')],
  ['RBAC-27', 'WARN', bound(ann, 'gone')],
  [
    'RBAC-28',
    'WARN',
    {
      objects: [
        {
          kind: 'RoleBinding',
          metadata: { name: 'odd', namespace: 'shop' },
          roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'view' },
          subjects: [account('web', 'other')],
        },
      ],
    },
  ],
  ['RBAC-30', 'WARN', token({ 'token-id': 'abcdef', uses: '1' })],
  ['RBAC-31', 'WARN', token({ 'token-id': 'abcdef', expiration: '2026-01-01T01:00:00Z' })],
  [
    'RBAC-32',
    'WARN',
    {
      objects: [
        {
          kind: 'Secret',
          metadata: { name: 't', namespace: 'shop' },
          type: 'kubernetes.io/service-account-token',
        },
      ],
    },
  ],
  [
    'RBAC-33',
    'WARN',
    {
      objects: [
        {
          kind: 'ClusterRole',
          metadata: {
            name: 'view',
            labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
            annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' },
          },
        },
      ],
    },
  ],
  [
    'RBAC-34',
    'WARN',
    request({}, { conditions: [{ type: 'Failed', status: 'True', reason: 'SubjectReserved' }] }),
  ],
];

function pod(spec: object, container: object = {}, namespace = 'shop'): Change {
  const containers = [{ name: 'web', image: 'web:1@sha256:aa', ...container }];
  const object: Manifest = {
    kind: 'Pod',
    metadata: { name: 'bad', namespace },
    spec: { containers, ...spec },
  };
  return { objects: [object] };
}
const context = (securityContext: object): Change => pod({}, { securityContext });

const pods: readonly Case[] = [
  ['POD-01', 'WARN', context({ privileged: true })],
  ['POD-06', 'WARN', context({ capabilities: { add: ['SYS_ADMIN'] } })],
  ['POD-07', 'WARN', context({ seccompProfile: { type: 'Unconfined' } })],
  ['POD-11', 'WARN', pod({})],
  ['POD-12', 'WARN', pod({})],
  ['POD-13', 'WARN', pod({})],
  ['POD-14', 'WARN', context({ runAsUser: 0 })],
  ['POD-15', 'WARN', pod({})],
  ['POD-16', 'WARN', pod({})],
  ['POD-17', 'WARN', pod({})],
  ['POD-18', 'WARN', pod({})],
  ['POD-19', 'WARN', pod({}, { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] })],
  ['POD-20', 'WARN', pod({}, { env: [{ name: 'DB_PASSWORD', value: 'x' }] })],
  ['POD-21', 'WARN', pod({}, { image: 'registry:5000/web' })],
  ['POD-22', 'WARN', pod({}, { image: 'web:1' })],
  [
    'POD-23',
    'WARN',
    pod({ volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }] }),
  ],
  ['POD-25', 'WARN', pod({}, {}, 'default')],
];

const elsewhere: Change = {
  objects: [{ kind: 'Namespace', metadata: { name: 'other' } }, ...(pod({}, {}, 'other').objects ?? [])],
};
const service = (spec: object): Change => ({
  objects: [
    { kind: 'Service', metadata: { name: 's', namespace: 'shop' }, spec: { ports: [{ port: 80 }], ...spec } },
  ],
});
const webhook = (more: object): Change => ({
  objects: [
    {
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'w' },
      webhooks: [
        {
          name: 'w.example.com',
          clientConfig: { url: 'https://w' },
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
          ...more,
        },
      ],
    },
  ],
});
const policy: Manifest = {
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'p' },
  spec: { failurePolicy: 'Ignore', matchConstraints: {}, validations: [{ expression: 'true' }] },
};

const policies: readonly Case[] = [
  ...['NS-01', 'NS-02', 'NS-03', 'NS-04', 'NS-05'].map((id): Case => [id, 'WARN', elsewhere]),
  [
    'NS-06',
    'WARN',
    { objects: [{ kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } }] },
  ],
  ['NS-08', 'WARN', service({ type: 'NodePort' })],
  ['NS-09', 'WARN', { objects: [{ kind: 'Ingress', metadata: { name: 'i', namespace: 'shop' }, spec: {} }] }],
  [
    'NS-10',
    'WARN',
    {
      objects: [
        {
          kind: 'Namespace',
          metadata: {
            name: 'shop',
            labels: {
              'pod-security.kubernetes.io/enforce': 'restricted',
              'pod-security.kubernetes.io/enforce-version': 'v1.10',
            },
          },
        },
      ],
    },
  ],
  ['ADM-01', 'WARN', webhook({ failurePolicy: 'Ignore' })],
  ['ADM-02', 'WARN', webhook({})],
  ['ADM-03', 'FAIL', webhook({ clientConfig: { url: 'http://w' } })],
  ['ADM-04', 'WARN', { objects: [policy] }],
  [
    'ADM-05',
    'WARN',
    {
      objects: [
        {
          kind: 'ValidatingAdmissionPolicyBinding',
          metadata: { name: 'b' },
          spec: { policyName: 'p', validationActions: ['Warn'] },
        },
      ],
    },
  ],
  ['ADM-06', 'WARN', { objects: [policy] }],
];

/** A case for every row but those of ports, which are broken all alike. */
export function doctorCases(): readonly Case[] {
  return [...files, ...api, ...log, ...nodes, ...nats, ...access, ...pods, ...policies];
}
