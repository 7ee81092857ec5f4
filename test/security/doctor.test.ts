// The security checklist on a real cluster: a new one passes, and what is broken on purpose is found by its row.
import assert from 'node:assert/strict';
import { type Socket, createServer as createTcpServer } from 'node:net';
import { createServer } from 'node:tls';
import { once } from 'node:events';
import { chmodSync, copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { isJsonObject } from '#kernel/model/json.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { tryPort } from '#cli/doctor/gather/ports.ts';
import { attemptNames } from '#cli/doctor/facts.ts';
import { rows } from '#cli/doctor/rows.ts';
import { createAuthority, groups, issueCertificate } from '#runtime/pki.ts';
import { TestCluster } from '#kit/cluster.ts';

const orc = path.join(import.meta.dirname, '../../orc');

/** A row of the report as JSON has it. */
interface Line {
  readonly result: string;
  readonly said: string;
}

/** Rows that a new sandbox does not pass, each with why. */
const expected: Readonly<Record<string, string>> = {
  'FILE-08': 'the sandbox keeps the key of its CA, for tests',
  'PROC-06': 'the environment is whoever’s runs the tests',
  'PROC-11': 'masters run as whoever brought the sandbox up',
  'PROC-12': 'the sandbox does not take rights from its processes',
  'PROC-13': 'the machine may have swap',
  'AUDIT-03': 'the sandbox keeps less of its audit log than a real cluster should',
  'CERT-15': 'the sandbox’s certificates are for servers too',
  'LOG-07': 'this cluster has one master',
  'NODE-17': 'the sandbox’s certificates live a year',
  'NODE-18': 'the sandbox’s certificates are for servers too',
};

describe('orc doctor --security', function () {
  this.timeout(180_000);
  let cluster: TestCluster;
  let kubeconfig = '';

  before(async () => {
    cluster = await TestCluster.up('e2edoctor', { masters: 1, nodes: 1 });
    const connection = await cluster.cluster.connection();
    const { sandbox } = cluster.cluster;
    const master = sandbox.member('master-1').address;
    kubeconfig = path.join(sandbox.folder, 'doctor.config');
    const read = (file: string): string => readFileSync(file, 'utf8');
    addContext(kubeconfig, {
      name: 'admin',
      servers: [`${master}:7600`],
      api: `${master}:6443`,
      authority: read(connection.authorityFile),
      certificate: read(connection.certificateFile),
      key: read(connection.keyFile),
    });
  });

  after(() => cluster.down());

  const config = (member: string): string =>
    path.join(cluster.cluster.sandbox.memberFolder(member), 'config.json');

  /** Runs the command where the masters' own ports are reached. */
  const run = (member: string, ...args: readonly string[]) =>
    execa(
      'ip',
      [
        'netns',
        'exec',
        cluster.cluster.sandbox.namespace(member),
        orc,
        'doctor',
        '--security',
        '--kubeconfig',
        kubeconfig,
        ...args,
      ],
      { reject: false },
    );

  /** The report on a member's machine, by the ids of its rows. */
  async function report(member: string): Promise<Map<string, Line>> {
    const { stdout, stderr, exitCode } = await run(member, '--config', config(member), '-o', 'json');
    assert.ok(exitCode === 0 || exitCode === 1, stderr);
    const json: unknown = JSON.parse(stdout);
    const all: unknown = isJsonObject(json) ? json['rows'] : undefined;
    assert.ok(Array.isArray(all), stdout);
    const lines = new Map<string, Line>(
      all.map((each: unknown) => {
        assert.ok(isJsonObject(each));
        return [String(each['id']), { result: String(each['result']), said: JSON.stringify(each) }];
      }),
    );
    assert.equal(exitCode, [...lines.values()].some(({ result }) => result === 'FAIL') ? 1 : 0);
    return lines;
  }

  const failures = (lines: ReadonlyMap<string, Line>): string[] =>
    [...lines].flatMap(([id, { result, said }]) =>
      result === 'FAIL' || (result === 'WARN' && expected[id] === undefined) ? [said] : [],
    );

  it('passes a new cluster, row by row: on a master and on a node everything is seen', async () => {
    const [master, node] = await Promise.all([report('master-1'), report('node-1')]);
    assert.ok(rows.length >= 80);
    for (const lines of [master, node]) {
      assert.deepEqual(
        [...lines.keys()],
        rows.map(({ id }) => id),
      );
      assert.deepEqual(failures(lines), []);
    }
    const unseen = rows.filter(({ id }) => [master, node].every((lines) => lines.get(id)?.result === 'SKIP'));
    assert.deepEqual(
      unseen.map(({ id }) => id),
      // No file of static tokens and no identity provider are configured; no pod has volumes yet.
      ['FILE-10', 'FILE-20', 'FILE-21', 'NODE-12', 'NODE-13', 'NODE-14'],
    );
    const { stdout, exitCode } = await run('master-1', '--config', config('master-1'));
    assert.equal(exitCode, 0);
    process.stdout.write(`${stdout}\n`);
    for (const { id, what } of rows)
      assert.ok(new RegExp(`^ {2}${id} `, 'm').test(stdout) && stdout.includes(what), id);
  });

  it('without a configuration asks what can be asked over the network', async () => {
    const { stdout, exitCode } = await run('node-1');
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /GRPC-01 +PASS/);
    assert.match(stdout, /FILE-01 +SKIP .*--config/);
  });

  it('names what a configuration is that can’t be read', async () => {
    const { stderr, exitCode } = await run('master-1', '--config', kubeconfig);
    assert.equal(exitCode, 1);
    assert.match(stderr, /--config: .*doctor\.config can't be read/);
  });

  it('finds files, keys and folders that are open to others', async () => {
    const { sandbox } = cluster.cluster;
    const data = path.join(sandbox.memberFolder('master-1'), 'data');
    const credentials = path.join(sandbox.folder, 'credentials');
    const [segment = ''] = (await execa('ls', [path.join(data, 'raft')])).stdout
      .split('\n')
      .filter((name) => /^wal-\d+\.log$/.test(name));
    const changes: readonly (readonly [id: string, file: string, mode: number])[] = [
      ['FILE-01', config('master-1'), 0o666],
      ['FILE-02', path.join(credentials, 'master-1.key'), 0o640],
      ['FILE-04', path.join(credentials, 'master-1.ca.pem'), 0o666],
      ['FILE-05', path.join(credentials, 'master-1.encryption.key'), 0o644],
      ['FILE-09', path.join(credentials, 'ca.key'), 0o644],
      ['FILE-14', data, 0o755],
      ['FILE-16', sandbox.memberFolder('master-1'), 0o777],
      ['LOG-04', path.join(data, 'raft', segment), 0o644],
      ['LOG-05', path.join(data, 'raft'), 0o755],
      ['BUS-11', path.join(data, 'nats', 'nats.conf'), 0o644],
      ['CERT-16', kubeconfig, 0o644],
    ];
    const before = changes.map(([, file]) => statSync(file).mode & 0o7777);
    for (const [, file, mode] of changes) chmodSync(file, mode);
    const lines = await report('master-1');
    for (const [index, [, file]] of changes.entries()) chmodSync(file, before[index] ?? 0o600);
    assert.deepEqual(
      changes.map(([id]) => [id, lines.get(id)?.result]),
      changes.map(([id]) => [id, 'FAIL']),
    );
    assert.match(lines.get('FILE-05')?.said ?? '', /encryption\.key has mode 644/);
  });

  it('finds users of NATS that nobody made, and a door for monitoring', async () => {
    const folder = path.join(cluster.cluster.sandbox.memberFolder('master-1'), 'data', 'nats');
    const files = ['users.conf', 'nats.conf'].map((name) => path.join(folder, name));
    for (const file of files) copyFileSync(file, `${file}.before`);
    const stranger = [{ user: 'CN=orc:node:gone,O=orc:nodes' }];
    writeFileSync(files[0] ?? '', `users = ${JSON.stringify(stranger)}\n`);
    writeFileSync(files[1] ?? '', `http: 8222\njetstream: {}\n${readFileSync(files[1] ?? '', 'utf8')}`);
    const lines = await report('master-1');
    for (const file of files) {
      copyFileSync(`${file}.before`, file);
      rmSync(`${file}.before`);
    }
    for (const id of ['BUS-07', 'BUS-12', 'BUS-13']) assert.equal(lines.get(id)?.result, 'FAIL', id);
  });

  it('finds a process that listens where it should not, with a key in its environment and a debugger', async () => {
    const { sandbox } = cluster.cluster;
    const secret = readFileSync(
      path.join(sandbox.folder, 'credentials', 'master-1.encryption.key'),
      'utf8',
    ).trim();
    // It says of itself that it is a master of this configuration.
    const script = 'require("node:net").createServer().listen(9999, "0.0.0.0", () => console.log("up"))';
    const child = execa(
      'ip',
      [
        'netns',
        'exec',
        sandbox.namespace('master-1'),
        process.execPath,
        '--inspect=127.0.0.1:0',
        '-e',
        script,
        '--',
        'master',
        '--config',
        config('master-1'),
      ],
      { env: { KEK: secret, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, reject: false, buffer: false },
    );
    try {
      assert.ok(child.stdout);
      await once(child.stdout, 'data');
      const lines = await report('master-1');
      for (const id of ['PROC-02', 'PROC-03', 'PROC-04', 'PROC-07', 'PROC-08', 'PROC-09'])
        assert.equal(lines.get(id)?.result, 'FAIL', `${id}: ${lines.get(id)?.said ?? ''}`);
      assert.ok(!(lines.get('PROC-04')?.said ?? secret).includes(secret));
    } finally {
      child.kill('SIGKILL');
      await child;
    }
  });

  const rbac = 'rbac.authorization.k8s.io';
  const binding = (name: string, role: string, subject: object): object => ({
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
    subjects: [subject],
  });
  const user = (name: string): object => ({ apiGroup: rbac, kind: 'User', name });

  it('finds roles and bindings that give too much, tokens that live long, and pods and webhooks that are loose', async () => {
    const made = [
      {
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRole',
        metadata: { name: 'odd' },
        rules: [
          { apiGroups: [rbac], resources: ['*'], verbs: ['escalate', 'bind'] },
          { apiGroups: [''], resources: ['secrets', 'users', 'pods/exec', 'nodes/proxy'], verbs: ['*'] },
        ],
      },
      binding('odd', 'odd', user('ann')),
      binding('anonymous', 'view', user('system:anonymous')),
      binding('everybody', 'view', { apiGroup: rbac, kind: 'Group', name: 'system:authenticated' }),
      binding('boss', 'cluster-admin', { kind: 'ServiceAccount', name: 'default', namespace: 'default' }),
      binding('nodes', 'view', { apiGroup: rbac, kind: 'Group', name: 'orc:nodes' }),
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' },
        type: 'bootstrap.kubernetes.io/token',
        stringData: {
          'token-id': 'abcdef',
          'token-secret': '0123456789abcdef',
          'usage-bootstrap-authentication': 'true',
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'loose' },
        spec: {
          automountServiceAccountToken: true,
          containers: [
            {
              name: 'main',
              image: 'demo:v1',
              env: [{ name: 'DB_PASSWORD', value: 'open' }],
              securityContext: { privileged: true, capabilities: { add: ['NET_ADMIN'] } },
            },
          ],
        },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: 'loose' },
        spec: {
          failurePolicy: 'Ignore',
          matchConstraints: {
            resourceRules: [
              { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['events'] },
            ],
          },
          validations: [{ expression: 'true' }],
        },
      },
    ];
    for (const object of made) await cluster.api.apply(object);
    const lines = await report('master-1');
    const found = (wanted: string, ...ids: readonly string[]): void => {
      for (const id of ids)
        assert.equal(lines.get(id)?.result, wanted, `${id}: ${lines.get(id)?.said ?? ''}`);
    };
    found('FAIL', 'RBAC-02', 'RBAC-03', 'RBAC-06', 'RBAC-08', 'RBAC-16', 'RBAC-17', 'RBAC-26');
    found(
      'WARN',
      'RBAC-07',
      'RBAC-10',
      'RBAC-11',
      'RBAC-12',
      'RBAC-13',
      'RBAC-15',
      'RBAC-24',
      'RBAC-30',
      'RBAC-31',
    );
    found(
      'WARN',
      'POD-01',
      'POD-06',
      'POD-11',
      'POD-12',
      'POD-13',
      'POD-16',
      'POD-17',
      'POD-18',
      'POD-20',
      'POD-22',
      'POD-25',
    );
    found('WARN', 'NS-01', 'NS-02', 'NS-03', 'NS-04', 'NS-05', 'NS-06', 'ADM-04', 'ADM-06');
    assert.match(lines.get('RBAC-30')?.said ?? '', /token abcdef never ends/);
    assert.doesNotMatch([...lines.values()].map(({ said }) => said).join(), /0123456789abcdef/);
  });

  it('sees that pods’ Secrets are kept in memory once there are some, and that no Secret is open in the log', async () => {
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'quiet', labels: { app: 'quiet' } },
      spec: { containers: [{ name: 'main', image: 'demo:v1' }] },
    });
    await cluster.untilServing(1, { app: 'quiet' });
    const [node, master] = await Promise.all([report('node-1'), report('master-1')]);
    for (const id of ['NODE-12', 'NODE-14']) assert.equal(node.get(id)?.result, 'PASS', node.get(id)?.said);
    assert.equal(master.get('LOG-03')?.result, 'PASS');
  });

  it('lets nobody pass who is let in without a certificate, in plain text, or over what is old and weak', async () => {
    const authority = await createAuthority('doctor');
    const identity = await issueCertificate(authority, {
      name: 'orc:master:master-1',
      groups: [groups.masters],
      hosts: [],
      days: 1,
    });
    const answer = (socket: Socket): void => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
    };
    const loose = createServer(
      {
        cert: identity.certificate,
        key: identity.key,
        minVersion: 'TLSv1',
        ciphers: 'ALL:@SECLEVEL=0',
      },
      answer,
    );
    const plain = createTcpServer(answer);
    const attempts: Record<string, string | undefined> = {};
    for (const server of [loose, plain]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      const names =
        server === plain ? (['plain text'] as const) : attemptNames.filter((each) => each !== 'plain text');
      const { attempts: tried } = await tryPort(
        { master: 'x', port: 'HTTPS', host: '127.0.0.1', number: address.port },
        names,
        { authority: authority.certificate, own: identity, isUser: true, stranger: identity },
      );
      for (const name of names) attempts[name] = tried[name]?.outcome;
      server.close();
    }
    assert.deepEqual(attempts, {
      'plain text': 'let in',
      'no certificate': 'let in',
      'a stranger': 'let in',
      'TLS 1.1': 'let in',
      'weak ciphers': 'let in',
      'no master': undefined,
    });
  });
});
