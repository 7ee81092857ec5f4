// Parts of objects that are changed by themselves, over both faces: who is allowed a part changes that part.
import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import {
  People,
  binding,
  changes,
  group,
  inTeam,
  manifest,
  role,
  rule,
  typed,
  user,
} from '#kit/api/people.ts';

const pods = '/api/v1/namespaces/team/pods';
const web = '/apis/apps/v1/namespaces/team/deployments/web';

describe('parts of objects', function () {
  this.timeout(120_000);
  let people: People;
  before(async () => {
    people = await People.up();
    const rules = [rule(['patch'], [''], ['pods/resize']), rule(['patch'], ['apps'], ['deployments/status'])];
    await people.made(`${inTeam}/roles`, role('Role', 'parts', ...rules));
    const parts = { apiGroup: group, kind: 'Role', name: 'parts' };
    await people.made(`${inTeam}/rolebindings`, binding('RoleBinding', 'parts', parts, user('nina')));
    const main = { name: 'main', image: 'web:v1', resources: { requests: { cpu: '100m' } } };
    const pod = { metadata: { name: 'sized' }, spec: { schedulerName: 'none', containers: [main] } };
    await people.made(pods, { apiVersion: 'v1', kind: 'Pod', ...pod });
  });
  after(() => people[Symbol.asyncDispose]());

  const codeOverGrpc = async (change: Change): Promise<number> =>
    (await people.grpc('nina', typed.commit, changes(change))).code;

  it('are patched by who may patch those, and nothing else with them', async () => {
    const patchTo = (cpu: string): object => ({
      metadata: { labels: { taken: 'yes' } },
      spec: { containers: [{ name: 'main', resources: { requests: { cpu } } }] },
    });
    const overHttp = async (
      cpu: string,
      part: string,
      type = 'strategic-merge-patch+json',
    ): Promise<number> => {
      const where = `${pods}/sized${part}?fieldManager=nina`;
      const headers = { 'content-type': `application/${type}` };
      return (await people.ask('nina', 'PATCH', where, patchTo(cpu), headers)).code;
    };
    const overGrpc = (cpu: string, part: { readonly subresource?: string }): Promise<number> => {
      const strategicPatch = new TextEncoder().encode(JSON.stringify(patchTo(cpu)));
      const key = { group: '', kind: 'Pod', namespace: 'team', name: 'sized' };
      const patch = { key, mergePatch: new Uint8Array(), strategicPatch, status: false, ...part };
      return codeOverGrpc({ patch });
    };
    const cpuAndLabels = async (): Promise<readonly unknown[]> => {
      const { metadata, spec } = (await people.ask('root', 'GET', `${pods}/sized`)).body;
      assert.ok(isJsonObject(metadata) && isJsonObject(spec) && Array.isArray(spec['containers']));
      return [spec['containers'][0].resources.requests.cpu, metadata['labels']];
    };
    for (const part of ['', '/ephemeralcontainers', '/status'])
      assert.equal(await overHttp('200m', part), 403, part);
    for (const part of [{}, { subresource: '' }, { subresource: 'ephemeralcontainers' }])
      assert.equal(await overGrpc('200m', part), status.PERMISSION_DENIED, JSON.stringify(part));
    assert.equal(await overHttp('200m', '/resize'), 200);
    assert.deepEqual(await cpuAndLabels(), ['200m', undefined]);
    assert.equal(await overGrpc('300m', { subresource: 'resize' }), status.OK);
    assert.deepEqual(await cpuAndLabels(), ['300m', undefined]);
    // A merge in the name of an apply would keep no owner.
    for (const type of ['apply-patch+yaml', 'json'])
      assert.equal(await overHttp('400m', '/resize', type), 415, type);
    assert.deepEqual(await cpuAndLabels(), ['300m', undefined]);
  });

  it('that are a status are applied by who may patch that, and nothing else with it', async () => {
    const { spec } = (await people.ask('root', 'GET', web)).body;
    assert.ok(isJsonObject(spec));
    const object = manifest({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'team' },
      spec: { ...spec, paused: true },
    });
    assert.equal(await codeOverGrpc({ apply: { object, status: true } }), status.INVALID_ARGUMENT);
    assert.equal(await codeOverGrpc({ apply: { object } }), status.PERMISSION_DENIED);
    assert.deepEqual((await people.ask('root', 'GET', web)).body['spec'], spec);
  });
});
