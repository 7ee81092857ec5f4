// Changes at a master whose state may lag behind what another has acknowledged.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { Change, CommitResponse } from '#kernel/model/gen/api.gen.ts';
import type { SessionCall } from '#kernel/model/gen/log.gen.ts';
import { Store } from '#kernel/store/store.ts';
import { envelopeOf, forgetManifest, readManifest, sizeOfEnvelope } from '#api/admission/parse.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { cronTab, cronTabDefinition } from '#kit/custom.ts';
import { type LaggingMaster, twoMasters } from '#kit/lagging-masters.ts';

const configMap = (name: string, data: object) =>
  manifestOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data });
const create = (name: string, data: object): Change => ({ create: { object: configMap(name, data) } });
const apply = (name: string, data: object): Change => ({ apply: { object: configMap(name, data) } });
const where = (name: string) => key('ConfigMap', 'default', name);
const bytes = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
const merge = (name: string, data: object): Change => ({
  patch: { key: where(name), mergePatch: bytes({ data }), status: false },
});
const remove = (name: string, ignoreMissing = false): Change => ({
  delete: { key: where(name), uid: '', propagation: '', ignoreMissing },
});
const results = ({ results: all }: { results: readonly { result: string }[] }): string[] =>
  all.map(({ result }) => result);

describe('the size of a change', () => {
  it('is that of its manifest, whether or not a face has read it already', () => {
    const store = new Store();
    const sent = configMap('a', { big: 'x'.repeat(10_000) });
    const read = envelopeOf(readManifest(sent, store));
    assert.deepEqual([read.raw.length, read.json.length], [0, 0]);
    assert.equal(sizeOfEnvelope(read), sizeOfEnvelope(sent));
    assert.equal(sizeOfEnvelope(sent), sent.json.length);
  });
});

describe('what was read of a manifest', () => {
  it('is let go of and read again as it was', () => {
    const store = new Store();
    const sent = configMap('a', { b: 'c' });
    const first = readManifest(sent, store);
    assert.equal(readManifest(sent, store), first, 'it is read once');
    forgetManifest(sent);
    const second = readManifest(sent, store);
    assert.notEqual(second, first);
    assert.deepEqual(second.json, first.json);
  });

  it('is read again of the kind that was authorized, whatever its definition is by then', () => {
    const bench = new ControlBench({ nodes: 0 });
    bench.apply(cronTabDefinition());
    const sent = manifestOf(cronTab('a'));
    const { definition } = readManifest(sent, bench.store);
    bench.apply(cronTabDefinition({ schema: { type: 'object' } }));
    assert.notEqual(readManifest(manifestOf(cronTab('a')), bench.store).definition, definition);
    for (const times of [1, 2]) {
      for (let time = 0; time < times; time++) forgetManifest(sent);
      assert.equal(readManifest(sent, bench.store).definition, definition, `let go of ${times} times`);
    }
  });

  it('stays where there is nothing to read it from again', () => {
    const store = new Store();
    const manifest = readManifest(configMap('a', { b: 'c' }), store);
    const envelope = envelopeOf(manifest);
    forgetManifest(envelope);
    assert.equal(readManifest(envelope, store), manifest);
  });
});

describe('a change at a master that lags', () => {
  let [ahead, behind]: readonly [LaggingMaster, LaggingMaster] = twoMasters();
  const data = (name: string) => ahead.replica.store.get('ConfigMap', 'default', name)?.data;
  beforeEach(async () => {
    [ahead, behind] = twoMasters();
    await ahead.commit([create('a', { at: '3' }), create('b', { at: '1' })]);
  });

  it('is made of what is there, where that changes nothing beside others that do', async () => {
    behind.lags = true;
    await ahead.commit([merge('a', { at: '5' })]);
    assert.deepEqual(results(await behind.commit([merge('a', { at: '3' }), merge('b', { at: '2' })])), [
      'updated',
      'updated',
    ]);
    assert.deepEqual([data('a'), data('b')], [{ at: '3' }, { at: '2' }]);
  });

  it('is made of what is there, where that is no more what it was when it was admitted', async () => {
    behind.beforeNext = () => ahead.commit([merge('a', { at: '5' })]);
    await behind.commit([merge('a', { at: '3' }), merge('b', { at: '2' })]);
    assert.deepEqual([data('a'), data('b')], [{ at: '3' }, { at: '2' }]);
  });

  it('deletes what it has not seen yet, beside others', async () => {
    behind.lags = true;
    await ahead.commit([create('c', {})]);
    assert.deepEqual(results(await behind.commit([remove('c', true), merge('b', { at: '2' })])), [
      'deleted',
      'updated',
    ]);
    assert.equal(data('c'), undefined);
    assert.equal(results(await behind.commit([remove('c', true), merge('b', { at: '3' })]))[0], 'deleted');
  });

  for (const inSession of [false, true]) {
    const how = inSession ? ', in a session too' : '';
    const call = async (): Promise<object> => (inSession ? { call: (await behind.session())(1) } : {});

    it(`applies what somebody else has made meanwhile${how}`, async () => {
      const further = await call();
      behind.beforeNext = () => ahead.commit([create('c', { theirs: '1' })]);
      assert.deepEqual(results(await behind.commit([apply('c', { ours: '1' })], further)), ['configured']);
      assert.deepEqual(data('c'), { theirs: '1', ours: '1' });
    });

    it(`applies what somebody else has deleted meanwhile${how}`, async () => {
      const further = await call();
      behind.beforeNext = () => ahead.commit([remove('a')]);
      assert.deepEqual(results(await behind.commit([apply('a', { ours: '1' })], further)), ['created']);
      assert.deepEqual(data('a'), { ours: '1' });
    });

    it(`deletes what somebody else has deleted meanwhile, if that is no error${how}`, async () => {
      const further = await call();
      behind.beforeNext = () => ahead.commit([remove('a')]);
      const response = await behind.commit([remove('a', true), merge('b', { at: '2' })], further);
      assert.deepEqual(results(response), ['deleted', 'updated']);
    });

    it(`does not create what is there${how}`, async () => {
      const further = await call();
      behind.beforeNext = () => ahead.commit([create('c', { theirs: '1' })]);
      const isThere = (error: unknown): boolean =>
        error instanceof OrcError && error.code === 'AlreadyExists';
      await assert.rejects(behind.commit([create('c', { ours: '1' })], further), isThere);
      assert.deepEqual(data('c'), { theirs: '1' });
    });
  }

  for (const inSession of [false, true])
    it(`makes another name where the one it made is somebody’s${inSession ? ', in a session too' : ''}`, async () => {
      await ahead.commit([create('job-bbbbb', { theirs: '1' })]);
      const further = inSession ? { call: (await behind.session())(1) } : {};
      const json = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'job-' } };
      const change = { create: { object: manifestOf({ ...json, data: { ours: '1' } }) } };
      behind.chances.push(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
      assert.deepEqual(results(await behind.commit([change], further)), ['created']);
      assert.deepEqual([data('job-bbbbb'), data('job-ccccc')], [{ theirs: '1' }, { ours: '1' }]);
      behind.chances.push(1, 1, 1, 1, 1);
      assert.deepEqual(results(await behind.commit([change], { dryRun: true })), ['created']);
    });

  it('is answered without the objects for who wants it so, but for names that were made', async () => {
    const json = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'job-' } };
    const changes = [
      create('c', { at: '1' }),
      merge('b', { at: '2' }),
      remove('a'),
      { create: { object: manifestOf(json) } },
    ];
    for (const dryRun of [true, false]) {
      const response = await behind.commit(changes, { brief: true, dryRun });
      assert.deepEqual(results(response), ['created', 'updated', 'deleted', 'created']);
      const told = response.results.map(({ object }) => object && unpack(object).metadata.name?.slice(0, 4));
      assert.deepEqual(told, [undefined, undefined, undefined, 'job-']);
    }
    assert.deepEqual([data('c'), data('b'), data('a')], [{ at: '1' }, { at: '2' }, undefined]);
  });

  describe('whose record comes into the log late', () => {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot', namespace: 'default' },
    };
    const allow: Change = { create: { object: manifestOf(account) } };
    const forbid: Change = {
      delete: {
        key: key('ServiceAccount', 'default', 'robot'),
        uid: '',
        propagation: '',
        ignoreMissing: false,
      },
    };
    const spec = { serviceAccountName: 'robot', containers: [{ name: 'c', image: 'i' }] };
    const make: Change = {
      create: {
        object: manifestOf({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'p', namespace: 'default' },
          spec,
        }),
      },
    };
    const made = (): unknown => ahead.replica.store.get('Pod', 'default', 'p');
    const is = (code: string, words: RegExp) => (error: unknown) =>
      error instanceof OrcError && error.code === code && words.test(error.message);
    const isRefused = is('Forbidden', /serviceaccount "robot" not found/);

    /** A call that one master has admitted and does not propose before it is let; it would not be admitted any more. */
    async function late(): Promise<{
      readonly first: Promise<CommitResponse>;
      readonly goOn: () => void;
      readonly call: SessionCall;
    }> {
      await ahead.commit([allow]);
      const call = (await behind.session())(1);
      const [admitted, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      behind.beforeNext = () => {
        admitted.resolve();
        return goesOn.promise;
      };
      const first = behind.commit([make], { call });
      first.catch(() => undefined);
      await admitted.promise;
      await ahead.commit([forbid]);
      return { first, goOn: goesOn.resolve, call: { ...call, resent: true } };
    }

    it('takes no effect after another master has refused the call that was sent again', async () => {
      const { first, goOn, call } = await late();
      await assert.rejects(ahead.commit([make], { call }), isRefused);
      goOn();
      await assert.rejects(first, isRefused);
      assert.equal(made(), undefined);
    });

    it('is the answer where it comes before the refusal', async () => {
      const { first, goOn, call } = await late();
      ahead.beforeNext = () => {
        goOn();
        return first;
      };
      assert.deepEqual(results(await ahead.commit([make], { call })), ['committed']);
      assert.ok(made());
    });

    it('leaves it open what becomes of the call where the log can not be asked', async () => {
      const { call } = await late();
      ahead.beforeNext = () => Promise.reject(new OrcError('Unavailable', 'no leader'));
      const isOpen = is('Unknown', /not known.*"robot" not found.*no leader/);
      await assert.rejects(ahead.commit([make], { call }), isOpen);
    });

    it('takes no effect after another master has found nothing to change', async () => {
      const call = (await behind.session())(1);
      const [admitted, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      behind.beforeNext = () => {
        admitted.resolve();
        return goesOn.promise;
      };
      const first = behind.commit([merge('a', { at: '5' })], { call });
      await admitted.promise;
      await ahead.commit([merge('a', { at: '5' })]);
      const again = ahead.commit([merge('a', { at: '5' })], { call: { ...call, resent: true } });
      assert.deepEqual(results(await again), ['unchanged']);
      await ahead.commit([merge('a', { at: '7' })]);
      goesOn.resolve();
      await first;
      assert.deepEqual(data('a'), { at: '7' });
    });

    it('is none where there is no such session of its caller: nobody writes to the log by saying so', async () => {
      const ours = (await behind.session())(1);
      await ahead.commit([create('c', {})]);
      const before = ahead.proposed.length;
      for (const call of [
        { ...ours, session: ours.session + 1 },
        { ...ours, session: 0 },
      ])
        await assert.rejects(ahead.commit([create('c', {})], { call: { ...call, resent: true } }));
      assert.equal(ahead.proposed.length - before, 2, 'the changes themselves, of which the log decides');
      const refused = ahead.commit([make], { call: { ...ours, session: 7, resent: true } });
      await assert.rejects(refused, is('Expired', /session 7 has expired/));
      assert.equal(ahead.proposed.length - before, 2);
    });

    it('is refused once, however often it is sent again', async () => {
      const call = { ...(await behind.session())(1), resent: true };
      const before = ahead.proposed.length;
      for (let times = 0; times < 3; times++) await assert.rejects(ahead.commit([make], { call }), isRefused);
      assert.equal(ahead.proposed.length - before, 1);
    });

    it('takes no effect after a later try of its own was refused', async () => {
      const service = (name: string) =>
        manifestOf({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name, namespace: 'default' },
          spec: { clusterIP: '10.96.0.77', ports: [{ port: 80 }] },
        });
      const call = (await behind.session())(1);
      await ahead.commit([{ create: { object: service('first') } }]);
      const isTaken = is('Conflict', /10\.96\.0\.77 is already allocated/);
      await assert.rejects(behind.commit([{ create: { object: service('ours') } }], { call }), isTaken);
      await ahead.commit([
        {
          delete: { key: key('Service', 'default', 'first'), uid: '', propagation: '', ignoreMissing: false },
        },
      ]);
      for (const data of behind.proposed) behind.repeat(data);
      assert.equal(ahead.replica.store.get('Service', 'default', 'ours'), undefined);
    });
  });

  it('is judged by the present object where the old one refuses it', async () => {
    behind.lags = true;
    await ahead.commit([merge('a', { at: '4', more: 'x' })]);
    const jsonPatch = bytes([
      { op: 'test', path: '/data/at', value: '4' },
      { op: 'remove', path: '/data/more' },
    ]);
    const mergePatch = new Uint8Array();
    const patch: Change = { patch: { key: where('a'), mergePatch, jsonPatch, status: false } };
    assert.deepEqual(results(await behind.commit([patch])), ['updated']);
    assert.deepEqual(data('a'), { at: '4' });
    const refused = behind.commit([patch]);
    await assert.rejects(refused, (error: unknown) => error instanceof OrcError && error.code === 'Invalid');
  });

  it('is judged by the present object where the old one may not change so', async () => {
    const fixed = (immutable: boolean) =>
      manifestOf({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', namespace: 'default' },
        data: { at: immutable ? '1' : '2' },
        immutable,
      });
    await ahead.commit([{ update: { object: fixed(true), status: false } }]);
    behind.lags = true;
    await ahead.commit([remove('a')]);
    await ahead.commit([create('a', { at: '1' })]);
    const response = await behind.commit([{ update: { object: fixed(false), status: false } }]);
    assert.deepEqual(results(response), ['updated']);
    assert.deepEqual(data('a'), { at: '2' });
  });
});
