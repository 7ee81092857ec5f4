// What clients of Kubernetes rely on beside the plain verbs: patches in older versions and with unknown fields, deletions
// that are asked for again, in another way or of many objects at once, and finalizers.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { after, before, beforeEach, describe, it } from 'mocha';
import { parse } from 'yaml';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { HttpFace } from '#kit/api/faces.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const merge = { 'content-type': 'application/merge-patch+json' };
const strategic = { 'content-type': 'application/strategic-merge-patch+json' };
const jsonPatch = { 'content-type': 'application/json-patch+json' };

/** A value in JSON by the names on the way to it. */
function at(json: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((value, name) => (isJsonObject(value) ? value[name] : undefined), json);
}

describe('the semantics of the HTTP face', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let http: HttpFace;
  let count = 0;
  let team: string;
  const core = (...parts: readonly string[]): string => `/api/v1/namespaces/${[team, ...parts].join('/')}`;

  before(async () => {
    masters = await TestMasters.up(1);
    http = new HttpFace(masters);
  });
  after(async () => {
    http[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    team = `team-${++count}`;
    const made = await http.ask('POST', '/api/v1/namespaces', { metadata: { name: team } });
    assert.equal(made.status, 201);
  });

  async function make(path: string, body: JsonObject): Promise<JsonObject> {
    const { status, json } = await http.ask('POST', path, body);
    assert.equal(status, 201, JSON.stringify(json));
    return json;
  }

  /** A configuration that nothing lets go but the finalizer of its test. */
  const held = (name: string): JsonObject => ({ metadata: { name, finalizers: ['test.example/held'] } });

  it('answers in YAML who asks for it: objects, lists and errors, and no watch', async () => {
    await make(core('configmaps'), { metadata: { name: 'a' }, data: { on: 'yes' } });
    const headers = { accept: 'application/yaml' };
    const read = async (path: string): Promise<unknown> => {
      const { text, headers: said } = await http.text('GET', path, undefined, headers);
      assert.equal(said['content-type'], 'application/yaml');
      return parse(text, { version: '1.1' });
    };
    // Controllers write meanwhile: what is the same before and after is what the YAML must say.
    const saysTheSame = async (path: string): Promise<void> => {
      const inJson = async (): Promise<unknown> => (await http.ask('GET', path)).json;
      for (let earlier = await inJson(); ;) {
        const inYaml = await read(path);
        const later = await inJson();
        if (isDeepStrictEqual(earlier, later)) return assert.deepEqual(inYaml, later);
        earlier = later;
      }
    };
    for (const path of [
      core('configmaps', 'a'),
      core('configmaps'),
      core('configmaps?labelSelector=none'),
      core('configmaps', 'missing'),
      '/api/v1',
    ])
      await saysTheSame(path);
    const rather = { accept: 'application/json, application/yaml' };
    assert.equal((await http.ask('GET', core('configmaps', 'a'), undefined, rather)).status, 200);
    assert.equal(at(await read(core('configmaps?watch=true')), 'reason'), 'NotAcceptable');
  });

  it('a value of another type than its field’s makes a body that can’t be read', async () => {
    const deployments = `/apis/apps/v1/namespaces/${team}/deployments`;
    const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'a' }] } };
    const spec = { replicas: 1, selector: { matchLabels: { a: 'b' } }, template };
    const made = await make(deployments, { metadata: { name: 'a' }, spec });
    const bad = { metadata: { name: 'a' }, spec: { ...spec, replicas: 'x' } };
    for (const [method, path, body] of [
      ['POST', deployments, bad],
      ['PUT', `${deployments}/a`, { ...made, ...bad }],
    ] as const) {
      const { status, json } = await http.ask(method, path, body);
      assert.deepEqual([status, json['reason']], [400, 'BadRequest']);
      assert.match(
        String(json['message']),
        /^Deployment in version "v1" cannot be handled as a Deployment: spec\.replicas: Invalid value: "x"/,
      );
    }
    const patched = await http.ask('PATCH', `${deployments}/a`, { spec: { replicas: 'x' } }, merge);
    assert.equal(patched.status, 422, 'a patch could be read: what it makes is wrong');
  });

  describe('a patch in an older version', () => {
    const autoscalers = (version: string): string =>
      `/apis/autoscaling/${version}/namespaces/${team}/horizontalpodautoscalers`;
    const scaleTargetRef = { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' };

    it('sees and changes the fields of that version, and leaves what only the other has', async () => {
      await make(autoscalers('v2'), {
        metadata: { name: 'web' },
        spec: {
          scaleTargetRef,
          maxReplicas: 5,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } },
            },
          ],
          behavior: { scaleDown: { stabilizationWindowSeconds: 7 } },
        },
      });
      const path = `${autoscalers('v1')}/web`;
      for (const headers of [merge, strategic]) {
        const percent = headers === merge ? 60 : 61;
        const body = { spec: { targetCPUUtilizationPercentage: percent } };
        const { status, json } = await http.ask('PATCH', path, body, headers);
        assert.equal(status, 200, JSON.stringify(json));
        assert.equal(at(json, 'apiVersion'), 'autoscaling/v1');
        assert.equal(at(json, 'spec', 'targetCPUUtilizationPercentage'), percent);
      }
      const operations = [
        { op: 'test', path: '/spec/targetCPUUtilizationPercentage', value: 61 },
        { op: 'replace', path: '/spec/maxReplicas', value: 9 },
      ];
      assert.equal((await http.ask('PATCH', path, operations, jsonPatch)).status, 200);
      const stored = (await http.ask('GET', `${autoscalers('v2')}/web`)).json;
      assert.equal(at(stored, 'spec', 'maxReplicas'), 9);
      assert.equal(at(stored, 'spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'), 7);
      const metrics = at(stored, 'spec', 'metrics');
      assert.ok(Array.isArray(metrics));
      const targets = metrics.map((metric: unknown) => [
        at(metric, 'resource', 'name'),
        at(metric, 'resource', 'target', 'averageUtilization'),
      ]);
      assert.deepEqual(targets, [
        ['memory', 70],
        ['cpu', 61],
      ]);
    });
  });

  describe('fields that a kind does not have, in a patch,', () => {
    const types = [merge, strategic, jsonPatch];
    const patchOf = (headers: object): unknown =>
      headers === jsonPatch
        ? [
            { op: 'add', path: '/dta', value: { a: '2' } },
            { op: 'add', path: '/data', value: { a: '3' } },
          ]
        : { dta: { a: '2' }, data: { a: '3' } };

    it('are dropped with a warning, dropped, or refused, as the client asks', async () => {
      await make(core('configmaps'), { metadata: { name: 'a' } });
      const path = core('configmaps', 'a');
      for (const headers of types) {
        const warned = await http.ask('PATCH', path, patchOf(headers), headers);
        assert.deepEqual([warned.status, warned.json['data']], [200, { a: '3' }]);
        assert.match(String(warned.headers['warning']), /unknown field \\"dta\\"; did you mean \\"data\\"/);
        const silent = await http.ask('PATCH', `${path}?fieldValidation=Ignore`, patchOf(headers), headers);
        assert.deepEqual([silent.status, silent.headers['warning']], [200, undefined]);
        const strict = await http.ask('PATCH', `${path}?fieldValidation=Strict`, patchOf(headers), headers);
        assert.equal(strict.status, 422);
        assert.match(String(strict.json['message']), /dta: unknown field/);
      }
    });

    it('are told in warnings of a bounded length', async () => {
      await make(core('configmaps'), { metadata: { name: 'a' } });
      const fields = Object.fromEntries(['a', 'b', 'c'].map((name) => [name.repeat(100_000), 1]));
      const warned = await http.ask('PATCH', core('configmaps', 'a'), { ...fields, data: { a: '3' } }, merge);
      assert.deepEqual([warned.status, warned.json['data']], [200, { a: '3' }]);
      assert.match(
        String(warned.headers['warning']),
        /unknown field \\"aaaa.*\.\.\.".*unknown field \\"cccc/,
      );
      assert.ok(String(warned.headers['warning']).length < 2_000);
    });

    it('and those that it gives twice', async () => {
      await make(core('configmaps'), { metadata: { name: 'a' } });
      const path = core('configmaps', 'a');
      const twice = '{"data":{"a":"1","a":"2"}}';
      const warned = await http.ask('PATCH', path, twice, merge);
      assert.deepEqual([warned.status, warned.json['data']], [200, { a: '2' }]);
      assert.match(String(warned.headers['warning']), /duplicate field \\"data\.a\\"/);
      assert.equal((await http.ask('PATCH', `${path}?fieldValidation=Strict`, twice, merge)).status, 400);
    });
  });

  describe('a deletion', () => {
    it('that waits for what the object owns waits no more when it is asked for again without', async () => {
      const owner = await make(core('configmaps'), { metadata: { name: 'owner' } });
      const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', blockOwnerDeletion: true };
      const ownerReferences = [{ ...reference, uid: at(owner, 'metadata', 'uid') }];
      const finalizers = ['test.example/held'];
      await make(core('configmaps'), { metadata: { name: 'owned', finalizers, ownerReferences } });
      const path = core('configmaps', 'owner');
      for (const options of [{ propagationPolicy: 'Foreground' }, {}]) {
        await http.ask('DELETE', path, options);
        const { json } = await http.ask('GET', path);
        assert.deepEqual(at(json, 'metadata', 'finalizers'), ['foregroundDeletion']);
      }
      await http.ask('DELETE', path, { propagationPolicy: 'Background' });
      assert.equal((await http.ask('GET', path)).status, 404);
    });

    it('may ask for less than no grace, as clients do that mean the usual one', async () => {
      for (const [query, options] of [
        ['?gracePeriodSeconds=-1', undefined],
        ['', { gracePeriodSeconds: -1 }],
      ] as const) {
        await make(core('configmaps'), { metadata: { name: 'a' } });
        const { status, json } = await http.ask('DELETE', `${core('configmaps', 'a')}${query}`, options);
        assert.deepEqual([status, json['status']], [200, 'Success'], JSON.stringify(json));
      }
    });

    it('with options that can’t be read deletes nothing', async () => {
      await make(core('configmaps'), { metadata: { name: 'a' } });
      const path = core('configmaps', 'a');
      for (const options of [
        { dryRun: 'All' },
        { preconditions: 'uid' },
        { preconditions: { uid: 5 } },
        { propagationPolicy: ['Orphan'] },
        { orphanDependents: 'false' },
        { gracePeriodSeconds: '0' },
        { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'a' } },
      ])
        for (const each of [path, core('configmaps')]) {
          const { status, json } = await http.ask('DELETE', each, options);
          assert.equal(status, 400, `${JSON.stringify(options)}: ${JSON.stringify(json)}`);
        }
      assert.equal((await http.ask('GET', path)).status, 200);
      const kind = { kind: 'DeleteOptions', apiVersion: 'meta.k8s.io/v1' };
      const asked = { ...kind, dryRun: ['All'], preconditions: null, unknown: true };
      assert.equal((await http.ask('DELETE', path, asked)).status, 200);
      assert.equal((await http.ask('GET', path)).status, 200);
    });

    it('of a collection whose objects wait to go takes as many transactions as it needs', async () => {
      const data = { big: 'x'.repeat(900_000) };
      for (let each = 0; each < 6; each++) await make(core('configmaps'), { ...held(`big-${each}`), data });
      const { status } = await http.ask('DELETE', core('configmaps'));
      assert.equal(status, 200);
      const { items } = (await http.ask('GET', core('configmaps'))).json;
      assert.ok(Array.isArray(items));
      const own = items.filter((item) => String(at(item, 'metadata', 'name')).startsWith('big-'));
      assert.deepEqual(
        own.map((item) => at(item, 'metadata', 'deletionTimestamp') !== undefined),
        Array.from({ length: 6 }, () => true),
      );
      for (let each = 0; each < 6; each++)
        await http.ask('PATCH', core('configmaps', `big-${each}`), { metadata: { finalizers: null } }, merge);
    });

    it('of a collection deletes what may go, and says what may not', async () => {
      const selected = `/api/v1/namespaces?labelSelector=${encodeURIComponent('batch in (one)')}`;
      for (const name of [`${team}-a`, `${team}-b`])
        await make('/api/v1/namespaces', { metadata: { name, labels: { batch: 'one' } } });
      const label = { metadata: { labels: { batch: 'one' } } };
      assert.equal((await http.ask('PATCH', '/api/v1/namespaces/default', label, merge)).status, 200);
      const { status, json } = await http.ask('DELETE', selected);
      assert.equal(status, 403, JSON.stringify(json));
      assert.match(String(json['message']), /"default" is forbidden: this namespace may not be deleted/);
      for (const name of [`${team}-a`, `${team}-b`]) {
        const left = await http.ask('GET', `/api/v1/namespaces/${name}`);
        assert.ok(left.status === 404 || at(left.json, 'metadata', 'deletionTimestamp') !== undefined);
      }
    });
  });

  it('refuses options that make no sense, as Kubernetes does', async () => {
    await make(core('configmaps'), { metadata: { name: 'options' } });
    const one = core('configmaps', 'options');
    const all = core('configmaps');
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'options' } };
    const orphan = { propagationPolicy: 'Orphan', orphanDependents: true };
    for (const [method, path, given, status, said] of [
      ['POST', `${all}?dryRun=Some`, body, 422, /^CreateOptions\..*dryRun: Unsupported value: "Some".*"All"/],
      ['PUT', `${one}?dryRun=`, body, 422, /^UpdateOptions\..*dryRun: Unsupported value: ""/],
      ['PUT', `${one}?fieldValidation=Bad`, body, 422, /fieldValidation: Unsupported value: "Bad".*"Strict"/],
      ['DELETE', one, { dryRun: ['all'] }, 422, /^DeleteOptions\..*dryRun\[0\]: Unsupported value: "all"/],
      [
        'DELETE',
        `${one}?propagationPolicy=Bad`,
        undefined,
        422,
        /propagationPolicy: Unsupported value: "Bad"/,
      ],
      ['DELETE', one, orphan, 422, /orphanDependents and deletionPropagation cannot be both set/],
      [
        'GET',
        `${all}?resourceVersionMatch=Exact`,
        undefined,
        422,
        /forbidden unless resourceVersion is provided/,
      ],
      [
        'GET',
        `${all}?resourceVersion=1&resourceVersionMatch=Any`,
        undefined,
        422,
        /Unsupported value: "Any"/,
      ],
      ['GET', `${all}?sendInitialEvents=true`, undefined, 422, /sendInitialEvents is forbidden for list/],
      ['GET', `${all}?continue=x&resourceVersion=1`, undefined, 400, /not allowed when using continue/],
      ['GET', `${all}?watch=1&resourceVersionMatch=Exact`, undefined, 422, /forbidden for watch unless/],
      ['GET', `${all}?watch=1&sendInitialEvents=true`, undefined, 422, /to NotOlderThan/],
    ] as const) {
      const answer = await http.ask(method, path, given);
      assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.json)}`);
      assert.match(String(answer.json['message']), said);
      if (status === 422) assert.equal(at(answer.json, 'details', 'group'), 'meta.k8s.io');
    }
    assert.equal((await http.ask('DELETE', one, { orphanDependents: true })).status, 200);
  });

  it('takes no body that a page of another site can have a browser send, nor one that does not say what it is', async () => {
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'forms' } };
    for (const type of [
      'text/plain',
      'text/plain;charset=UTF-8',
      'application/x-www-form-urlencoded',
      'text/yaml',
    ]) {
      const { status, json } = await http.ask('POST', core('configmaps'), body, { 'content-type': type });
      assert.equal(status, 415, type);
      assert.equal(json['reason'], 'UnsupportedMediaType');
    }
    const path = `${core('configmaps', 'forms')}?fieldManager=me`;
    for (const given of [{}, { kind: 'ConfigMap' }, { apiVersion: 'v1' }]) {
      const { status, json } = await http.ask('PATCH', path, given, {
        'content-type': 'application/apply-patch+yaml',
      });
      assert.equal(status, 400, JSON.stringify(json));
      assert.match(String(json['message']), /does not say its (kind|apiVersion)/);
    }
    assert.equal((await http.ask('GET', core('configmaps', 'forms'))).status, 404);
  });

  describe('finalizers', () => {
    it('can’t be added to what is being deleted, only taken away', async () => {
      await make(core('configmaps'), held('a'));
      const path = core('configmaps', 'a');
      await http.ask('DELETE', path);
      const finalizers = ['test.example/held', 'other.example/held'];
      const refused = await http.ask('PATCH', path, { metadata: { finalizers } }, merge);
      assert.equal(refused.status, 422);
      assert.match(
        String(refused.json['message']),
        /metadata\.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers "other\.example\/held"/,
      );
      assert.equal((await http.ask('PATCH', path, { metadata: { finalizers: [] } }, merge)).status, 200);
      assert.equal((await http.ask('GET', path)).status, 404);
    });

    it('in a namespace’s spec are changed by its finalize alone', async () => {
      const path = `/api/v1/namespaces/${team}`;
      const specOf = async (): Promise<unknown> =>
        at((await http.ask('GET', path)).json, 'spec', 'finalizers');
      for (const spec of [null, {}, { finalizers: null }, { finalizers: ['a.example/b'] }]) {
        assert.equal((await http.ask('PATCH', path, { spec }, merge)).status, 200);
        assert.deepEqual(await specOf(), ['kubernetes']);
      }
      const put = await http.ask('PUT', path, { metadata: { name: team, labels: { a: 'b' } }, spec: {} });
      assert.deepEqual([put.status, await specOf()], [200, ['kubernetes']]);
      const body = { metadata: { name: team }, spec: { finalizers: ['a.example/b'] } };
      assert.equal((await http.ask('PUT', `${path}/finalize`, body)).status, 200);
      const made = (await http.ask('GET', path)).json;
      assert.deepEqual(at(made, 'spec', 'finalizers'), ['a.example/b']);
      assert.equal(at(made, 'metadata', 'labels', 'a'), 'b');
      await http.ask('PUT', `${path}/finalize`, { metadata: { name: team }, spec: { finalizers: [] } });
    });
  });

  it('says of a resourceVersion that is not there what clients list anew by', async () => {
    await make(core('configmaps'), { metadata: { name: 'a' } });
    const later = 'resourceVersion=99999999';
    const paths = [
      `${core('configmaps')}?${later}`,
      `${core('configmaps')}?${later}&resourceVersionMatch=Exact`,
      `${core('configmaps', 'a')}?${later}`,
      `${core('configmaps')}?${later}&watch=1`,
    ];
    for (const { status, json } of await Promise.all(paths.map((path) => http.ask('GET', path)))) {
      assert.equal(status, 504, JSON.stringify(json));
      assert.equal(at(json, 'reason'), 'Timeout');
      assert.match(String(at(json, 'message')), /Too large resource version: 99999999, current: \d+/);
      const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
      assert.deepEqual(at(json, 'details'), { causes, retryAfterSeconds: 1 });
    }
  });

  it('adds containers to look into a pod while others change it', async () => {
    const containers = [{ name: 'main', image: 'a:1' }];
    await make(core('pods'), { metadata: { name: 'a' }, spec: { schedulerName: 'none', containers } });
    const names = 'bcdefghijklm'.split('');
    const added = names.map((name) =>
      http.ask(
        'PATCH',
        core('pods', 'a', 'ephemeralcontainers'),
        { spec: { ephemeralContainers: [{ name, image: 'a:1' }] } },
        strategic,
      ),
    );
    const labelled = names.map((name) =>
      http.ask('PATCH', core('pods', 'a'), { metadata: { labels: { [name]: 'x' } } }, merge),
    );
    const statuses = (await Promise.all([...added, ...labelled])).map(({ status }) => status);
    assert.deepEqual(new Set(statuses), new Set([200]));
    const there = at((await http.ask('GET', core('pods', 'a'))).json, 'spec', 'ephemeralContainers');
    assert.ok(Array.isArray(there));
    assert.deepEqual(there.map((container) => String(at(container, 'name'))).toSorted(), names);
  });

  it('says which object a change that is based on another state is about', async () => {
    await make(core('configmaps'), { metadata: { name: 'a' } });
    const path = core('configmaps', 'a');
    const stale = { metadata: { name: 'a', resourceVersion: '1' } };
    const refused = [
      await http.ask('PUT', path, stale),
      await http.ask('PATCH', path, stale, merge),
      await http.ask('DELETE', path, { preconditions: { uid: 'another' } }),
      await http.ask('DELETE', path, { preconditions: { resourceVersion: '1' } }),
    ];
    for (const { status, json } of refused) {
      assert.deepEqual([status, json['reason']], [409, 'Conflict']);
      assert.deepEqual(json['details'], { name: 'a', kind: 'configmaps' });
      assert.match(String(json['message']), /^Operation cannot be fulfilled on configmaps "a": /);
    }
  });

  it('refuses to change a part of one object by what is said of another, or of another part', async () => {
    const labels = { a: 'b' };
    const containers = [{ name: 'main', image: 'a:1' }];
    const template = { metadata: { labels }, spec: { containers } };
    const deployments = `/apis/apps/v1/namespaces/${team}/deployments`;
    const spec = { replicas: 0, selector: { matchLabels: labels }, template };
    const made = await make(deployments, { metadata: { name: 'a' }, spec });
    await make(core('pods'), { metadata: { name: 'a' }, spec: { schedulerName: 'none', containers } });
    const [evict, bind] = [core('pods', 'a', 'eviction'), core('pods', 'a', 'binding')];
    const other = { metadata: { name: 'b' } };
    const target = { kind: 'Node', name: 'n' };
    const refused = [
      await http.ask('POST', evict, { apiVersion: 'policy/v1', kind: 'Eviction', ...other }),
      await http.ask('POST', evict, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }),
      await http.ask('POST', evict, { metadata: { name: 'a', namespace: 'default' } }),
      await http.ask('POST', bind, { ...other, target }),
      await http.ask('PUT', `${deployments}/a/scale`, { ...other, spec: { replicas: 3 } }),
      await http.ask('PUT', `${deployments}/a/scale`, made),
    ];
    for (const { status, json } of refused) assert.equal(status, 400, JSON.stringify(json));
    assert.equal((await http.ask('GET', core('pods', 'a'))).status, 200);
    const scale = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'a', namespace: team } };
    const scaled = await http.ask('PUT', `${deployments}/a/scale`, { ...scale, spec: { replicas: 1 } });
    assert.equal(scaled.status, 200, JSON.stringify(scaled.json));
    const evicted = await http.ask('POST', evict, { metadata: { name: 'a', namespace: team } });
    assert.equal(evicted.status, 201, JSON.stringify(evicted.json));
  });

  it('says of a namespace that is missing, or going, that it is what is wrong', async () => {
    const missing = await http.ask('POST', '/api/v1/namespaces/nowhere/configmaps', {
      metadata: { name: 'a' },
    });
    assert.deepEqual(
      [missing.status, missing.json['details']],
      [404, { name: 'nowhere', kind: 'namespaces' }],
    );
    const namespace = `/api/v1/namespaces/${team}`;
    await http.ask('PATCH', namespace, { metadata: { finalizers: ['test.example/held'] } }, merge);
    await http.ask('DELETE', namespace);
    const going = await http.ask('POST', core('configmaps'), { metadata: { name: 'a' } });
    assert.equal(going.status, 403);
    const message = `namespace ${team} is being terminated`;
    assert.deepEqual(going.json['details'], {
      name: 'a',
      kind: 'configmaps',
      causes: [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }],
    });
    await http.ask('PATCH', namespace, { metadata: { finalizers: null } }, merge);
  });

  it('changes nothing for a client that takes no form of the answer', async () => {
    await make(core('configmaps'), { metadata: { name: 'a' } });
    const path = core('configmaps', 'a');
    const body = { metadata: { name: 'b' } };
    const refused = [
      await http.ask('POST', core('configmaps'), body, { accept: 'application/xml' }),
      await http.ask('PUT', path, { metadata: { name: 'a' }, data: { a: 'b' } }, { accept: 'text/csv' }),
      await http.ask('PATCH', path, { data: { a: 'b' } }, { ...merge, accept: 'text/csv' }),
      await http.ask('DELETE', path, undefined, { accept: 'text/csv' }),
      await http.ask('DELETE', core('configmaps'), undefined, { accept: 'text/csv' }),
    ];
    assert.deepEqual(
      refused.map(({ status, json }) => [status, json['reason']]),
      refused.map(() => [406, 'NotAcceptable']),
    );
    assert.equal((await http.ask('GET', core('configmaps', 'b'))).status, 404);
    const { status, json } = await http.ask('GET', path);
    assert.deepEqual(
      [status, json['data'], at(json, 'metadata', 'deletionTimestamp')],
      [200, undefined, undefined],
    );
  });

  it('answers HEAD as GET without the body, of parts of objects and where a watch is asked for too', async () => {
    const labels = { a: 'b' };
    const containers = [{ name: 'main', image: 'a:1' }];
    const spec = {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    };
    const deployments = `/apis/apps/v1/namespaces/${team}/deployments`;
    await make(deployments, { metadata: { name: 'a' }, spec });
    await make(core('pods'), { metadata: { name: 'a' }, spec: { schedulerName: 'none', containers } });
    const paths = ['', '/status', '/scale'].map((part) => `${deployments}/a${part}`);
    paths.push(core('pods', 'a', 'ephemeralcontainers'), `${deployments}?watch=true&timeoutSeconds=60`);
    for (const path of paths) {
      const { status, text } = await http.text('HEAD', path);
      assert.deepEqual([status, text], [200, ''], path);
    }
  });

  it('counts what follows a page only where no selector would have to look at it', async () => {
    for (const name of ['a', 'b', 'c'])
      await make(core('configmaps'), { metadata: { name, labels: { each: 'one' } } });
    const rest = async (query: string): Promise<unknown> => {
      const { json } = await http.ask('GET', `${core('configmaps')}?limit=1${query}`);
      assert.notEqual(at(json, 'metadata', 'continue'), undefined);
      return at(json, 'metadata', 'remainingItemCount');
    };
    const all = await http.ask('GET', core('configmaps'));
    assert.equal(await rest(''), Array.isArray(all.json['items']) ? all.json['items'].length - 1 : 0);
    assert.equal(await rest('&labelSelector=each%3Done'), undefined);
  });
});
