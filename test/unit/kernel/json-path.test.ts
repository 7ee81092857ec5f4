// Paths through JSON, as Kubernetes' clients write them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { pathProblem } from '#kernel/model/json-path-text.ts';
import { follow, jsonPath } from '#kernel/model/json-path.ts';

const object = {
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'shop', tier: 'front' } },
  spec: {
    ports: [
      { name: 'http', number: 80, tls: false },
      { name: 'https', number: 443, tls: true, hosts: [{ name: 'a' }, { name: 'b' }] },
      { name: "it's", number: 443.5 },
    ],
    nothing: null,
  },
  status: {
    conditions: [
      { type: 'Synced', status: 'False' },
      { type: 'Ready', status: 'True', message: 'as (asked) [for] "}"' },
    ],
  },
};

describe('a path through JSON', () => {
  const table: readonly (readonly [string, readonly unknown[]])[] = [
    ['', [object]],
    ['.', [object]],
    ['$', [object]],
    ['.metadata.name', ['web']],
    ['metadata.name', ['web']],
    ['$.metadata.name', ['web']],
    ['.metadata .name', ['web']],
    ['.metadata.labels.app\\.kubernetes\\.io/name', ['shop']],
    ["['metadata']['labels']['app.kubernetes.io/name']", ['shop']],
    ["['metadata'].labels['app\\.kubernetes\\.io/name']", ['shop']],
    ['.metadata["labels"]["app.kubernetes.io/name"]', ['shop']],
    ['.metadata.labels.*', ['shop', 'front']],
    ['.metadata.labels[*]', ['shop', 'front']],
    ['.metadata.labels.constructor', []],
    ['.spec.nothing', [null]],
    ['.spec.nothing.more', []],
    ['.spec.ports[0].name', ['http']],
    ['.spec.ports[].name', ['http']],
    ['.spec.ports[-1].number', [443.5]],
    ['.spec.ports[7].name', []],
    ['.spec.ports[*].name', ['http', 'https', "it's"]],
    ['.spec.ports[0:2].name', ['http', 'https']],
    ['.spec.ports[-2:].name', ['https', "it's"]],
    ['.spec.ports[:-1].name', ['http', 'https']],
    ['.spec.ports[::2].name', ['http', "it's"]],
    ['.spec.ports[0:99].name', ['http', 'https', "it's"]],
    ['.spec.ports[2,0].name', ["it's", 'http']],
    [".metadata['name', 'absent','labels'].tier", ['front']],
    ['..hosts[1].name', ['b']],
    ['..tier', ['front']],
    ["..['type']", ['Synced', 'Ready']],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    [".status.conditions[?(@.type=='Ready')].status", ['True']],
    ['.status.conditions[?( @.type == "Ready" )].status', ['True']],
    ['.status.conditions[?(.type=="Ready")].status', ['True']],
    ['.status.conditions[?(@.type!="Ready")].status', ['False']],
    ['.status.conditions[?("Ready"==@.type)].status', ['True']],
    ['.status.conditions[?(@.message)].type', ['Ready']],
    ['.status.conditions[?(@.message=="as (asked) [for] \\"}\\"")].type', ['Ready']],
    ['.spec.ports[?(@.number<443)].name', ['http']],
    ['.spec.ports[?(@.number<=443)].name', ['http', 'https']],
    ['.spec.ports[?(@.number>80)].name', ['https', "it's"]],
    ['.spec.ports[?(@.number>=443.5)].name', ["it's"]],
    ['.spec.ports[?(@.number>-1)].name', ['http', 'https', "it's"]],
    ['.spec.ports[?(@.tls==true)].name', ['https']],
    ['.spec.ports[?(@.tls==false)].name', ['http']],
    ['.spec.ports[?(@.name=="it\'s")].number', [443.5]],
    ['.spec.ports[?(@.name>"http")].name', ['https', "it's"]],
    ['.spec.ports[?(@.name>1)].name', []],
    ['.spec.ports[?(@.hosts[0].name=="a")].name', ['https']],
    ['.spec.ports[?(@.hosts[?(@.name=="b")])].name', ['https']],
    ['.spec.ports[?(@.hosts[*].name=="b")].name', []],
    ['.metadata[?(@.name=="web")]', []],
  ];
  for (const [path, values] of table)
    it(`${path === '' ? 'of nothing' : path} leads to ${values.length} values`, () => {
      assert.deepEqual(follow(path, object), values);
    });

  const refused: readonly (readonly [string, RegExp])[] = [
    ['.a[?(@.b=="c"].d', /can't read ".a\[\?\(@\.b=="c"\]\.d" at character 14, "\]\.d": expected \)\]/],
    ['.a[?(@.b="c")]', /expected \)\]/],
    ['.a[?(@.b==)]', /expected a path such as @\.type, a quoted text, a number, true or false/],
    ['.a[?(@.b=="c" && @.d)]', /character 15/],
    ['.a[b]', /expected , or \]/],
    ['.a[0', /at its end: expected , or \]/],
    ['.a[0:2:0]', /a slice steps forward/],
    ['.a[0:2:-1]', /a slice steps forward/],
    ['.a[99999999999999999999]', /not an index/],
    ["['a", /expected , or \]/],
    ['.a...b', /expected a name or \[ after \.\./],
    ['.a}', /expected a step/],
    ['.a b', /character 4, "b": expected a step/],
    ['.a\\', /expected a step/],
    [`${'.a[?(@'.repeat(9)}${')]'.repeat(9)}`, /filters may stand 8 deep/],
  ];
  for (const [path, problem] of refused)
    it(`${path} is refused with the place`, () => {
      assert.match(pathProblem(path) ?? '', problem);
      assert.throws(() => follow(path, object), OrcError);
    });

  it('looks at each value a bounded number of times', () => {
    const nested = JSON.parse(`${'[{"a":'.repeat(2_000)}1${'}]'.repeat(2_000)}`);
    assert.equal(follow('..a', nested).length, 2_000);
    assert.throws(() => follow('..a..a..a', nested), /meets the same values too often/);
    const twice = `.a${'[0,0]'.repeat(40)}`;
    const lists = { a: JSON.parse(`${'['.repeat(40)}1${']'.repeat(40)}`) };
    assert.throws(() => follow(twice, lists), /meets the same values too often/);
    const wide = { list: Array.from({ length: 100_000 }, (_, index) => ({ name: `${index}` })) };
    const repeated = `.list${'[?(@.name)]'.repeat(1)}${'..@'.repeat(10_000)}`;
    assert.throws(() => follow(repeated, wide), /meets the same values too often/);
  });

  it('takes time as the object is long, however it descends', () => {
    const root = {
      items: Array.from({ length: 60_000 }, (_, index) => ({ name: `n${index}`, of: [index] })),
    };
    const startMs = performance.now();
    assert.equal(follow('..of[0]', root).length, 60_000);
    assert.ok(performance.now() - startMs < 1_000);
  });
});

describe('a template of paths', () => {
  it('keeps what is in quotes together', () => {
    assert.equal(jsonPath('{.status.conditions[?(@.type=="Ready")].status}', object), 'True');
    assert.equal(jsonPath('a{"}"}b{"\\t"}{.spec.ports[?(@.name=="{")].name}', object), 'a}b\t');
  });
  it('is refused where it is not closed', () => {
    assert.throws(() => jsonPath('{.metadata.name', object), /is not closed/);
    assert.throws(() => jsonPath('{.items["x]}', object), /is not closed/);
  });
});
