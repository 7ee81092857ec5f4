// The client library against real masters that die, halt and come back: nothing is lost, nothing is
// written twice, watches go on.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { issueCertificate } from '#runtime/pki.ts';
import { OrcClient } from '#client/client.ts';
import { TestMasters } from '#kit/cli/masters.ts';

function configMap(name: string, data: Readonly<Record<string, string>>): Change {
  const json = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data };
  const object = { apiVersion: '', kind: '', raw: new Uint8Array(), json: Buffer.from(JSON.stringify(json)) };
  return { create: { object } };
}
const scope = { kind: 'ConfigMap', namespace: 'default', labelSelector: '', fieldSelector: '' };

describe('the client library', function () {
  this.timeout(180_000);
  let masters: TestMasters;

  before(async () => (masters = await TestMasters.up()));
  after(() => masters[Symbol.asyncDispose]());

  it('writes each change once while leaders die, and a watch sees each once and in order', async () => {
    using client = masters.client();
    const stop = new AbortController();
    const seen: string[] = [];
    const { objects, revision } = await client.list(scope);
    const watching = (async () => {
      let last = revision;
      for await (const event of client.watch(scope, revision, stop.signal, objects)) {
        assert.ok(event.revision > last, 'events come in order, none twice');
        last = event.revision;
        const { name = '' } = event.object === undefined ? {} : unpack(event.object).metadata;
        if (/^w\d+-/.test(name)) seen.push(name);
      }
    })();
    const written: string[] = [];
    let goOn = true;
    const writer = async (number: number): Promise<void> => {
      using own = masters.client();
      for (let count = 0; goOn; count++) {
        const name = `w${number}-${count}`;
        // A create that was sent twice and carried out twice would be refused: AlreadyExists.
        await own.commit([configMap(name, { n: String(count) })]);
        written.push(name);
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_none, number) => writer(number)));
    for (let round = 0; round < 2; round++) {
      await sleep(1_500);
      const leader = await masters.leader();
      await masters.signal(leader, 'SIGKILL');
      await sleep(1_500);
      masters.start(leader);
    }
    await sleep(1_500);
    goOn = false;
    await writers;
    const { objects: there } = await client.list(scope, 37);
    // The masters' own ConfigMap is there as well.
    const names = there.map(({ metadata }) => metadata.name ?? '').filter((name) => /^w\d+-/.test(name));
    assert.deepEqual(names.toSorted(), written.toSorted());
    for (let tries = 0; seen.length < written.length && tries < 200; tries++) await sleep(50);
    stop.abort();
    await watching;
    assert.deepEqual(seen.toSorted(), written.toSorted());
  });

  it('writes each change once through a stream while masters die and halt, 64 callers at a time', async () => {
    await using client = masters.client();
    const written: string[] = [];
    let goOn = true;
    const caller = async (number: number): Promise<void> => {
      for (let count = 0; goOn; count++) {
        const name = `s${number}-${count}`;
        // A create carried out twice would be refused: AlreadyExists.
        await client.commit([configMap(name, { n: String(count) })]);
        written.push(name);
        const { metadata } = await client.get(key('ConfigMap', 'default', name));
        assert.equal(metadata.name, name, 'a read sees every write before it');
      }
    };
    const callers = Promise.all(Array.from({ length: 64 }, (_none, number) => caller(number)));
    const untilWritten = async (count: number): Promise<void> => {
      while (written.length < count) await Promise.race([callers, sleep(20)]);
    };
    await untilWritten(200);
    const dying = await masters.leader();
    await masters.signal(dying, 'SIGKILL');
    await untilWritten(written.length + 500);
    masters.start(dying);
    await untilWritten(written.length + 500);
    const halting = await masters.leader();
    await masters.signal(halting, 'SIGSTOP');
    await untilWritten(written.length + 500);
    await masters.signal(halting, 'SIGCONT');
    await untilWritten(written.length + 200);
    const stopping = await masters.leader();
    await masters.signal(stopping, 'SIGTERM');
    await untilWritten(written.length + 200);
    goOn = false;
    await callers;
    masters.start(stopping);
    const { objects } = await client.list(scope);
    const names = objects.map(({ metadata }) => metadata.name ?? '').filter((name) => /^s\d+-/.test(name));
    assert.deepEqual(names.toSorted(), written.toSorted());
  });

  it('goes on within a second or so when the leader is stopped, eight writers, each change once', async () => {
    await using client = masters.client();
    const written: string[] = [];
    let goOn = true;
    const writer = async (number: number): Promise<void> => {
      for (let count = 0; goOn; count++) {
        const name = `h${number}-${count}`;
        await client.commit([configMap(name, { n: String(count) })]);
        written.push(name);
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_none, number) => writer(number)));
    const untilWritten = async (count: number): Promise<void> => {
      while (written.length < count) await Promise.race([writers, sleep(10)]);
    };
    await untilWritten(100);
    for (let round = 0; round < 3; round++) {
      const leader = await masters.leader();
      await masters.signal(leader, 'SIGSTOP');
      const stoppedAt = performance.now();
      try {
        // Of each writer one may have been answered already: what is more was written after the stop.
        await untilWritten(written.length + 100);
        const tookMs = performance.now() - stoppedAt;
        assert.ok(tookMs < 5_000, `writes went on after ${tookMs.toFixed(0)} ms`);
      } finally {
        await masters.signal(leader, 'SIGCONT');
      }
      await untilWritten(written.length + 100);
    }
    goOn = false;
    await writers;
    const { objects } = await client.list(scope);
    const names = objects.map(({ metadata }) => metadata.name ?? '').filter((name) => /^h\d+-/.test(name));
    assert.deepEqual(names.toSorted(), written.toSorted());
  });

  it('keeps the outcomes of many writes under way at once', async () => {
    using client = masters.client();
    const names = Array.from({ length: 300 }, (_none, index) => `many-${index}`);
    await Promise.all(names.map((name) => client.commit([configMap(name, {})])));
    const { objects } = await client.list(scope);
    assert.equal(objects.filter(({ metadata }) => metadata.name?.startsWith('many-')).length, 300);
  });

  it('goes on within seconds when the first master halts without a word', async () => {
    await masters.leader();
    await masters.signal(0, 'SIGSTOP');
    try {
      using client = masters.client();
      const startedAt = performance.now();
      await client.get(key('Namespace', '', 'default'));
      assert.ok(performance.now() - startedAt < 15_000, 'the next master was asked');
      // Its machine still answers for it, so that the others may see it as connected for a while.
      const { code, stdout, stderr } = await masters.orc(['masters']);
      assert.equal(code, 0, stderr);
      assert.match(`${stdout}${stderr}`, /master-1 +unreachable|master-1: no answer \(tried [\d.:]+\)/);
    } finally {
      await masters.signal(0, 'SIGCONT');
    }
  });

  it('names the masters it tried when none answers, soon', async () => {
    using client = masters.client(['127.0.0.1:9', '127.0.0.1:10']);
    const startedAt = performance.now();
    await assert.rejects(client.get(key('Namespace', '', 'default')), (error: unknown) => {
      assert.ok(error instanceof OrcError);
      assert.equal(error.code, 'Unavailable');
      assert.match(
        error.message,
        /^no master answers; tried 127\.0\.0\.1:9, 127\.0\.0\.1:10: connect ECONNREFUSED/,
      );
      return true;
    });
    assert.ok(performance.now() - startedAt < 15_000);
  });

  it('believes only certificates of masters, and masters only those of the cluster', async () => {
    const impostor = await TestMasters.impostor(masters.authority);
    try {
      using client = masters.client([impostor.address]);
      await assert.rejects(client.get(key('Namespace', '', 'default')), /not one of a master/);
    } finally {
      await impostor.close();
    }
    const user = { name: 'eve', groups: [], hosts: [], days: 1 };
    const eve = await issueCertificate(masters.authority, user);
    using stranger = new OrcClient({
      servers: masters.servers,
      authority: masters.authority.certificate,
      ...eve,
    });
    await assert.rejects(stranger.get(key('Namespace', '', 'default')), (error: unknown) => {
      assert.ok(error instanceof OrcError);
      assert.equal(error.code, 'Forbidden');
      return true;
    });
  });
});
