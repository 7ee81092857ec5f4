// The typed services against real masters: what the table of all faces does not ask. That table holds them to the
// same answers as the other faces.
import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import { parse } from 'protobufjs';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { type AnyKind, type AnyKindEvent, AnyKindsService } from '#kernel/model/gen/typed.gen.ts';
import { typedServices } from '#kernel/model/gen/typed-services.gen.ts';
import { LogService, type TailEvent } from '#kernel/model/gen/api.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { Writer, unknownFields } from '#kernel/model/wire.ts';
import { GrpcCaller, failureIn, methodAt } from '#kit/api/grpc-caller.ts';
import { anyKindOf, jsonOf } from '#kit/api/typed-face.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { issueCertificate } from '#runtime/pki.ts';

const { methods } = AnyKindsService;
const configMaps = typedServices.ConfigMap;
const podsService = typedServices.Pod;
const named = (name: string): { namespace: string; name: string; stale: boolean; minRevision: number } => ({
  namespace: 'default',
  name,
  stale: false,
  minRevision: 0,
});
const everything = {
  namespace: '',
  labelSelector: '',
  fieldSelector: '',
  limit: 0,
  continueToken: '',
  stale: false,
  minRevision: 0,
  atRevision: 0,
};

function configMap(name: string, data: JsonObject, labels: JsonObject = {}): AnyKind {
  const json = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default', labels },
    data,
  };
  return anyKindOf('ConfigMap', json);
}

/** google.rpc's messages, with their published numbers. */
const { root: rpc } = parse(`syntax = "proto3";
message Any { string type_url = 1; bytes value = 2; }
message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
message Violation { string field = 1; string description = 2; }
message BadRequest { repeated Violation field_violations = 1; }
message ResourceInfo { string resource_type = 1; string resource_name = 2; string owner = 3; string description = 4; }
`);

function read(type: string, bytes: Uint8Array): Record<string, unknown> {
  const found = rpc.lookupType(type);
  return found.toObject(found.decode(bytes));
}

describe('the typed services', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let caller: GrpcCaller;

  before(async () => {
    masters = await TestMasters.up();
    caller = new GrpcCaller(masters.servers[0] ?? '', masters.authority, masters.administrator);
  });
  after(async () => {
    caller[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });

  it('say what went wrong as google.rpc.Status, on the wire', async () => {
    const wrong = configMap('Not_a_name', { a: 'b' });
    const invalid = await failureIn(caller.unary(methodAt(methods.create, configMaps), { object: wrong }));
    assert.equal(invalid.code, status.INVALID_ARGUMENT);
    const [value] = invalid.metadata.get('grpc-status-details-bin');
    assert.ok(Buffer.isBuffer(value));
    const { code, details } = read('Status', value);
    assert.equal(code, status.INVALID_ARGUMENT);
    assert.ok(Array.isArray(details));
    const found = new Map<string, Record<string, unknown>>();
    for (const { typeUrl, value: bytes } of details) {
      const type = String(typeUrl).replace('type.googleapis.com/google.rpc.', '');
      found.set(type, read(type, bytes));
    }
    assert.equal(found.get('ErrorInfo')?.['reason'], 'Invalid');
    assert.equal(found.get('ErrorInfo')?.['domain'], 'orc.dev');
    assert.match(JSON.stringify(found.get('BadRequest')), /"field":"metadata.name"/);

    const missing = await failureIn(caller.unary(methodAt(methods.get, configMaps), named('nobody')));
    assert.equal(missing.code, status.NOT_FOUND);
    const [there] = missing.metadata.get('grpc-status-details-bin');
    assert.ok(Buffer.isBuffer(there));
    assert.match(JSON.stringify(read('Status', there)['details']), /ResourceInfo/);
  });

  it('patch a part of an object, and nothing else with it', async () => {
    const main = { name: 'main', image: 'a:1', resources: { requests: { cpu: '100m' } } };
    const spec = { schedulerName: 'none', containers: [main] };
    const metadata = { name: 'sized', namespace: 'default' };
    const object = anyKindOf('Pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec });
    await caller.unary(methodAt(methods.create, podsService), { object });
    const patch = {
      metadata: { labels: { taken: 'yes' } },
      spec: { containers: [{ name: 'main', resources: { requests: { cpu: '200m' } } }] },
    };
    const strategicPatch = Buffer.from(JSON.stringify(patch));
    const request = { ...metadata, strategicPatch, status: false };
    const resized = { ...request, subresource: 'resize' };
    const { metadata: after, spec: made } = jsonOf(
      'Pod',
      await caller.unary(methodAt(methods.patch, podsService), resized),
    );
    assert.ok(isJsonObject(after) && isJsonObject(made) && Array.isArray(made['containers']));
    assert.deepEqual(
      [made['containers'][0].resources.requests, after['labels']],
      [{ cpu: '200m' }, undefined],
    );
    const whole = await failureIn(
      caller.unary(methodAt(methods.patch, podsService), {
        ...request,
        strategicPatch: Buffer.from(JSON.stringify({ spec: { hostname: 'x' } })),
      }),
    );
    assert.equal(whole.code, status.INVALID_ARGUMENT);
  });

  it('say which required field was not sent, and refuse a field that a kind does not have', async () => {
    // A Pod whose one container has a name and no image, written by hand: { metadata { name } spec { containers
    // { name } } }; the second has a field 900 in its spec.
    const pod = (extra: boolean): AnyKind => {
      const writer = new Writer();
      const text = (field: number, value: string): void => {
        writer.tag(field * 8 + 2);
        writer.string(value);
      };
      writer.tag(10);
      writer.nested(() => text(1, 'bare'));
      writer.tag(18);
      writer.nested(() => {
        writer.tag(18);
        writer.nested(() => text(1, 'main'));
        if (extra) text(900, 'x');
      });
      return { [unknownFields]: [writer.finish()] };
    };
    const create = methodAt(methods.create, podsService);
    const bare = await failureIn(caller.unary(create, { object: pod(false) }));
    assert.match(bare.details, /^Pod "bare" is invalid: spec\.containers\[0\]\.image: Required value$/);
    const odd = await failureIn(caller.unary(create, { object: pod(true) }));
    assert.match(odd.details, /spec\.unknown_field_900: unknown field/);
    const none = await failureIn(caller.unary(create, {}));
    assert.match(none.details, /^object: Required value$/);
  });

  it('apply only what was sent, and name who is in the way', async () => {
    const apply = methodAt(methods.apply, configMaps);
    const by = (fieldManager: string): { reason: string; dryRun: boolean; fieldManager: string } => ({
      reason: 'a test',
      dryRun: false,
      fieldManager,
    });
    const request = { force: false, status: false };
    const nobody = await failureIn(
      caller.unary(apply, { object: configMap('applied', { a: '1' }), ...request }),
    );
    assert.match(nobody.details, /options\.field_manager: Required value/);
    await caller.unary(apply, {
      object: configMap('applied', { a: '1' }),
      options: by('one'),
      ...request,
    });
    const both = await caller.unary(apply, {
      object: configMap('applied', { b: '2' }),
      options: by('two'),
      ...request,
    });
    assert.deepEqual(jsonOf('ConfigMap', both)['data'], { a: '1', b: '2' });
    const taken = { object: configMap('applied', { a: '3' }), options: by('two'), ...request };
    const conflict = await failureIn(caller.unary(apply, taken));
    assert.equal(conflict.code, status.ABORTED);
    assert.match(conflict.details, /conflict with "one"/);
    const forced = await caller.unary(apply, { ...taken, force: true });
    assert.deepEqual(jsonOf('ConfigMap', forced)['data'], { a: '3' }, 'what it applied before is gone');

    // A Deployment of which a manager wants one field alone: what its kind requires is not claimed.
    const deployment = anyKindOf('Deployment', {
      metadata: { name: 'partly', namespace: 'default' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'a' } },
        template: {
          metadata: { labels: { app: 'a' } },
          spec: { containers: [{ name: 'main', image: 'a:1' }] },
        },
      },
    });
    const deployments = typedServices.Deployment;
    await caller.unary(methodAt(methods.create, deployments), { object: deployment });
    const writer = new Writer();
    writer.tag(10);
    writer.nested(() => {
      writer.tag(10);
      writer.string('partly');
    });
    writer.tag(18);
    writer.nested(() => {
      writer.tag(8);
      writer.signed(3);
    });
    const scaled = await caller.unary(methodAt(methods.apply, deployments), {
      object: { [unknownFields]: [writer.finish()] },
      options: by('scaler'),
      force: true,
      status: false,
    });
    const json = jsonOf('Deployment', scaled);
    assert.match(JSON.stringify(json['spec']), /"replicas":3/);
    const managed = JSON.stringify(json['metadata']);
    assert.match(
      managed,
      /"manager":"scaler","operation":"Apply"[^}]*"fieldsV1":\{"f:spec":\{"f:replicas":\{\}\}\}/,
    );
  });

  it('list in pages over one state, and go on from a list with a watch that misses nothing', async () => {
    const create = methodAt(methods.create, configMaps);
    for (const name of ['p1', 'p2', 'p3'])
      await caller.unary(create, { object: configMap(name, {}, { set: 'pages' }) });
    const list = methodAt(methods.list, configMaps);
    const first = await caller.unary(list, { ...everything, labelSelector: 'set=pages', limit: 2 });
    assert.equal(first.items.length, 2);
    assert.equal(first.remaining, 0, 'a selector would have to look at each');
    const all = await caller.unary(list, everything);
    const one = await caller.unary(list, { ...everything, limit: 1 });
    assert.equal(one.remaining, all.items.length - 1);
    await caller.unary(create, { object: configMap('p4', {}, { set: 'pages' }) });
    const { continueToken } = first;
    const rest = await caller.unary(list, { ...everything, labelSelector: 'set=pages', continueToken });
    assert.equal(rest.items.length, 1);
    assert.equal(rest.revision, first.revision);
    const past = await caller.unary(list, {
      ...everything,
      labelSelector: 'set=pages',
      atRevision: first.revision,
    });
    assert.deepEqual([past.items.length, past.revision], [3, first.revision]);

    const watch = { namespace: 'default', labelSelector: 'set=pages', fieldSelector: '' };
    const call = caller.stream(methodAt(methods.watch, configMaps), {
      ...watch,
      fromRevision: first.revision,
    });
    await caller.unary(methodAt(methods.delete, configMaps), {
      namespace: 'default',
      name: 'p1',
      uid: '',
      resourceVersion: '',
    });
    const seen: string[] = [];
    for await (const response of call) {
      for (const { type, object, actor } of response.events) {
        const { metadata } = jsonOf('ConfigMap', object);
        seen.push(`${type} ${JSON.stringify(metadata).replace(/.*"name":"(\w+)".*/, '$1')} by ${actor}`);
      }
      if (seen.length >= 2) break;
    }
    assert.deepEqual(seen, ['ADDED p4 by ann', 'DELETED p1 by ann']);

    const deletion = { namespace: 'default', labelSelector: 'set=pages', fieldSelector: '', limit: 0 };
    const gone = await caller.unary(methodAt(methods.deleteCollection, configMaps), deletion);
    assert.equal(gone.deleted, 3);
    const left = await caller.unary(list, { ...everything, labelSelector: 'set=pages' });
    assert.equal(left.items.length, 0);
  });

  it('send much in messages that a client takes: pages and events by their size', async () => {
    const text = 'x'.repeat(1_000_000);
    const create = methodAt(methods.create, configMaps);
    const names = Array.from({ length: 20 }, (_none, index) => `large-${10 + index}`);
    using patient = new GrpcCaller(masters.servers[0] ?? '', masters.authority, masters.administrator, {
      'grpc.max_receive_message_length': 16 * 1024 * 1024,
    });
    const from = (await patient.unary(methodAt(methods.list, configMaps), everything)).revision;
    for (const name of names)
      await patient.unary(create, { object: configMap(name, { text }, { set: 'large' }) });
    const found: unknown[] = [];
    const nameOf = (object: AnyKind | undefined): unknown => {
      const { metadata } = jsonOf('ConfigMap', object);
      return isJsonObject(metadata) ? metadata['name'] : undefined;
    };
    let [continueToken, pages] = ['', 0];
    do {
      const request = { ...everything, labelSelector: 'set=large', continueToken };
      const page = await patient.unary(methodAt(methods.list, configMaps), request);
      found.push(...page.items.map(nameOf));
      ({ continueToken } = page);
      pages += 1;
    } while (continueToken !== '');
    assert.deepEqual(found, names);
    assert.ok(pages > 1);
    for (const fromRevision of [0, from]) {
      const seen: unknown[] = [];
      const watch = { namespace: '', labelSelector: 'set=large', fieldSelector: '', fromRevision };
      for await (const { events } of patient.stream(methodAt(methods.watch, configMaps), watch)) {
        seen.push(...events.map(({ object }: AnyKindEvent) => nameOf(object)));
        if (seen.length === names.length) break;
      }
      assert.deepEqual(seen, names);
    }
    const tail = {
      kinds: ['ConfigMap'],
      namespaces: [],
      actors: [],
      labelSelector: 'set=large',
      withPrevious: true,
    };
    const tailed: unknown[] = [];
    for await (const { events } of patient.stream(LogService.methods.tail, { ...tail, fromRevision: from })) {
      tailed.push(...events.map(({ event }: TailEvent) => event?.key?.name));
      if (tailed.length === names.length) break;
    }
    assert.deepEqual(tailed, names);
  });

  it('change the status alone, and only where there is one', async () => {
    const object = anyKindOf('Pod', {
      metadata: { name: 'reported', namespace: 'default' },
      spec: { containers: [{ name: 'main', image: 'a:1' }] },
    });
    await caller.unary(methodAt(methods.create, podsService), { object });
    const now = jsonOf('Pod', await caller.unary(methodAt(methods.get, podsService), named('reported')));
    const { resourceVersion: _stale, ...metadata } = Object.fromEntries(
      Object.entries(now['metadata'] ?? {}),
    );
    const next = anyKindOf('Pod', { ...now, metadata, status: { phase: 'Failed', reason: 'ATest' } });
    const changed = await caller.unary(methodAt(methods.updateStatus, podsService), { object: next });
    assert.match(JSON.stringify(jsonOf('Pod', changed)['status']), /"reason":"ATest"/);
    const refused = caller.unary(methodAt(methods.updateStatus, configMaps), { object: configMap('x', {}) });
    assert.equal((await failureIn(refused)).code, status.UNIMPLEMENTED);
  });

  it('ask the same authorization for every method of every kind', async () => {
    const bob = await issueCertificate(masters.authority, { name: 'bob', groups: [], hosts: [], days: 1 });
    using nobody = new GrpcCaller(masters.servers[0] ?? '', masters.authority, bob);
    const object = {};
    const key = {
      namespace: 'default',
      name: 'x',
      uid: '',
      resourceVersion: '',
      stale: false,
      minRevision: 0,
    };
    const options = { reason: '', dryRun: false, fieldManager: 'bob' };
    const patch = { ...key, mergePatch: Buffer.from('{}'), status: false };
    for (const kind of kindNames) {
      const service = typedServices[kind];
      const calls = [
        nobody.unary(methodAt(methods.create, service), { object }),
        nobody.unary(methodAt(methods.get, service), key),
        nobody.unary(methodAt(methods.list, service), everything),
        nobody.unary(methodAt(methods.update, service), { object }),
        nobody.unary(methodAt(methods.patch, service), patch),
        nobody.unary(methodAt(methods.apply, service), { object, options, force: false, status: false }),
        nobody.unary(methodAt(methods.delete, service), key),
        nobody.unary(methodAt(methods.deleteCollection, service), everything),
        ...(definitionOf(kind).hasStatus
          ? [nobody.unary(methodAt(methods.updateStatus, service), { object })]
          : []),
        nobody.stream(methodAt(methods.watch, service), { ...everything, fromRevision: 0 }).toArray(),
      ];
      const codes = await Promise.all(calls.map(async (call) => (await failureIn(call)).code));
      assert.deepEqual(
        codes,
        calls.map(() => status.PERMISSION_DENIED),
        kind,
      );
    }
    const tail = { kinds: [], namespaces: [], actors: [], labelSelector: '', withPrevious: false };
    const refused = await failureIn(nobody.stream(LogService.methods.tail, tail).toArray());
    assert.equal(refused.code, status.PERMISSION_DENIED);
  });
});
