// Who owns which fields of objects that are written in several versions: told across versions, by the webhook that
// converts between them where there is one.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { fieldPaths } from '#kernel/model/field-set.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { readManagedFields } from '#kernel/model/managed-fields.ts';
import { manifestOf } from '#kit/control.ts';
import { backup, backupDefinition, convertedBy, renamed } from '#kit/custom.ts';
import { Versions } from '#kit/versions.ts';
import { WebhookServer } from '#kit/webhook-server.ts';

let versions: Versions;
beforeEach(() => {
  versions = new Versions();
});
afterEach(() => versions[Symbol.dispose]());

function apply(
  fieldManager: string,
  version: 'v1' | 'v2',
  spec: JsonObject,
  force = false,
): Promise<string | undefined> {
  return versions.change({ apply: { object: manifestOf(backup('a', version, spec)), fieldManager, force } });
}

async function conflict(fieldManager: string, version: 'v1' | 'v2', spec: JsonObject): Promise<string> {
  try {
    await apply(fieldManager, version, spec);
  } catch (error) {
    assert.ok(error instanceof OrcError && error.code === 'Conflict', String(error));
    return error.message.replace(/^Apply failed with /, '');
  }
  return assert.fail('there is no conflict');
}

/** The fields of each manager, as `name version: paths`. */
function owners(): readonly string[] {
  const managers = readManagedFields(versions.stored('a').metadata.managedFields) ?? [];
  return managers
    .filter(({ fields }) => fieldPaths(fields).length > 0)
    .map(
      ({ manager, apiVersion, fields }) =>
        `${manager} ${apiVersion.replace(/^.*\//, '')}: ${fieldPaths(fields).join(' ')}`,
    )
    .toSorted((a, b) => (a < b ? -1 : 1));
}

describe('owners of fields in versions between which a webhook converts', () => {
  let server: WebhookServer;
  before(async () => {
    server = await WebhookServer.up();
  });
  beforeEach(() => {
    server.questions.length = 0;
    server.behaviours.set('/convert', renamed);
    versions.define(convertedBy(server.at('/convert')));
  });
  after(() => server[Symbol.asyncDispose]());

  it('meet who applies in another version, in the words of their own', async () => {
    await apply('one', 'v2', { schedule: 'daily', replicas: 1 });
    assert.deepEqual(owners(), ['one v2: .spec.replicas .spec.schedule']);
    assert.equal(
      await conflict('two', 'v1', { cron: 'weekly' }),
      '1 conflict: conflict with "one": .spec.schedule',
    );
    assert.equal(await apply('two', 'v1', { cron: 'daily' }), 'configured', 'what is the same is shared');
    assert.deepEqual(owners(), ['one v2: .spec.replicas .spec.schedule', 'two v1: .spec.cron']);
    assert.equal(
      await conflict('one', 'v2', { schedule: 'weekly', replicas: 2 }),
      '1 conflict: conflict with "two": .spec.cron',
    );
  });

  it('lose what is forced from them', async () => {
    await apply('one', 'v2', { schedule: 'daily', replicas: 1 });
    assert.equal(await apply('two', 'v1', { cron: 'weekly' }, true), 'configured');
    assert.deepEqual(versions.spec('a'), { cron: 'weekly', replicas: 1, keep: 7 });
    assert.deepEqual(owners(), ['one v2: .spec.replicas', 'two v1: .spec.cron']);
  });

  it('lose what an update in another version changes or takes away', async () => {
    await apply('one', 'v2', { schedule: 'daily', replicas: 1 });
    await versions.patch('a', 'v1', { keep: 3 }, 'editor');
    assert.deepEqual(owners(), ['editor v1: .spec.keep', 'one v2: .spec.replicas .spec.schedule']);
    await versions.patch('a', 'v1', { cron: 'weekly' }, 'editor');
    assert.deepEqual(owners(), ['editor v1: .spec.cron .spec.keep', 'one v2: .spec.replicas']);
    assert.equal(
      await conflict('one', 'v2', { schedule: 'daily', replicas: 1 }),
      '1 conflict: conflict with "editor" using example.com/v1: .spec.cron',
    );
    await versions.patch('a', 'v2', { replicas: null, schedule: 'x' }, 'editor');
    assert.deepEqual(owners(), ['editor v1: .spec.keep', 'editor v2: .spec.schedule']);
  });

  it('keep what another gives up, whichever version either of them speaks', async () => {
    await apply('one', 'v2', { schedule: 'daily', replicas: 1 });
    await apply('two', 'v1', { cron: 'daily', keep: 2 });
    assert.equal(await apply('two', 'v1', {}), 'configured');
    assert.deepEqual(versions.spec('a'), { cron: 'daily', replicas: 1, keep: 7 });
    assert.deepEqual(owners(), ['one v2: .spec.replicas .spec.schedule', 'two v1: .spec']);
    assert.equal(await apply('one', 'v2', { replicas: 1 }), 'configured');
    assert.deepEqual(versions.spec('a'), { replicas: 1, keep: 7 });
  });

  it('give up what they name no longer, in another version than before', async () => {
    await apply('one', 'v2', { schedule: 'daily', replicas: 1, keep: 4 });
    assert.equal(await apply('one', 'v1', { cron: 'daily', keep: 4 }), 'configured');
    assert.deepEqual(versions.spec('a'), { cron: 'daily', keep: 4 });
    assert.deepEqual(owners(), ['one v1: .spec.cron .spec.keep']);
    await apply('two', 'v2', { schedule: 'daily' });
    assert.equal(await apply('one', 'v2', { keep: 5 }), 'configured');
    assert.deepEqual(versions.spec('a'), { cron: 'daily', keep: 5 });
    assert.deepEqual(owners(), ['one v2: .spec.keep', 'two v2: .spec.schedule']);
  });

  it('are forgotten when their version is served no more', async () => {
    await apply('one', 'v2', { schedule: 'daily', replicas: 1 });
    const definition = backupDefinition(convertedBy(server.at('/convert')));
    const { spec } = definition;
    assert.ok(isJsonObject(spec) && Array.isArray(spec['versions']));
    const [first, second]: readonly unknown[] = spec['versions'];
    assert.ok(isJsonObject(second));
    const served = [first, { ...second, served: false }];
    versions.bench.apply({ ...definition, spec: { ...spec, versions: served } });
    assert.equal(await apply('two', 'v1', { cron: 'weekly' }), 'configured');
    assert.deepEqual(owners(), ['two v1: .spec.cron']);
    assert.deepEqual(versions.spec('a'), { cron: 'weekly', replicas: 1, keep: 7 });
  });

  it('are asked for no more often than there are versions, and not where nothing changes', async () => {
    await apply('one', 'v2', { schedule: 'daily' });
    await apply('two', 'v1', { keep: 2 });
    const asked = async (what: () => Promise<unknown>): Promise<number> => {
      server.questions.length = 0;
      await what();
      return server.questions.length;
    };
    assert.equal(await asked(() => apply('two', 'v1', { keep: 2 })), 0, 'stored in v1, and as it was');
    assert.equal(await asked(() => apply('two', 'v1', { keep: 3 })), 1, 'before and after, in v2');
    assert.equal(await asked(() => versions.patch('a', 'v1', { keep: 4 })), 1);
    assert.equal(await asked(() => apply('one', 'v2', { schedule: 'weekly' })), 3, 'read, compared, stored');
    assert.deepEqual(
      server.questions.map(({ request: { objects } }) => (Array.isArray(objects) ? objects.length : 0)),
      [1, 2, 1],
    );
  });

  it('stay as they are while it is away, for who updates; who applies is refused', async () => {
    await apply('one', 'v2', { schedule: 'daily' });
    server.behaviours.set('/convert', () => ({ result: { status: 'Failed', message: 'out of paper' } }));
    assert.equal(await versions.patch('a', 'v1', { cron: 'weekly' }, 'editor'), 'updated');
    assert.deepEqual(owners(), ['editor v1: .spec.cron', 'one v2: .spec.schedule']);
    await assert.rejects(apply('two', 'v1', { replicas: 1 }), /out of paper/);
    assert.deepEqual(versions.spec('a'), { cron: 'weekly', keep: 7 });
  });
});

describe('owners of fields in versions that differ by their schema alone', () => {
  beforeEach(() => {
    const definition = backupDefinition();
    const { spec } = definition;
    assert.ok(isJsonObject(spec) && Array.isArray(spec['versions']));
    const tags = { type: 'array', items: { type: 'string' } };
    const labels = { type: 'object', additionalProperties: { type: 'string' } };
    const more = [
      {
        tags: { ...tags, 'x-kubernetes-list-type': 'set' },
        labels: { ...labels, 'x-kubernetes-map-type': 'atomic' },
      },
      { tags, labels },
    ];
    const served = spec['versions'].map((each: unknown, index) => {
      assert.ok(isJsonObject(each));
      const properties = {
        spec: { type: 'object', properties: { cron: { type: 'string' }, ...more[index] } },
      };
      const schema = { openAPIV3Schema: { type: 'object', properties } };
      return { ...each, schema, subresources: {}, selectableFields: [] };
    });
    versions.bench.apply({ ...definition, spec: { ...spec, versions: served } });
  });

  it('meet where one owns parts of what is whole to the other', async () => {
    await apply('one', 'v1', { tags: ['x'], cron: 'daily' });
    await apply('two', 'v2', { labels: { b: 'c' } });
    assert.deepEqual(owners(), ['one v1: .spec.cron .spec.tags[="x"]', 'two v2: .spec.labels.b']);
    assert.equal(
      await conflict('one', 'v1', { tags: ['x'], cron: 'daily', labels: { b: 'd' } }),
      '1 conflict: conflict with "two": .spec.labels.b',
    );
    await apply('two', 'v2', { labels: { b: 'c' }, tags: ['y', 'z'] });
    assert.deepEqual(owners(), ['one v1: .spec.cron', 'two v2: .spec.labels.b .spec.tags']);
  });
});
