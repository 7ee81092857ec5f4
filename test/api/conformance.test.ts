// Every kind, every verb, every patch, every class of error, the same on all faces: what users and tools rely on,
// whichever way they come.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type Came, type Face, GrpcFace, HttpFace } from '#kit/api/faces.ts';
import { GrpcCaller } from '#kit/api/grpc-caller.ts';
import { TypedFace } from '#kit/api/typed-face.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { type Example, examples } from '#kit/examples.ts';

function objectIn(came: Came): JsonObject {
  if ('object' in came) return came.object;
  return assert.fail(`${came.reason}: ${came.message}`);
}

function reasonIn(came: Came): string {
  return 'reason' in came ? came.reason : assert.fail('it was expected to fail');
}

function part(json: JsonObject, name: string): JsonObject {
  const value = json[name];
  return isJsonObject(value) ? value : {};
}

const annotationsOf = (json: JsonObject): JsonObject => part(part(json, 'metadata'), 'annotations');

describe('every kind on every face', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let http: HttpFace;
  let faces: readonly Face[];
  let manifestFaces: readonly Face[];
  let stopClient: () => void;

  before(async () => {
    masters = await TestMasters.up();
    http = new HttpFace(masters);
    const client = masters.client();
    const caller = new GrpcCaller(masters.servers[0] ?? '', masters.authority, masters.administrator);
    stopClient = () => {
      client.close();
      caller[Symbol.dispose]();
    };
    manifestFaces = [http, new GrpcFace(client)];
    faces = [...manifestFaces, new TypedFace(caller)];
  });
  after(async () => {
    stopClient();
    http[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });

  function manifestOf(
    { kind, fields, name }: Example,
    index: number,
  ): { readonly name: string; readonly json: JsonObject } {
    const { type, namespaced } = definitionOf(kind);
    // A definition's name is made of its parts; elsewhere each face has an object of its own.
    const own = kind === 'CustomResourceDefinition' ? (name ?? '') : `${name ?? 'x'}-${index}`;
    const metadata = {
      name: own,
      labels: { face: `f${index}` },
      ...(namespaced && { namespace: 'default' }),
    };
    // An event is in the namespace of what it is about.
    const here: object = JSON.parse(JSON.stringify(fields).replaceAll('"team"', '"default"'));
    return { name: own, json: { apiVersion: type.apiVersion, kind, metadata, ...here } };
  }

  for (const example of examples) {
    const { kind } = example;

    it(`${kind} is made, read, listed, changed, refused and removed`, async () => {
      const { hasStatus } = definitionOf(kind);
      for (const [index, face] of faces.entries()) {
        const { name, json } = manifestOf(example, index);
        const where = `${kind} over ${face.name}`;

        assert.equal(reasonIn(await face.get(kind, name)), 'NotFound', where);
        objectIn(await face.create(json, { dryRun: true }));
        assert.equal(reasonIn(await face.get(kind, name)), 'NotFound', `${where}: a dry run makes nothing`);
        const made = objectIn(await face.create(json));
        const metadata = part(made, 'metadata');
        for (const field of ['uid', 'resourceVersion', 'creationTimestamp'])
          assert.ok(typeof metadata[field] === 'string' && metadata[field] !== '', `${where}: ${field}`);
        assert.equal(reasonIn(await face.create(json)), 'AlreadyExists', where);
        assert.equal(reasonIn(await face.create(json, { dryRun: true })), 'AlreadyExists', where);
        assert.deepEqual(part(objectIn(await face.get(kind, name)), 'metadata')['uid'], metadata['uid']);

        const selected = await face.list(kind, { labels: `face=f${index}` });
        assert.ok(Array.isArray(selected) && selected.length === 1, `${where}: selected by label`);
        const named = await face.list(kind, { fields: `metadata.name=${name}` });
        assert.ok(Array.isArray(named) && named.length === 1, `${where}: selected by name`);
        assert.deepEqual(await face.list(kind, { labels: 'face=nobody' }), []);
        assert.equal(await face.list(kind, { labels: 'a b' }), 'BadRequest', where);
        assert.equal(await face.list(kind, { fields: 'spec.nonsense=1' }), 'BadRequest', where);

        const merged = objectIn(
          await face.patch(kind, name, 'merge', { metadata: { annotations: { a: '1' } } }),
        );
        assert.equal(annotationsOf(merged)['a'], '1');
        const jsonPatch = [{ op: 'add', path: '/metadata/annotations/b', value: '2' }];
        objectIn(await face.patch(kind, name, 'json', jsonPatch));
        const strategic = objectIn(
          await face.patch(kind, name, 'strategic', { metadata: { annotations: { a: null } } }),
        );
        assert.equal(annotationsOf(strategic)['a'], undefined, where);
        assert.equal(annotationsOf(strategic)['b'], '2', where);
        assert.equal(
          reasonIn(await face.patch(kind, name, 'json', [{ op: 'test', path: '/kind', value: 'No' }])),
          'Invalid',
        );
        assert.equal(reasonIn(await face.patch(kind, 'missing', 'merge', {})), 'NotFound');

        const stale = { ...made, metadata: { ...metadata, labels: { face: `f${index}`, more: 'yes' } } };
        assert.equal(
          reasonIn(await face.update(stale)),
          'Conflict',
          `${where}: an update of what is not current`,
        );
        const current = objectIn(await face.get(kind, name));
        // Without a resourceVersion, since a controller may write at the same time.
        const { resourceVersion, ...bare } = part(current, 'metadata');
        const next = {
          ...current,
          metadata: { ...bare, labels: { face: `f${index}`, more: 'yes' } },
        };
        const updated = objectIn(await face.update(next));
        assert.equal(part(part(updated, 'metadata'), 'labels')['more'], 'yes');
        const bad = { ...next, metadata: { ...bare, labels: { 'not valid!': 'x' } } };
        assert.equal(reasonIn(await face.update(bad)), 'Invalid', where);

        if (hasStatus && example.status !== undefined) {
          const reported = objectIn(
            await face.patch(kind, name, 'merge', { status: example.status }, { status: true }),
          );
          for (const [field, value] of Object.entries(example.status))
            assert.deepEqual(part(reported, 'status')[field], value, `${where}: status.${field}`);
        }

        assert.equal(reasonIn(await face.delete(kind, name, { uid: 'another' })), 'Conflict', where);
        assert.equal(reasonIn(await face.delete(kind, name, { resourceVersion: '1' })), 'Conflict', where);
        objectIn(await face.delete(kind, name));
        for (let tries = 0; !('reason' in (await face.get(kind, name))); tries++)
          assert.ok(tries < 2_000, `${where}: it is still there`);
        assert.equal(reasonIn(await face.delete(kind, name)), 'NotFound', where);
      }
    });
  }

  it('says the same of every wrong object', async () => {
    const wrong: readonly (readonly [what: string, object: JsonObject, reason: string])[] = [
      ['no name', { metadata: {}, data: {} }, 'Invalid'],
      ['a name that is none', { metadata: { name: 'A_b' } }, 'Invalid'],
      // Over HTTP it is a body that can't be read, as in Kubernetes.
      ['a wrong type', { metadata: { name: 'w' }, data: { a: 1 } }, 'Invalid|BadRequest'],
      ['a resourceVersion', { metadata: { name: 'w', resourceVersion: '1' } }, 'BadRequest'],
      [
        'a namespace that is not there',
        { metadata: { name: 'w', namespace: 'default', finalizers: ['x y'] } },
        'Invalid',
      ],
      [
        'too much',
        { metadata: { name: 'w' }, data: { a: 'x'.repeat(1_100_000) } },
        'RequestEntityTooLarge|Invalid',
      ],
    ];
    for (const [what, object, reason] of wrong)
      // A message can't hold most of these.
      for (const face of manifestFaces) {
        const came = await face.create({ apiVersion: 'v1', kind: 'ConfigMap', ...object });
        assert.match(reasonIn(came), new RegExp(`^(${reason})$`), `${what} over ${face.name}`);
      }
  });

  it('says everything that is wrong with an object at once', async () => {
    const wrong: readonly (readonly [object: JsonObject, all: readonly string[]])[] = [
      [
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'Bad_Name' }, spec: { containers: [] } },
        ['spec.containers: Required value', 'metadata.name: Invalid value: "Bad_Name"'],
      ],
      [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'd', labels: { 'no label!': 'x' } },
          spec: {
            selector: { matchLabels: { app: 'a' } },
            template: {
              metadata: { labels: { app: 'b' } },
              spec: { containers: [{ name: 'c', volumeMounts: [{ name: 'none', mountPath: '/x' }] }] },
            },
          },
        },
        [
          'spec.template.spec.containers[0].image: Required value',
          'metadata.labels: Invalid value: "no label!"',
          'spec.template.metadata.labels: Invalid value',
          'spec.template.spec.containers[0].volumeMounts[0].name: Not found: "none"',
        ],
      ],
    ];
    for (const [object, all] of wrong)
      for (const face of manifestFaces) {
        const came = await face.create(object);
        assert.equal(reasonIn(came), 'Invalid');
        const message = 'message' in came ? came.message : '';
        for (const one of all) assert.ok(message.includes(one), `${face.name}: ${one} is not in ${message}`);
      }
  });

  it('shows over HTTP what only HTTP has: tables, metadata alone, warnings, methods that are not there', async () => {
    const path = http.path('ConfigMap');
    await http.ask('POST', path, { metadata: { name: 'shown' }, data: { a: 'b' }, dta: 1 });
    const warned = await http.ask('PUT', `${path}/shown`, {
      metadata: { name: 'shown' },
      data: { a: 'b' },
      dta: 1,
    });
    assert.match(String(warned.headers['warning']), /299 - "unknown field \\"dta\\"/);
    const nameless = await http.ask('PUT', `${path}/shown`, { data: {} });
    assert.equal(nameless.status, 400, 'it would take everything away');
    assert.match(String(nameless.json['message']), /undeterminable: name must be provided/);
    const strict = await http.ask('POST', `${path}?fieldValidation=Strict`, {
      metadata: { name: 'strict' },
      dta: 1,
    });
    assert.equal(strict.status, 400);
    const twice = '{"metadata":{"name":"twice"},"data":{"a":"1","a":"2"}}';
    const refused = await http.ask('POST', `${path}?fieldValidation=Strict`, twice);
    assert.match(String(refused.json['message']), /strict decoding error: duplicate field "data\.a"/);
    const taken = await http.ask('POST', path, twice);
    assert.deepEqual([taken.status, taken.json['data']], [201, { a: '2' }]);
    assert.match(String(taken.headers['warning']), /299 - "duplicate field \\"data\.a\\"/);
    const table = await http.ask('GET', path, undefined, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    assert.equal(table.json['kind'], 'Table');
    const alone = await http.ask('GET', `${path}/shown`, undefined, {
      accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
    });
    assert.equal(alone.json['kind'], 'PartialObjectMetadata');
    assert.equal(alone.json['data'], undefined);
    assert.equal((await http.ask('GET', path, undefined, { accept: 'text/html' })).status, 406);
    assert.equal((await http.ask('PUT', path, {})).status, 405);
    assert.equal((await http.ask('GET', '/apis/apps/v1/nonsense')).status, 404);
    assert.equal((await http.ask('POST', path, 'not json')).status, 400);
    assert.equal((await http.ask('POST', path, '{}', { 'content-type': 'image/png' })).status, 415);
    const other = { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'x' } };
    assert.equal((await http.ask('POST', path, other)).status, 400);
    const elsewhere = { metadata: { name: 'x', namespace: 'kube-system' } };
    assert.equal((await http.ask('POST', path, elsewhere)).status, 400);
  });

  it('lists in pages over one state, whichever master gives them, and lists that state again later', async () => {
    using second = new HttpFace(masters, 1);
    using third = new HttpFace(masters, 2);
    const asked = [http, second, third, third];
    const namesOf = (json: JsonObject): string[] => {
      const items: unknown = json['items'];
      assert.ok(Array.isArray(items));
      return items.filter(isJsonObject).map((item) => String(part(item, 'metadata')['name']));
    };
    const path = http.path('Secret');
    await http.ask('DELETE', path);
    for (let at = 0; at < 7; at++) await http.ask('POST', path, { metadata: { name: `page-${at}` } });
    const names: string[] = [];
    let next = '';
    let revision = '';
    do {
      const face = asked.shift() ?? http;
      const page = await face.ask('GET', `${path}?limit=3&continue=${encodeURIComponent(next)}`);
      const metadata = part(page.json, 'metadata');
      const own = namesOf(page.json);
      assert.ok(own.length <= 3);
      names.push(...own);
      assert.ok(revision === '' || revision === metadata['resourceVersion'], 'every page is of one state');
      revision = String(metadata['resourceVersion']);
      next = typeof metadata['continue'] === 'string' ? metadata['continue'] : '';
      // What is made meanwhile is not in it.
      await http.ask('POST', path, { metadata: { name: `page-late-${names.length}` } });
    } while (next !== '');
    assert.deepEqual(
      names,
      [0, 1, 2, 3, 4, 5, 6].map((at) => `page-${at}`),
    );
    for (const face of [http, second, third]) {
      const exact = `resourceVersion=${revision}&resourceVersionMatch=Exact`;
      const { json } = await face.ask('GET', `${path}?${exact}`);
      assert.deepEqual(namesOf(json), names);
      assert.equal(part(json, 'metadata')['resourceVersion'], revision);
    }
    assert.equal((await http.ask('GET', `${path}?limit=3&continue=nonsense`)).status, 400);
  });
});
