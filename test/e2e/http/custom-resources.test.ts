// Kinds that users define, as their users meet them: with kubectl, with orc, and over gRPC, on real masters.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { execa } from 'execa';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import {
  backup,
  backupDefinition,
  convertedBy,
  cronTab,
  cronTabDefinition,
  cronTabSchema,
  renamed,
  slowDefinition,
  wideDefinition,
} from '#kit/custom.ts';
import { until } from '#kit/cluster.ts';
import { WebhookServer } from '#kit/webhook-server.ts';

describe('custom resources', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  let folder: string;

  before(async () => {
    masters = await TestMasters.up();
    folder = mkdtempSync(path.join(tmpdir(), 'orc-custom-'));
    const write = (name: string, ...objects: readonly object[]): void =>
      writeFileSync(path.join(folder, name), objects.map((each) => JSON.stringify(each)).join('\n---\n'));
    write('crd.yaml', cronTabDefinition());
    write('a.yaml', cronTab('a', { ports: [{ name: 'x' }] }));
    write('wrong.yaml', cronTab('a', { replica: 1, replicas: 'two' }));
    write('slow.yaml', slowDefinition);
    mkdirSync(path.join(folder, 'both'));
    write('both/objects.yaml', cronTab('later'), cronTab('more', { replicas: 2 }));
    write('both/zz-crd.yaml', cronTabDefinition());
  });
  after(async () => {
    await masters[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Writes an object into a file, and returns the file's name. */
  function file(name: string, object: object): string {
    writeFileSync(path.join(folder, name), JSON.stringify(object));
    return name;
  }

  /** Runs kubectl; what it printed. Fails when it fails, unless the code is expected. */
  async function kubectl(args: readonly string[], code = 0): Promise<string> {
    const ran = await execa('kubectl', ['--kubeconfig', masters.kubeconfig, ...args], {
      cwd: folder,
      env: { HOME: folder },
      reject: false,
      all: true,
      timeout: 60_000,
    });
    assert.equal(ran.exitCode, code, `kubectl ${args.join(' ')}: ${ran.all}`);
    return ran.all;
  }
  async function orc(args: readonly string[], code = 0): Promise<string> {
    const { stdout, stderr, code: ended } = await masters.orc(args);
    assert.equal(ended, code, `orc ${args.join(' ')}: ${stdout}${stderr}`);
    return `${stdout}${stderr}`;
  }

  it('are served as soon as they are defined: discovery, explain, columns, short names', async () => {
    await kubectl(['apply', '-f', 'crd.yaml']);
    await kubectl(['wait', '--for=condition=Established', 'crd/crontabs.stable.example.com', '--timeout=5s']);
    assert.match(
      await kubectl(['api-resources', '--api-group=stable.example.com']),
      /^crontabs +ct +stable.example.com\/v1 +true +CronTab/m,
    );
    assert.match(await kubectl(['apply', '-f', 'a.yaml']), /crontab.stable.example.com\/a created/);
    assert.match(await kubectl(['get', 'ct']), /^NAME +SPEC +REPLICAS +AGE\na +\* \* \* \* \*\/5 +1 +/);
    assert.match(await kubectl(['explain', 'crontabs.spec.cronSpec']), /When it runs/);
    assert.match(await kubectl(['get', 'crontabs', 'a', '-o', 'jsonpath={.spec.ports[0].number}']), /^80$/);
    assert.match(
      await kubectl(['get', 'ct', '--field-selector', 'spec.policy=Forbid']),
      /No resources found/,
    );
    assert.match(await kubectl(['describe', 'ct', 'a']), /Cron Spec: +\* \* \* \* \*\/5/);
  });

  it('are checked before anything is written', async () => {
    const said = await kubectl(['apply', '-f', 'wrong.yaml'], 1);
    assert.match(
      said,
      /spec\.replica\b|replicas in body must be of type integer|invalid type for .*\.spec\.replicas/,
    );
    const patch = ['patch', 'ct', 'a', '--type=merge', '-p', '{"spec":{"replicas":11}}'];
    assert.match(
      await kubectl(patch, 1),
      /The CronTab "a" is invalid: spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10/,
    );
  });

  it('are patched, edited, scaled, applied server-side, labelled', async () => {
    await kubectl(['patch', 'ct', 'a', '--type=merge', '-p', '{"spec":{"replicas":2}}']);
    await kubectl(['scale', 'crontab/a', '--replicas=3']);
    assert.equal(await kubectl(['get', 'ct', 'a', '-o', 'jsonpath={.spec.replicas}']), '3');
    await kubectl(['label', 'ct', 'a', 'tier=front']);
    assert.equal(
      await kubectl(['get', 'ct', '-l', 'tier=front', '-o', 'name']),
      'crontab.stable.example.com/a',
    );
    assert.match(
      await kubectl(['apply', '--server-side', '--force-conflicts', '-f', 'a.yaml']),
      /serverside-applied/,
    );
    await kubectl(['patch', 'ct', 'a', '--type=json', '-p', '[{"op":"remove","path":"/spec/ports/0"}]']);
  });

  it('are orc’s too: words, tables, explain, apply of a kind and its objects together', async () => {
    assert.match(await orc(['get', 'ct']), /^NAME +SPEC +REPLICAS +AGE\na /);
    assert.match(await orc(['explain', 'crontab.spec.cronSpec']), /When it runs/);
    assert.match(await orc(['api-resources']), /^crontabs +ct +stable.example.com\/v1 +true +CronTab$/m);
    assert.match(await orc(['get', 'nothings'], 1), /the server doesn't have a resource type "nothings"/);
    assert.match(await orc(['scale', 'ct/a', '--replicas=4']), /crontab.stable.example.com\/a scaled/);
    assert.match(await orc(['describe', 'ct', 'a']), /Name: +a/);
    assert.match(await orc(['delete', 'ct', 'a']), /crontab.stable.example.com "a" deleted/);
    await kubectl(['delete', 'crd', 'crontabs.stable.example.com']);
    assert.match(
      await kubectl(['get', 'ct'], 1),
      /the server (could not find the requested resource|doesn't have a resource type "ct")/,
    );
    const said = await orc(['apply', '-f', path.join(folder, 'both')]);
    assert.match(
      said,
      /customresourcedefinition.apiextensions.k8s.io\/crontabs.stable.example.com created\ncrontab.stable.example.com\/later created\ncrontab.stable.example.com\/more created/,
    );
    assert.match(
      await orc(['get', 'crontabs', '-o', 'name']),
      /crontab.stable.example.com\/later\ncrontab.stable.example.com\/more/,
    );
  });

  it('are watched over gRPC like any kind', async () => {
    using client = masters.client();
    const scope = {
      kind: 'CronTab.stable.example.com',
      namespace: 'default',
      labelSelector: '',
      fieldSelector: '',
    };
    const { objects, revision } = await client.list(scope);
    assert.deepEqual(
      objects.map(({ metadata }) => metadata.name),
      ['later', 'more'],
    );
    const stop = new AbortController();
    const events = client.watch(scope, revision, stop.signal, objects);
    await kubectl(['delete', 'ct', 'more']);
    const { value } = await events.next();
    assert.ok(value !== undefined);
    assert.deepEqual([value.type, value.key?.kind, value.key?.name], ['DELETED', 'CronTab', 'more']);
    stop.abort();
    await assert.rejects(client.get(key('CronTab.stable.example.com', 'default', 'more')), {
      code: 'NotFound',
    });
  });

  it('are listed as Kubernetes lists them, and watched and shown by what their definition says now', async () => {
    const crontabs = '/apis/stable.example.com/v1/namespaces/default/crontabs';
    const list = await kubectl(['get', '--raw', crontabs]);
    assert.match(list, /"kind": ?"CronTabList".*"apiVersion": ?"stable.example.com\/v1","kind": ?"CronTab"/);
    const revision = /"resourceVersion": ?"(\d+)"/.exec(list)?.[1] ?? '';
    const since = `${crontabs}?watch=1&timeoutSeconds=90&resourceVersion=${revision}`;
    const watched = kubectl(['get', '--raw', since]);
    const stop = new AbortController();
    using client = masters.client();
    const kind = 'CronTab.stable.example.com';
    const events = client.watch(
      {
        kind,
        namespace: 'default',
        labelSelector: '',
        fieldSelector: '',
        apiVersion: 'stable.example.com/v1',
      },
      Number(revision),
      stop.signal,
    );
    const next = events.next();
    const { spec } = cronTabSchema.properties;
    const properties = { ...spec.properties, note: { type: 'string' } };
    const schema = {
      ...cronTabSchema,
      properties: { ...cronTabSchema.properties, spec: { ...spec, properties } },
    };
    const columns = [
      { name: 'X', type: 'integer', jsonPath: '.spec.ports[?(@.name=="x")].number' },
      { name: 'Tier', type: 'string', jsonPath: '.metadata.labels.example\\.com/tier' },
    ];
    const defined = cronTabDefinition({ schema, version: { additionalPrinterColumns: columns } });
    const startMs = performance.now();
    await kubectl(['apply', '-f', file('noted.yaml', defined)]);
    assert.equal(await watched, '', 'the watch ends when the definition changes');
    assert.ok(performance.now() - startMs < 60_000, 'before its time is up');
    const labels = { 'example.com/tier': 'front' };
    const noted = cronTab('noted', { note: 'new', ports: [{ name: 'x' }] }, { labels });
    await kubectl(['apply', '-f', file('noted-a.yaml', noted)]);
    const { value } = await next;
    assert.match(JSON.stringify(value?.object && unpack(value.object)), /"note":"new"/);
    stop.abort();
    assert.match(await kubectl(['get', 'ct', 'noted']), /^NAME +X +TIER\nnoted +80 +front/);
    assert.match(await orc(['get', 'ct', 'noted']), /^NAME +X +TIER\nnoted +80 +front/);
    const wrong = cronTabDefinition({
      version: {
        additionalPrinterColumns: [{ name: 'X', type: 'string', jsonPath: '.spec.ports[?(@.name' }],
      },
    });
    assert.match(
      await kubectl(['apply', '-f', file('wrong-crd.yaml', wrong)], 1),
      /spec.versions\[0\].additionalPrinterColumns\[0\].jsonPath: Invalid value: .* at its end: expected \)\]/,
    );
    await kubectl(['delete', 'ct', 'noted']);
    await kubectl(['apply', '-f', 'crd.yaml']);
  });

  it('are defined with rules that fit the types of their schema, and with no others', async () => {
    const rules = ['self.siz > 3', "self.size > 'x'", 'self.size'].map((rule) => ({ rule }));
    const spec = { type: 'object', properties: { size: { type: 'integer' } } };
    const schemaOf = (...given: readonly JsonObject[]): JsonObject => ({
      type: 'object',
      properties: { spec: { ...spec, 'x-kubernetes-validations': given } },
    });
    const definition = (...given: readonly JsonObject[]): object =>
      wideDefinition('size', schemaOf(...given));
    const refused = await kubectl(['apply', '-f', file('sizes.yaml', definition(...rules))], 1);
    const at = 'spec.versions[0].schema.openAPIV3Schema.properties[spec].x-kubernetes-validations';
    for (const words of [
      `${at}[0].rule: Invalid value: "self.siz > 3": compilation failed: ERROR: <input>:1:5: undefined field 'siz'`,
      `found no matching overload for '_>_' applied to '(int, string)'`,
      `${at}[2].rule: Invalid value: "self.size": cel expression must evaluate to a bool`,
    ])
      assert.ok(refused.includes(words), refused);
    await kubectl(['apply', '-f', file('sizes.yaml', definition({ rule: 'self.size > 3' }))]);
    const size = {
      apiVersion: 'stable.example.com/v1',
      kind: 'Size',
      metadata: { name: 'a' },
      spec: { size: 3 },
    };
    assert.match(await kubectl(['apply', '-f', file('size.yaml', size)], 1), /failed rule: self\.size > 3/);
  });

  it('can’t hold a master up by their patterns and rules', async () => {
    await kubectl(['apply', '-f', 'slow.yaml']);
    using client = masters.client();
    const none = new Uint8Array();
    const create = (fields: object): Promise<unknown> => {
      const json = { apiVersion: 'stable.example.com/v1', kind: 'Slow', metadata: { name: 's' }, ...fields };
      const object = { apiVersion: '', kind: '', raw: none, json: Buffer.from(JSON.stringify(json)) };
      return client.commit([{ create: { object } }]);
    };
    for (const fields of [
      { text: `${'a'.repeat(60)}!` },
      { list: Array.from({ length: 20_000 }, (_none, index) => String(index)) },
    ])
      await assert.rejects(create(fields), (error: unknown) => {
        assert.ok(error instanceof OrcError);
        assert.match(error.message, /patterns and rules took longer/);
        return true;
      });
    await create({ text: 'aaa', list: ['a'] });
  });

  it('are among all there is, where they say so', async () => {
    const all = await orc(['get', 'all', '-A', '-o', 'name']);
    assert.match(all, /^crontab\.stable\.example\.com\/later$/m);
    assert.match(all, /^service\/kubernetes$/m);
    assert.match(
      await orc(['get', 'api-extensions', '-o', 'name']),
      /^customresourcedefinition\..*crontabs/m,
    );
  });

  describe('in several versions', () => {
    let server: WebhookServer;
    before(async () => {
      server = await WebhookServer.up();
      server.behaviours.set('/convert', renamed);
      await kubectl(['apply', '-f', file('backups.yaml', backupDefinition())]);
    });
    after(() => server[Symbol.asyncDispose]());
    const spec = (...args: readonly string[]): Promise<string> =>
      kubectl(['get', ...args, '-o', 'jsonpath={.apiVersion} {.spec}']);
    const convertBy = (path: string): Promise<string> =>
      kubectl(['apply', '-f', file('backups.yaml', backupDefinition(convertedBy(server.at(path))))]);

    it('are each checked and shown by their own schema', async () => {
      await kubectl(['apply', '-f', file('v2.yaml', backup('a', 'v2', { schedule: 'daily', keep: 3 }))]);
      assert.equal(await spec('backups.v2.example.com', 'a'), 'example.com/v2 {"keep":3}');
      assert.match(
        await kubectl(['apply', '-f', file('much.yaml', backup('b', 'v2', { keep: 10 }))], 1),
        /spec\.keep in body should be less than or equal to 9/,
      );
      await kubectl(['apply', '-f', file('v1.yaml', backup('b', 'v1', { cron: 'daily', keep: 10 }))]);
      assert.equal(await spec('backups.v1.example.com', 'b'), 'example.com/v1 {"cron":"daily","keep":10}');
      assert.equal(await spec('backups.v2.example.com', 'b'), 'example.com/v2 {"keep":10}');
      await kubectl(['delete', 'backups', '--all']);
    });

    it('are got, applied, patched, scaled and selected in each, with a webhook between them', async () => {
      await convertBy('/convert');
      await kubectl(['apply', '-f', file('v2.yaml', backup('a', 'v2', { schedule: 'daily' }))]);
      await kubectl([
        'apply',
        '--server-side',
        '-f',
        file('b.yaml', backup('b', 'v2', { schedule: 'hourly' })),
      ]);
      assert.equal(await spec('backups.v1.example.com', 'a'), 'example.com/v1 {"cron":"daily","keep":7}');
      assert.equal(await spec('backups.v2.example.com', 'a'), 'example.com/v2 {"keep":7,"schedule":"daily"}');
      assert.match(await kubectl(['get', 'backups.v2.example.com']), /^NAME +SCHEDULE\na +daily\nb +hourly/);
      const patch = (version: string, body: object): Promise<string> =>
        kubectl(['patch', `backups.${version}.example.com`, 'a', '--type=merge', '-p', JSON.stringify(body)]);
      await patch('v2', { spec: { schedule: 'weekly' } });
      await patch('v1', { spec: { keep: 1 } });
      assert.equal(
        await spec('backups.v2.example.com', 'a'),
        'example.com/v2 {"keep":1,"schedule":"weekly"}',
      );
      assert.match(
        await kubectl([
          'patch',
          'backups.v2.example.com',
          'a',
          '--subresource=status',
          '--type=merge',
          '-p',
          '{"status":{"replicas":2}}',
        ]),
        /patched/,
      );
      await kubectl(['scale', 'backups.v2.example.com/a', '--replicas=4']);
      assert.equal(
        await kubectl([
          'get',
          'backups.v1.example.com',
          'a',
          '-o',
          'jsonpath={.spec.replicas} {.status.replicas}',
        ]),
        '4 2',
      );
      const selected = [
        'get',
        'backups.v2.example.com',
        '--field-selector',
        'spec.schedule=weekly',
        '-o',
        'name',
      ];
      assert.equal(await kubectl(selected), 'backup.example.com/a');
      assert.match(
        await kubectl(['apply', '-f', file('v2.yaml', backup('a', 'v2', { schedule: 'monthly' }))]),
        /configured/,
      );
      assert.match(
        await orc(['get', 'backups', '-o', 'yaml']),
        /apiVersion: example.com\/v1[^]*cron: monthly/,
      );
      assert.match(
        await orc([
          'apply',
          '-f',
          path.join(folder, file('v2.yaml', backup('a', 'v2', { schedule: 'never' }))),
        ]),
        /backup.example.com\/a configured/,
      );
      assert.equal(
        await kubectl(['get', 'backups.v1.example.com', 'a', '-o', 'jsonpath={.spec.cron}']),
        'never',
      );
    });

    it('have owners of fields who meet each other across versions', async () => {
      await convertBy('/convert');
      const apply = (manager: string, version: 'v1' | 'v2', fields: object, code = 0): Promise<string> => {
        const manifest = file('owned.yaml', backup('owned', version, { ...fields }));
        return kubectl(['apply', '--server-side', '--field-manager', manager, '-f', manifest], code);
      };
      const owned = async (): Promise<string> =>
        kubectl([
          'get',
          'backups.v1.example.com',
          'owned',
          '--show-managed-fields',
          '-o',
          'jsonpath={range .metadata.managedFields[*]}{.manager} {.apiVersion} {.fieldsV1.f:spec};{end}',
        ]);
      await apply('one', 'v2', { schedule: 'daily', replicas: 1 });
      assert.match(await apply('two', 'v1', { cron: 'weekly' }, 1), /conflict with "one": \.spec\.schedule/);
      const update = ['patch', 'backups.v1.example.com', 'owned', '--type=merge', '--field-manager=editor'];
      await kubectl([...update, '-p', '{"spec":{"cron":"weekly"}}']);
      assert.match(
        await apply('one', 'v2', { schedule: 'daily', replicas: 1 }, 1),
        /conflict with "editor" using example\.com\/v1: \.spec\.cron/,
      );
      await apply('one', 'v1', { cron: 'weekly' });
      assert.equal(
        await spec('backups.v2.example.com', 'owned'),
        'example.com/v2 {"keep":7,"schedule":"weekly"}',
      );
      assert.equal(await owned(), 'one example.com/v1 {"f:cron":{}};editor example.com/v1 {"f:cron":{}};');
      await kubectl(['delete', 'backups.v1.example.com', 'owned']);
    });

    it('are watched in a version that is not stored', async () => {
      const stop = new AbortController();
      const watching = execa(
        'kubectl',
        [
          '--kubeconfig',
          masters.kubeconfig,
          'get',
          'backups.v2.example.com',
          '-w',
          '-o',
          'jsonpath={.metadata.name}={.apiVersion}/{.spec.schedule};',
        ],
        { cwd: folder, env: { HOME: folder }, reject: false, buffer: false, cancelSignal: stop.signal },
      );
      let said = '';
      watching.stdout.on('data', (chunk: Buffer) => {
        said += String(chunk);
      });
      const hears = (text: string): Promise<unknown> =>
        until(
          () => `the watch to tell of ${text} after ${said}`,
          async () => said.includes(text),
        );
      await hears('a=example.com/v2/never;');
      await kubectl([
        'patch',
        'backups.v1.example.com',
        'a',
        '--type=merge',
        '-p',
        '{"spec":{"cron":"yearly"}}',
      ]);
      await hears('a=example.com/v2/yearly;');
      stop.abort();
      await watching;
    });

    it('are got, listed, selected and watched over gRPC in each, and as they are stored', async () => {
      using client = masters.client();
      const kind = 'Backup.example.com';
      const where = key(kind, 'default', 'a');
      const scope = { kind, namespace: 'default', labelSelector: '', fieldSelector: '' };
      const shown = (object: object): string => JSON.stringify({ ...object, kind: '', metadata: '' });
      const is = (object: object | undefined, version: string, spec: object): void => {
        assert.ok(object !== undefined && 'apiVersion' in object && 'spec' in object);
        assert.equal(object.apiVersion, `example.com/${version}`, shown(object));
        for (const [name, value] of Object.entries(spec))
          assert.equal(Reflect.get(Object(object.spec), name), value, shown(object));
      };
      is(await client.get(where), 'v1', { cron: 'yearly' });
      is(await client.get(where, 'example.com/v1'), 'v1', { cron: 'yearly' });
      is(await client.get(where, 'example.com/v2'), 'v2', { schedule: 'yearly', cron: undefined });
      const inV2 = { ...scope, apiVersion: 'example.com/v2' };
      const { objects, revision } = await client.list(inV2);
      assert.equal(objects.length, 2);
      is(objects[0], 'v2', { schedule: 'yearly' });
      const selected = await client.list({ ...inV2, fieldSelector: 'spec.schedule=yearly' });
      assert.deepEqual(
        selected.objects.map(({ metadata }) => metadata.name),
        ['a'],
      );
      const stop = new AbortController();
      const events = client.watch({ ...inV2, fieldSelector: 'spec.schedule=rarely' }, revision, stop.signal);
      const fromNow = client.watch({ ...inV2, fieldSelector: 'spec.schedule=rarely' }, 0, stop.signal);
      const patch = (cron: string): Promise<string> =>
        kubectl([
          'patch',
          'backups.v1.example.com',
          'a',
          '--type=merge',
          '-p',
          JSON.stringify({ spec: { cron } }),
        ]);
      await patch('rarely');
      // What begins to match, and ceases to, in the words of the version that is watched.
      for (const stream of [events, fromNow]) {
        const { value } = await stream.next();
        assert.equal(value?.type, 'ADDED');
        is(value?.object && unpack(value.object), 'v2', { schedule: 'rarely' });
      }
      await patch('yearly');
      for (const stream of [events, fromNow]) assert.equal((await stream.next()).value?.type, 'DELETED');
      stop.abort();
      await assert.rejects(
        client.get(where, 'example.com/v3'),
        /no kind "Backup" in version "example.com\/v3"/,
      );
      await assert.rejects(client.get(where, 'v1'), /"v1"/);
      await assert.rejects(client.get(key('ConfigMap', 'default', 'x'), 'v2'), /use "v1"/);
    });

    it('are not all selected by a field that there is not, and are listed whole where they grow', async () => {
      using client = masters.client();
      const kind = 'Backup.example.com';
      const scope = { kind, namespace: 'default', labelSelector: '', apiVersion: 'example.com/v2' };
      const wrong = /field label not supported: spec\.typo/;
      await assert.rejects(client.list({ ...scope, fieldSelector: 'spec.typo!=x' }), wrong);
      for (const verb of ['get', 'delete'])
        assert.match(
          await kubectl([verb, 'backups.v2.example.com', '--field-selector', 'spec.typo!=x'], 1),
          wrong,
        );
      const all = '/apis/example.com/v2/namespaces/default/backups?fieldSelector=spec.typo!%3Dx';
      assert.match(await kubectl(['delete', '--raw', all], 1), wrong);
      const pad = 'x'.repeat(10_000);
      const json = (at: number): Uint8Array => {
        const metadata = { name: `large-${at}`, namespace: 'default', annotations: { pad } };
        const padded = { ...backup('', 'v1', { cron: 'x' }), metadata };
        return new TextEncoder().encode(JSON.stringify(padded));
      };
      const none = new Uint8Array();
      const [commits, each] = [3, 200];
      for (let round = 0; round < commits; round++)
        await client.commit(
          Array.from({ length: each }, (_none, at) => ({
            create: { object: { apiVersion: '', kind: '', raw: none, json: json(round * each + at) } },
          })),
        );
      const grown = 'x'.repeat(36_000);
      server.behaviours.set('/grow', (request) => {
        const { convertedObjects, ...rest } = renamed(request);
        const larger = Array.isArray(convertedObjects)
          ? convertedObjects.map((each: { readonly metadata: object }) => ({
              ...each,
              metadata: { ...each.metadata, annotations: { grown } },
            }))
          : [];
        return { ...rest, convertedObjects: larger };
      });
      await convertBy('/grow');
      const { objects } = await client.list({ ...scope, fieldSelector: '' });
      const large = objects.filter(({ metadata }) => metadata.name?.startsWith('large-') === true);
      assert.equal(large.length, commits * each);
      assert.ok(large.every(({ metadata }) => metadata.annotations?.['grown'] === grown));
      await convertBy('/convert');
      const removed = { uid: '', propagation: '', ignoreMissing: false };
      await client.commit(
        large.map(({ metadata: { name = '' } }) => ({
          delete: { ...removed, key: key(kind, 'default', name) },
        })),
      );
    });

    it('are refused in Kubernetes’ words by a webhook that answers wrongly, or is away, but in the stored one', async () => {
      server.behaviours.set('/wrong', (request) => ({ ...renamed(request), convertedObjects: [] }));
      await convertBy('/wrong');
      const named = 'conversion webhook for example.com/v1, Kind=Backup';
      assert.match(
        await kubectl(['get', 'backups.v2.example.com', 'b'], 1),
        new RegExp(`Error from server.*: ${named} returned 0 objects, expected 1`),
      );
      await kubectl([
        'apply',
        '-f',
        file(
          'backups.yaml',
          backupDefinition(convertedBy({ ...server.at('/x'), url: 'https://127.0.0.1:1/x' })),
        ),
      ]);
      assert.match(
        await kubectl(['get', 'backups.v2.example.com'], 1),
        new RegExp(`${named} failed: Post "https://127.0.0.1:1/x\\?timeout=10s": connect ECONNREFUSED`),
      );
      assert.match(
        await kubectl(
          ['apply', '--validate=false', '-f', file('v2.yaml', backup('c', 'v2', { schedule: 'x' }))],
          1,
        ),
        /conversion webhook for example.com\/v2, Kind=Backup failed: Post/,
      );
      assert.match(await kubectl(['get', 'backups.v1.example.com']), /^NAME +CRON\na +yearly\nb +hourly/);
      await kubectl(['delete', 'crd', 'backups.example.com']);
    });
  });

  it('survive a restart of all masters, in log and snapshot', async () => {
    for (const index of [0, 1, 2]) await masters.signal(index, 'SIGKILL');
    for (const index of [0, 1, 2]) masters.start(index);
    await masters.leader();
    assert.match(await orc(['get', 'crontabs', '-o', 'name']), /^crontab.stable.example.com\/later\n$/);
  });
});
