// Patches and YAML that would take a master's memory or time: they are refused with words, and the master goes on.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Face, GrpcFace, HttpFace } from '#kit/api/faces.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const maps = '/api/v1/namespaces/default/configmaps';
const yaml = { 'content-type': 'application/yaml' };
const apply = { 'content-type': 'application/apply-patch+yaml' };

describe('a body that would take much', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let http: HttpFace;
  let faces: readonly Face[];
  let stopClient: () => void;

  before(async () => {
    masters = await TestMasters.up(1);
    http = new HttpFace(masters);
    const client = masters.client();
    stopClient = () => client.close();
    faces = [http, new GrpcFace(client)];
    const metadata = { name: 'a', labels: { constructor: 'x' } };
    const made = await http.ask('POST', maps, { metadata, data: { k: 'v' } });
    assert.equal(made.status, 201);
  });
  after(async () => {
    stopClient();
    http[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });

  const patches: readonly (readonly [string, unknown, string, RegExp])[] = [
    [
      'doubles what it copies',
      [
        { op: 'add', path: '/x', value: [[]] },
        ...Array.from({ length: 30 }, () => ({ op: 'copy', from: '/x', path: '/x/-' })),
      ],
      'RequestEntityTooLarge',
      /operation \d+ of the patch \(copy \/x\/-\).*more than 3145728 bytes/,
    ],
    [
      'compares long lists',
      [
        { op: 'add', path: '/x', value: Array.from({ length: 9_000 }, () => 0) },
        { op: 'test', path: '/x', value: Array.from({ length: 9_000 }, () => 1) },
      ],
      'Invalid',
      /operation 1 of the patch \(test \/x\) can't be carried out/,
    ],
    [
      'has a path without a slash',
      [{ op: 'add', path: 'metadata/labels/a', value: 'b' }],
      'BadRequest',
      /operation 0 of the patch: its path "metadata\/labels\/a" must begin with "\/"/,
    ],
    [
      'would be lost',
      [{ op: 'replace', path: '/metadata/finalizers/-', value: 'a/b' }],
      'Invalid',
      /operation 0 of the patch/,
    ],
  ];
  for (const [what, patch, reason, said] of patches)
    it(`is refused as a JSON patch that ${what}, on each face`, async () => {
      for (const face of faces) {
        const came = await face.patch('ConfigMap', 'a', 'json', patch);
        assert.ok('reason' in came, face.name);
        assert.match(came.message, said);
        if (face.name === 'HTTP') assert.equal(came.reason, reason);
      }
    });

  it('is not what has fields that all objects have', async () => {
    for (const [index, face] of faces.entries()) {
      const patch = [
        { op: 'test', path: '/metadata/labels/constructor', value: index === 0 ? 'x' : 'y0' },
        { op: 'replace', path: '/metadata/labels/constructor', value: `y${index}` },
      ];
      assert.ok('object' in (await face.patch('ConfigMap', 'a', 'json', patch)), face.name);
    }
  });

  it('is read as JSON where it is called YAML', async () => {
    const data = { a: 'x'.repeat(900_000) };
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'large' }, data };
    const made = await http.ask('PATCH', `${maps}/large?fieldManager=me`, body, apply);
    assert.deepEqual([made.status, made.json['data']], [201, data]);
  });

  it('is refused as YAML of many keys, before anything is asked of access', async () => {
    const keys = (count: number): string => Array.from({ length: count }, (_, at) => `k${at}: v\n`).join('');
    const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    const large = await http.ask('POST', reviews, keys(250_000), yaml);
    assert.equal(large.status, 413);
    assert.match(String(large.json['message']), /bytes of YAML, may have at most 65536: send it as JSON/);
    const made = await http.ask('POST', reviews, keys(6_000), yaml);
    assert.match(String(made.status), /^(201|4\d\d)$/);
    const deep = await http.ask('POST', reviews, '? '.repeat(30_000), yaml);
    assert.equal(deep.status, 400);
    assert.match(String(deep.json['message']), /not valid YAML: is nested deeper than 64 levels/);
  });

  it('is told of fields that YAML gives twice, as the client asks', async () => {
    const twice = (name: string): string => `metadata:\n  name: ${name}\ndata:\n  a: "1"\n  a: "2"\n`;
    const refused = await http.ask('POST', `${maps}?fieldValidation=Strict`, twice('one'), yaml);
    assert.match(String(refused.json['message']), /strict decoding error: duplicate field "data\.a"/);
    const taken = await http.ask('POST', maps, twice('two'), yaml);
    assert.deepEqual([taken.status, taken.json['data']], [201, { a: '2' }]);
    assert.match(String(taken.headers['warning']), /299 - "duplicate field \\"data\.a\\"/);
    const ignored = await http.ask('POST', `${maps}?fieldValidation=Ignore`, twice('three'), yaml);
    assert.deepEqual([ignored.status, ignored.headers['warning']], [201, undefined]);
    const whole = `apiVersion: v1\nkind: ConfigMap\n${twice('four')}`;
    const applied = await http.ask('PATCH', `${maps}/four?fieldManager=me`, whole, apply);
    assert.match(String(applied.json['message']), /duplicate field "data\.a"/);
  });
});
