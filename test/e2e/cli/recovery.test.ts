// The log offline, and a cluster that lost its majority going on from one disk.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, mkdirSync, writeFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { isJsonObject } from '#kernel/model/json.ts';
import { ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { OrcError } from '#kernel/errors.ts';
import { Masters } from '#client/masters.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const configMap = (name: string) => ({ group: '', kind: 'ConfigMap', namespace: 'default', name });
const create = (name: string) => [
  { create: { object: manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }) } },
];

describe('a cluster that lost its majority', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  let revision = 0;

  /** A call that was sent before and would be refused now is refused in the log, before its client is told. */
  async function refuseResent(): Promise<void> {
    const { certificate, key } = masters.administrator;
    const { certificate: authority } = masters.authority;
    const bare = new Masters({ servers: masters.servers.slice(0, 1), authority, certificate, key });
    try {
      const { methods } = ObjectsService;
      const often = { repeatable: true };
      const { session } = await bare.call(methods.openSession, { requestId: 'resent' }, often);
      const call = { session, sequence: 1, answeredBelow: 1, resent: true };
      const missing = { key: configMap('missing'), uid: '', propagation: '', ignoreMissing: false };
      const request = { changes: [{ delete: missing }], reason: '', dryRun: false, call };
      const isMissing = (error: unknown): boolean => error instanceof OrcError && error.code === 'NotFound';
      await assert.rejects(bare.call(methods.commit, request, often), isMissing);
    } finally {
      bare.close();
    }
  }

  before(async () => {
    masters = await TestMasters.up();
    using client = masters.client();
    for (let i = 0; i < 20; i++) ({ revision } = await client.commit(create(`kept-${i}`)));
    // A majority has them; the first master, whose disk is to be gone on from, has them once it has applied them.
    using first = masters.client(masters.servers.slice(0, 1));
    await refuseResent();
    await first.get(configMap('kept-19'));
    for (const index of [0, 1, 2]) await masters.signal(index, 'SIGKILL');
  });
  after(() => masters[Symbol.asyncDispose]());

  it('has a log that can be checked and read on each disk', async () => {
    const verified = await masters.orc(['log', 'verify', masters.dataDir(0)]);
    assert.equal(verified.code, 0, verified.stderr);
    assert.match(verified.stdout, /segments +1, \d+ records, entries 1 to \d+/);
    assert.match(verified.stdout, /ok +everything is whole/);
    const dumped = await masters.orc(['log', 'dump', masters.dataDir(0)]);
    assert.match(dumped.stdout, /ann: create ConfigMap.*kept-7/i);
    assert.match(
      dumped.stdout,
      /ann: call 1 of session \d+ is refused: NotFound: configmaps "missing" not found/,
    );
    const json = await masters.orc([
      'log',
      'dump',
      masters.dataDir(0),
      '-o',
      'json',
      '--from',
      '3',
      '--to',
      '3',
    ]);
    const lines = json.stdout.split('\n').filter((line) => line.includes('"kind":"data"'));
    assert.equal(lines.length, 1);
    const missing = await masters.orc(['log', 'verify', '/nowhere']);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /\/nowhere does not exist/);
  });

  it('says which file and byte is damaged', async () => {
    const folder = path.join(masters.dataDir(2), 'raft');
    const name = readdirSync(folder).find((each) => each.startsWith('wal-')) ?? '';
    const file = path.join(folder, name);
    const bytes = readFileSync(file);
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(2000) ^ 1, 2000);
    writeFileSync(file, damaged);
    const verified = await masters.orc(['log', 'verify', masters.dataDir(2)]);
    writeFileSync(file, bytes);
    assert.equal(verified.code, 1);
    assert.match(verified.stderr, /wal-000000000001\.log, byte \d+: a record fails its checksum/);
  });

  it('goes on from one disk, once that was said twice', async () => {
    const config = masters.configFile(0);
    const asked = await masters.orc(['masters', 'recover', '--config', config]);
    assert.equal(asked.code, 1);
    assert.match(asked.stdout, /what master-2 and master-3 had and master-1 had not is lost/);
    assert.match(asked.stderr, /nothing was changed/);
    const done = await masters.orc(['masters', 'recover', '--config', config, '--yes'], '', 240_000);
    assert.equal(done.code, 0, `${done.ms} ms: ${done.stderr}`);
    masters.start(0);
    await masters.untilServing([0]);
    using client = masters.client(masters.servers.slice(0, 1));
    for (let i = 0; i < 20; i++)
      assert.equal((await client.get(configMap(`kept-${i}`))).metadata?.name, `kept-${i}`);
    const { revision: after } = await client.commit(create('after'));
    assert.ok(after > revision + 1_000_000, `${after} is far ahead of ${revision}`);
    const { clusterId } = await client.status();
    assert.match(clusterId, /^test-recovered-[0-9a-f]{8}$/);
  });

  it('lets who watched before list again instead of going on from a revision of another time', async () => {
    using client = masters.client(masters.servers.slice(0, 1));
    const scope = { kind: 'ConfigMap', namespace: '', labelSelector: '', fieldSelector: '' };
    const seen = new Set<string>();
    for await (const { type, key } of client.watch(scope, revision, AbortSignal.timeout(60_000))) {
      assert.equal(type, 'ADDED');
      seen.add(key?.name ?? '');
      if (seen.size === 21) break;
    }
    assert.ok(seen.has('kept-0') && seen.has('after'), 'all objects, not only the events since');
  });

  it('is not disturbed by the old masters, and takes them in as fresh ones', async () => {
    masters.start(1);
    masters.start(2);
    using client = masters.client(masters.servers.slice(0, 1));
    const { clusterId } = await client.status();
    await client.commit(create('beside-the-old-ones'));
    await masters.signal(1, 'SIGKILL');
    await masters.signal(2, 'SIGKILL');
    const address = masters.servers[1]?.split(':')[0] ?? '';
    const added = await masters.orc(['masters', 'add', 'master-2', `${address}:7601`]);
    assert.equal(added.code, 0, added.stderr);
    const id = Number(/\d{9,}/.exec(added.stdout)?.[0]);
    const json: unknown = JSON.parse(readFileSync(masters.configFile(1), 'utf8'));
    assert.ok(isJsonObject(json));
    rmSync(masters.dataDir(1), { recursive: true });
    mkdirSync(masters.dataDir(1), { mode: 0o700 });
    const own = { id, name: 'master-2', address };
    writeFileSync(
      masters.configFile(1),
      JSON.stringify({ ...json, id, clusterId, join: true, masters: [own] }),
    );
    masters.start(1);
    for (;;) {
      const { masters: known } = await client.status();
      if (known.some(({ name, role }) => name === 'master-2' && role === 'follower')) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    using second = masters.client(masters.servers.slice(1, 2));
    assert.equal((await second.get(configMap('beside-the-old-ones'))).metadata?.name, 'beside-the-old-ones');
  });
});
