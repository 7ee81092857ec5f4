// Kinds that users define in several versions: each is checked by its own schema, and a webhook converts where one is
// named; over real connections, without a master.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { apiLimits } from '#api/limits.ts';
import { ruleOf } from '#kit/admission.ts';
import { manifestOf } from '#kit/control.ts';
import { backup, backupDefinition, convertedBy, renamed } from '#kit/custom.ts';
import { Versions, backups } from '#kit/versions.ts';
import { WebhookServer, labelled, patchOf, webhookOf, webhooksOf } from '#kit/webhook-server.ts';

const noSignal = new AbortController().signal;

let versions: Versions;
beforeEach(() => {
  versions = new Versions();
});
afterEach(() => versions[Symbol.dispose]());

describe('versions that differ by their apiVersion alone', () => {
  beforeEach(() => versions.define());

  it('are each checked by their own schema, and stored as one', async () => {
    await versions.create(backup('a', 'v2', { schedule: 'x', keep: 3 }));
    assert.equal(versions.stored('a').apiVersion, 'example.com/v1');
    await assert.rejects(
      versions.create(backup('b', 'v2', { keep: 10 })),
      /spec\.keep in body should be less/,
    );
    await assert.rejects(versions.create(backup('b', 'v2', { cron: 'x' })), /spec\.cron: unknown field/);
    await versions.create(backup('b', 'v1', { cron: 'x', keep: 10 }));
    assert.deepEqual(versions.spec('b'), { cron: 'x', keep: 10 });
  });

  it('have their own defaults when they are written, and those of the stored one when it is read', async () => {
    await versions.create(backup('a', 'v1', { cron: 'x' }));
    assert.deepEqual(versions.spec('a'), { cron: 'x', keep: 7 });
    await versions.create(backup('b', 'v2', {}));
    assert.deepEqual(versions.spec('b'), {});
    assert.deepEqual(await versions.shown('v1', 'a', 'b'), [{ cron: 'x', keep: 7 }, { keep: 7 }]);
    assert.deepEqual(await versions.shown('v2', 'a', 'b'), [{ keep: 7 }, { keep: 7 }]);
  });

  it('are patched as the version sees the object', async () => {
    await versions.create(backup('a', 'v1', { cron: 'x', keep: 9 }));
    assert.equal(await versions.patch('a', 'v1', { keep: 20 }), 'updated');
    await assert.rejects(versions.patch('a', 'v2', { keep: 21 }), /spec\.keep in body should be less/);
    assert.equal(await versions.patch('a', 'v2', { replicas: 1 }), 'updated', 'what was so is let be');
    assert.equal(await versions.patch('a', 'v2', { keep: 1 }), 'updated');
    assert.deepEqual(versions.spec('a'), { keep: 1, replicas: 1 });
    const mergePatch = Buffer.from('{}');
    const where = { key: key(backups, 'default', 'a'), mergePatch, status: false };
    for (const apiVersion of ['example.com/v9', 'other.com/v1', 'v1'])
      await assert.rejects(
        versions.change({ patch: { ...where, apiVersion } }),
        /backups\.example\.com "a" is not served in version ".*": leave it out for "example\.com\/v1"/,
      );
  });

  it('lose nothing to webhooks of admission that see them in another', async () => {
    await using server = await WebhookServer.up();
    versions.bench.apply(backupDefinition(undefined, 'v2'));
    const rule = { ...ruleOf('backups'), apiGroups: ['example.com'], apiVersions: ['v1'] };
    const labeller = webhookOf('m', server.at('/label'), rule);
    versions.bench.apply(webhooksOf('MutatingWebhookConfiguration', 'm', labeller));
    server.behaviours.set('/label', () => labelled('a', 'b'));
    await versions.create(backup('a', 'v2', { schedule: 'daily', keep: 3 }));
    const asked = server.questions[0]?.request['object'];
    assert.ok(isJsonObject(asked));
    assert.equal(asked['apiVersion'], 'example.com/v1');
    assert.deepEqual(versions.stored('a').metadata.labels, { a: 'b' });
    assert.deepEqual(versions.spec('a'), { schedule: 'daily', keep: 3 });
  });

  it('are stored in the present one by whatever writes them, even if nothing else changes', async () => {
    await versions.create(backup('a', 'v1', { keep: 1 }));
    versions.bench.apply(backupDefinition(undefined, 'v2'));
    assert.equal(versions.stored('a').apiVersion, 'example.com/v1');
    assert.deepEqual(await versions.shown('v2', 'a'), [{ keep: 1 }]);
    assert.equal(await versions.patch('a', 'v1', {}), 'updated');
    assert.equal(versions.stored('a').apiVersion, 'example.com/v2');
    assert.equal(await versions.patch('a', 'v1', {}), 'unchanged');
  });
});

describe('versions between which a webhook converts', () => {
  let server: WebhookServer;
  before(async () => {
    server = await WebhookServer.up();
  });
  beforeEach(() => {
    server.questions.length = 0;
    server.behaviours.clear();
    server.behaviours.set('/convert', renamed);
    versions.define(convertedBy(server.at('/convert')));
  });
  after(() => server[Symbol.asyncDispose]());

  it('are converted into the stored one when they are written, and out of it when they are read', async () => {
    await versions.create(backup('a', 'v2', { schedule: 'daily' }));
    assert.deepEqual(versions.spec('a'), { cron: 'daily' });
    const [question] = server.questions;
    assert.ok(question !== undefined);
    const { request, review } = question;
    assert.equal(review['apiVersion'], 'apiextensions.k8s.io/v1');
    assert.equal(review['kind'], 'ConversionReview');
    assert.equal(request['desiredAPIVersion'], 'example.com/v1');
    assert.deepEqual(await versions.shown('v2', 'a'), [{ schedule: 'daily', keep: 7 }]);
    assert.equal(await versions.patch('a', 'v2', { schedule: 'weekly' }), 'updated');
    assert.deepEqual(versions.spec('a'), { cron: 'weekly', keep: 7 });
    assert.equal(await versions.patch('a', 'v2', { schedule: 'weekly' }), 'unchanged');
    await assert.rejects(versions.patch('a', 'v2', { schedule: 'x'.repeat(13) }), /Too long/);
  });

  it('are not asked about what is in the version already', async () => {
    await versions.create(backup('a', 'v1', { cron: 'daily' }));
    assert.deepEqual(await versions.shown('v1', 'a'), [{ cron: 'daily', keep: 7 }]);
    assert.equal(server.questions.length, 0);
  });

  it('are applied server-side in either version', async () => {
    const apply = (json: JsonObject, fieldManager: string): Promise<string | undefined> =>
      versions.change({ apply: { object: manifestOf(json), fieldManager, force: false } });
    assert.equal(await apply(backup('a', 'v2', { schedule: 'daily' }), 'one'), 'created');
    assert.equal(await apply(backup('a', 'v2', { schedule: 'weekly', replicas: 2 }), 'one'), 'configured');
    assert.deepEqual(versions.spec('a'), { cron: 'weekly', replicas: 2, keep: 7 });
    await assert.rejects(
      apply(backup('a', 'v2', { schedule: 'x' }), 'two'),
      /conflict with "one": \.spec\.schedule/,
    );
    assert.equal(await apply(backup('a', 'v1', { keep: 3 }), 'two'), 'configured');
    assert.deepEqual(versions.spec('a'), { cron: 'weekly', replicas: 2, keep: 3 });
  });

  it('travel together, and are asked for again only when they have changed', async () => {
    const names = ['a', 'b', 'c'];
    for (const name of names) await versions.create(backup(name, 'v1', { cron: name }));
    const wanted = names.map((name) => ({ schedule: name, keep: 7 }));
    const twice = await Promise.all([versions.shown('v2', ...names), versions.shown('v2', ...names)]);
    assert.deepEqual(twice, [wanted, wanted]);
    assert.equal(server.questions.length, 1);
    await versions.patch('b', 'v1', { cron: 'new' });
    assert.deepEqual(await versions.shown('v2', 'a', 'b'), [wanted[0], { schedule: 'new', keep: 7 }]);
    assert.equal(server.questions.length, 2);
    const [, last] = server.questions;
    assert.ok(Array.isArray(last?.request['objects']));
    assert.equal(last.request['objects'].length, 1);
    assert.equal(new Set(server.questions.map(({ connection }) => connection)).size, 1);
  });

  it('go in reviews of bounded size', async () => {
    await versions.create(backup('a', 'v1', { cron: 'x' }));
    const many = Array.from({ length: apiLimits.conversions.batchObjects + 1 }, () => versions.stored('a'));
    assert.equal(
      (await versions.conversions.convert(many, versions.version('v2'), noSignal)).length,
      many.length,
    );
    assert.equal(server.questions.length, 2);
  });

  it('of whom some can not be converted are kept as far as they were', async () => {
    const { batchObjects } = apiLimits.conversions;
    const names = Array.from({ length: batchObjects + 1 }, (_none, index) => `b${index}`);
    for (const name of names) await versions.create(backup(name, 'v1', { cron: name }));
    server.behaviours.set('/convert', (request) => {
      const { objects } = request;
      const failed = { status: 'Failure', message: 'not this one' };
      return Array.isArray(objects) && objects.length === 1
        ? { uid: request['uid'], convertedObjects: [], result: failed }
        : renamed(request);
    });
    await assert.rejects(versions.shown('v2', ...names), /not this one/);
    assert.equal(server.questions.length, 2);
    server.behaviours.set('/convert', renamed);
    assert.equal((await versions.shown('v2', ...names)).length, names.length);
    assert.deepEqual(
      server.questions.map(({ request: { objects } }) => (Array.isArray(objects) ? objects.length : 0)),
      [batchObjects, 1, 1],
    );
  });

  it('keep their metadata but for labels and annotations', async () => {
    server.behaviours.set('/convert', (request) => {
      const answer = renamed(request);
      const [first]: readonly unknown[] = Array.isArray(answer['convertedObjects'])
        ? answer['convertedObjects']
        : [];
      assert.ok(isJsonObject(first) && isJsonObject(first['metadata']));
      const metadata = { ...first['metadata'], labels: { a: 'b' }, finalizers: ['example.com/x'] };
      return { ...answer, convertedObjects: [{ ...first, metadata }] };
    });
    await versions.create(backup('a', 'v2', { schedule: 'daily' }));
    const { labels, finalizers, creationTimestamp } = versions.stored('a').metadata;
    assert.deepEqual(labels, { a: 'b' });
    assert.equal(finalizers, undefined);
    assert.notEqual(creationTimestamp, undefined);
  });

  it('are shown to webhooks of admission in the version that they ask for, and read back from it', async () => {
    const rule = { ...ruleOf('backups'), apiGroups: ['example.com'], apiVersions: ['v1'] };
    const mutating = webhookOf('m', server.at('/mutate'), rule);
    versions.bench.apply(webhooksOf('MutatingWebhookConfiguration', 'm', mutating));
    server.behaviours.set('/mutate', () =>
      patchOf([{ op: 'replace', path: '/spec/cron', value: 'changed' }]),
    );
    await versions.create(backup('a', 'v2', { schedule: 'daily' }));
    assert.deepEqual(versions.spec('a'), { cron: 'changed' });
    const asked = server.questions.find(({ path }) => path === '/mutate')?.request['object'];
    assert.ok(isJsonObject(asked));
    assert.deepEqual(asked['spec'], { cron: 'daily' });
  });

  const named = 'conversion webhook for example.com/v1, Kind=Backup';
  const wrong: readonly (readonly [string, (request: JsonObject) => JsonObject, string])[] = [
    [
      'that it failed',
      () => ({ result: { status: 'Failed', message: 'out of paper' } }),
      'failed: out of paper',
    ],
    ['no result', () => ({}), "failed: response.result.status was '', expected 'Success'"],
    [
      'another uid',
      (request) => ({ ...renamed(request), uid: 'x' }),
      'failed: expected response.uid="UID", got "x"',
    ],
    [
      'too few objects',
      () => ({ result: { status: 'Success' }, convertedObjects: [] }),
      'returned 0 objects, expected 1',
    ],
    [
      'another version',
      (request) => ({ ...renamed(request), convertedObjects: request['objects'] }),
      'returned invalid converted object at index 0: invalid groupVersion (expected example.com/v2, received example.com/v1)',
    ],
    [
      'what is nested too deep',
      (request) => {
        const answer = renamed(request);
        const [first]: readonly unknown[] = Array.isArray(answer['convertedObjects'])
          ? answer['convertedObjects']
          : [];
        assert.ok(isJsonObject(first));
        let deep: unknown = 1;
        for (let depth = 0; depth < 500; depth++) deep = [deep];
        return { ...answer, convertedObjects: [{ ...first, spec: { replicas: deep } }] };
      },
      'returned invalid converted object at index 0: invalid converted object: it is nested deeper than 64 levels',
    ],
    ...(['kind', 'name', 'namespace', 'uid', 'labels'] as const).map(
      (field): readonly [string, (request: JsonObject) => JsonObject, string] => [
        `another ${field}`,
        (request) => {
          const answer = renamed(request);
          const objects = Array.isArray(answer['convertedObjects']) ? answer['convertedObjects'] : [];
          const convertedObjects = objects.map((object: unknown) => {
            assert.ok(isJsonObject(object) && isJsonObject(object['metadata']));
            if (field === 'kind') return { ...object, kind: 'Other' };
            const value = field === 'labels' ? { 'a b': 'c' } : 'other';
            return { ...object, metadata: { ...object['metadata'], [field]: value } };
          });
          return { ...answer, convertedObjects };
        },
        {
          kind: 'returned invalid converted object at index 0: invalid kind (expected Backup, received Other)',
          name: 'returned invalid converted object at index 0: must have the same name: a != other',
          namespace:
            'returned invalid converted object at index 0: must have the same namespace: default != other',
          uid: 'returned invalid converted object at index 0: must have the same UID: UID != other',
          labels: 'returned invalid converted object at index 0: metadata.labels: ',
        }[field],
      ],
    ),
  ];
  for (const [what, behaviour, words] of wrong)
    it(`are refused when it answers ${what}`, async () => {
      await versions.create(backup('a', 'v1', { cron: 'x' }));
      server.behaviours.set('/convert', behaviour);
      await assert.rejects(versions.shown('v2', 'a'), (error: unknown) => {
        assert.ok(error instanceof OrcError);
        assert.equal(error.code, 'WebhookFailed');
        const uids = [String(server.questions[0]?.request['uid']), versions.stored('a').metadata.uid ?? ''];
        const said = uids.reduce((text, uid) => text.replaceAll(uid, 'UID'), error.message);
        assert.ok(said.startsWith(`${named} ${words}`), said);
        return true;
      });
      // What failed is not kept.
      server.behaviours.set('/convert', renamed);
      assert.deepEqual(await versions.shown('v2', 'a'), [{ schedule: 'x', keep: 7 }]);
    });

  it('are refused while it is away, and nothing is written', async () => {
    for (const [path, words] of [
      ['/garbage', "failed: couldn't decode the answer: it is not JSON"],
      ['/broken', 'the server responded with the status code 503: down for lunch'],
      ['/huge', `the answer has more than ${apiLimits.webhooks.answerBytes} bytes`],
    ] as const) {
      versions.define(convertedBy(server.at(path)));
      await assert.rejects(versions.create(backup('a', 'v2', { schedule: 'x' })), (error: unknown) => {
        assert.ok(error instanceof OrcError && error.code === 'WebhookFailed');
        assert.ok(error.message.includes('conversion webhook for example.com/v2, Kind=Backup failed: '));
        assert.ok(error.message.includes(words), error.message);
        return true;
      });
    }
    assert.equal(versions.bench.store.count(backups), 0);
    await versions.create(backup('b', 'v1', { cron: 'x' }));
  });

  it('are waited for no longer than who asks waits, and only so many calls at once', async () => {
    versions.define(convertedBy(server.at('/hang')));
    await versions.create(backup('a', 'v1', { cron: 'x' }));
    const stop = new AbortController();
    const to = versions.version('v2');
    const ask = (): Promise<unknown> => versions.conversions.convert([versions.stored('a')], to, stop.signal);
    const waiting = Array.from({ length: apiLimits.conversions.waiting }, () =>
      assert.rejects(ask(), /gone/),
    );
    await assert.rejects(ask(), { code: 'TooBusy' });
    stop.abort(new OrcError('Cancelled', 'the client is gone'));
    await Promise.all(waiting);
  });
});
