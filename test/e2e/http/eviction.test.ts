// Evictions against disruption budgets, on real masters and both faces.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { isJsonObject } from '#kernel/model/json.ts';
import { HttpFace } from '#kit/api/faces.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { until } from '#kit/cluster.ts';

const pods = '/api/v1/namespaces/default/pods';
const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
const count = 10;
const labels = { app: 'web' };

describe('evictions', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let faces: readonly HttpFace[];

  before(async () => {
    masters = await TestMasters.up();
    faces = [0, 1, 2].map((index) => new HttpFace(masters, index));
  });
  after(async () => {
    for (const face of faces ?? []) face[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });

  const face = (at: number): HttpFace => {
    const found = faces[at % faces.length];
    assert.ok(found !== undefined);
    return found;
  };

  async function readyPods(): Promise<readonly string[]> {
    using client = masters.client();
    const names = Array.from({ length: count }, (_none, at) => `web-${at}`);
    await client.commit(
      names.map((name) => ({
        create: {
          object: manifest({
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name, namespace: 'default', labels },
            spec: { schedulerName: 'none', containers: [{ name: 'main', image: 'a:1' }] },
          }),
        },
      })),
    );
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
    for (const name of names) {
      const { json } = await face(0).ask('GET', `${pods}/${name}`);
      const put = await face(0).ask('PUT', `${pods}/${name}/status`, { ...json, status });
      assert.equal(put.status, 200, JSON.stringify(put.json));
    }
    return names;
  }

  function evict(at: number, name: string, more: object = {}): ReturnType<HttpFace['ask']> {
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name }, ...more };
    return face(at).ask('POST', `${pods}/${name}/eviction`, eviction);
  }

  it('take no more than the budget allows, however many ask at once at all masters', async () => {
    const names = await readyPods();
    const spec = { minAvailable: 7, selector: { matchLabels: labels } };
    assert.equal((await face(1).ask('POST', budgets, { metadata: { name: 'seven' }, spec })).status, 201);
    // At once: nobody has to have written the budget's status first.
    const now = { deleteOptions: { gracePeriodSeconds: 0 } };
    const answers = await Promise.all(names.map((name, at) => evict(at, name, now)));
    const codes = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    assert.deepEqual(codes, [
      ...Array.from({ length: 3 }, () => 201),
      ...Array.from({ length: 7 }, () => 429),
    ]);
    const refused = answers.find(({ status }) => status === 429);
    assert.ok(refused !== undefined);
    const { message, reason, details } = refused.json;
    assert.equal(message, "Cannot evict pod as it would violate the pod's disruption budget.");
    assert.equal(reason, 'TooManyRequests');
    assert.ok(isJsonObject(details));
    // kubectl tells of the refusal and asks again by itself; told when, its library would ask and tell nobody.
    assert.deepEqual([details['retryAfterSeconds'], refused.headers['retry-after']], [undefined, undefined]);
    assert.deepEqual(details['causes'], [
      {
        reason: 'DisruptionBudget',
        message: 'The disruption budget seven needs 7 healthy pods and has 7 currently',
      },
    ]);
    const left = await face(2).ask('GET', pods);
    assert.ok(Array.isArray(left.json['items']));
    assert.equal(left.json['items'].length, 7);
    await until('the status says so', async () => {
      const { json } = await face(0).ask('GET', `${budgets}/seven`);
      const { status } = json;
      return isJsonObject(status) && status['currentHealthy'] === 7 && status['expectedPods'] === 7;
    });
  });

  it('over gRPC are one transaction: all that the budget allows, or nothing', async () => {
    using client = masters.client();
    const { items } = (await face(0).ask('GET', pods)).json;
    assert.ok(Array.isArray(items));
    const names = items.map((item: { metadata: { name: string } }) => item.metadata.name);
    const change = (name: string) => ({
      delete: {
        key: { group: '', kind: 'Pod', namespace: 'default', name },
        uid: '',
        propagation: '',
        ignoreMissing: false,
        gracePeriodSeconds: 0,
        evict: true,
      },
    });
    const spec = { minAvailable: 5, selector: { matchLabels: labels } };
    const { json } = await face(0).ask('GET', `${budgets}/seven`);
    assert.equal((await face(0).ask('PUT', `${budgets}/seven`, { ...json, spec })).status, 200);
    await assert.rejects(client.commit(names.slice(0, 3).map(change), { dryRun: true }), {
      code: 'Undisruptable',
      message: /disruption budget/,
    });
    await client.commit(names.slice(0, 2).map(change));
    assert.equal((await face(1).ask('GET', `${pods}/${names[0]}`)).status, 404);
    const { status } = (await face(1).ask('GET', `${budgets}/seven`)).json;
    assert.ok(isJsonObject(status));
    assert.deepEqual([status['disruptionsAllowed'], status['currentHealthy']], [0, 5]);
    const service = { key: { group: '', kind: 'Service', namespace: 'default', name: 'kubernetes' } };
    await assert.rejects(
      client.commit([
        { delete: { ...service, uid: '', propagation: '', ignoreMissing: false, evict: true } },
      ]),
      /NotFound|not found|evict: is for pods/,
    );
  });

  it('heed preconditions and dry runs, and take what no budget counts', async () => {
    await face(0).ask('DELETE', `${budgets}/seven`);
    const { items } = (await face(0).ask('GET', pods)).json;
    assert.ok(Array.isArray(items));
    const [name = ''] = items.map((item: { metadata: { name: string } }) => item.metadata.name);
    const other = { deleteOptions: { preconditions: { uid: 'another' } } };
    assert.equal((await evict(0, name, other)).status, 409);
    assert.equal((await evict(0, name, { deleteOptions: { dryRun: ['All'] } })).status, 201);
    assert.equal((await face(0).ask('GET', `${pods}/${name}`)).status, 200);
    assert.equal((await evict(1, name, { deleteOptions: { gracePeriodSeconds: 0 } })).status, 201);
    assert.equal((await face(0).ask('GET', `${pods}/${name}`)).status, 404);
    assert.equal((await evict(1, name)).status, 404);
  });
});
