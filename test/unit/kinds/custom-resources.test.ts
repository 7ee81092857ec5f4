// CustomResourceDefinition and what makes a schema structural.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { validateStructural } from '#kernel/kinds/structural-schema.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { CustomResourceDefinition } from '#kernel/model/gen/apiextensions.gen.ts';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: { color: { type: 'string', enum: ['red'] }, size: { type: 'integer' } },
    },
  },
};
const version = (more: object = {}): object => ({
  name: 'v1',
  served: true,
  storage: true,
  schema: { openAPIV3Schema: schema },
  ...more,
});
const crd = (more: object = {}, rest: object = {}) => ({
  kind: 'CustomResourceDefinition' as const,
  metadata: { name: 'tabs.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'tabs', kind: 'CronTab' },
    versions: [version()],
    ...more,
  },
  ...rest,
});
const column = (jsonPath: string): object => ({ name: 'A', type: 'string', jsonPath });
const readable = [
  '.status.conditions[?(@.type=="Ready")].status',
  ".status.conditions[?(@.type=='Ready')].lastTransitionTime",
  '.metadata.labels.app\\.kubernetes\\.io/name',
  ".metadata.labels['app\\.kubernetes\\.io/name']",
  '.spec.hosts[*].names[0:2]',
];
const unreadable = ['x', '.a[?(@.b]'];
const webhook = (more: object = {}): object => ({
  strategy: 'Webhook',
  webhook: {
    conversionReviewVersions: ['v1'],
    clientConfig: { url: 'https://convert.example/path' },
    ...more,
  },
});

describe('a CustomResourceDefinition', () => {
  const table: readonly (readonly [string, ReturnType<typeof crd>, readonly string[]])[] = [
    ['is taken', crd(), []],
    ['that converts by a webhook is taken', crd({ conversion: webhook() }), []],
    [
      'is called after its kind and group',
      crd({}, { metadata: { name: 'other.example.com' } }),
      ['metadata.name: Invalid value: "other.example.com": must be spec.names.plural+"."+spec.group'],
    ],
    [
      'has one version that is stored',
      crd({ versions: [version(), version({ name: 'v2' })] }),
      ['spec.versions: Invalid value: ["v1","v2"]: must have exactly one version marked as storage version'],
    ],
    [
      'has each version once',
      crd({ versions: [version(), version({ storage: false })] }),
      ['spec.versions[1].name: Duplicate value: "v1"'],
    ],
    [
      'has a schema for each version',
      crd({ versions: [version({ schema: undefined })] }),
      ['spec.versions[0].schema.openAPIV3Schema: Required value: schemas are required'],
    ],
    [
      'says whether each version is served and stored',
      crd({ versions: [{ name: 'v1' }] }),
      ['spec.versions[0].served: Required value', 'spec.versions[0].storage: Required value'],
    ],
    [
      'warns only of what is deprecated',
      crd({ versions: [version({ deprecationWarning: 'old' })] }),
      ['spec.versions[0].deprecationWarning: Invalid value: "old": can only be set for deprecated versions'],
    ],
    [
      'scales what it has',
      crd({
        versions: [
          version({ subresources: { scale: { specReplicasPath: '.status.n', statusReplicasPath: 'n' } } }),
        ],
      }),
      [
        'spec.versions[0].subresources.scale.specReplicasPath: Invalid value: ".status.n": should be a json path under .spec',
        'spec.versions[0].subresources.scale.statusReplicasPath: Invalid value: "n": must be a path of fields such as .spec.replicas',
      ],
    ],
    [
      'shows what it has',
      crd({ versions: [version({ additionalPrinterColumns: [{ name: 'A', type: 'map', jsonPath: 'x' }] })] }),
      [
        'spec.versions[0].additionalPrinterColumns[0].type: Unsupported value: "map": supported values: "integer", "number", "string", "boolean", "date"',
      ],
    ],
    [
      'shows what a path leads to, of all that Kubernetes reads',
      crd({ versions: [version({ additionalPrinterColumns: readable.map(column) })] }),
      [],
    ],
    [
      'shows what can be found: a path that can’t be read is refused where it stands',
      crd({ versions: [version({ additionalPrinterColumns: [column('.a'), ...unreadable.map(column)] })] }),
      [
        'spec.versions[0].additionalPrinterColumns[1].jsonPath: Invalid value: "x": must begin with a dot',
        'spec.versions[0].additionalPrinterColumns[2].jsonPath: Invalid value: ".a[?(@.b]": jsonpath: can\'t read ".a[?(@.b]" at character 9, "]": expected )], or ==, !=, <, <=, > or >= and what the field is compared with',
      ],
    ],
    [
      'has names for its kind that differ',
      crd({ names: { plural: 'tabs', kind: '1Tab', listKind: '1Tab' } }),
      [
        "spec.names.kind: Invalid value: \"1Tab\": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name', or 'abc-123')",
        "spec.names.listKind: Invalid value: \"1Tab\": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name', or 'abc-123')",
        'spec.names.listKind: Invalid value: "1Tab": kind and listKind may not be the same',
      ],
    ],
    [
      'is not of Kubernetes itself',
      crd({ group: 'x.k8s.io' }, { metadata: { name: 'tabs.x.k8s.io' } }),
      [
        'metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation "api-approved.kubernetes.io"',
      ],
    ],
    [
      'keeps unknown fields by its schema',
      crd({ preserveUnknownFields: true }),
      [
        'spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
      ],
    ],
    [
      'converts by a webhook that is said',
      crd({ conversion: { strategy: 'Webhook' } }),
      ['spec.conversion.webhook: Required value: required when strategy is set to Webhook'],
    ],
    [
      'converts by a webhook that orc can speak with',
      crd({
        conversion: webhook({
          conversionReviewVersions: ['v9'],
          clientConfig: { url: 'http://user@x/y?a#b' },
        }),
      }),
      [
        'spec.conversion.webhook.clientConfig.url: Invalid value: "http": \'https\' is the only allowed URL scheme; desired format: https://host[/path]',
        'spec.conversion.webhook.clientConfig.url: Invalid value: "user@x": user information is not permitted in the URL',
        'spec.conversion.webhook.clientConfig.url: Invalid value: "#b": fragments are not permitted in the URL',
        'spec.conversion.webhook.clientConfig.url: Invalid value: "?a": query parameters are not permitted in the URL',
        'spec.conversion.webhook.conversionReviewVersions: Invalid value: ["v9"]: must include at least one of v1, v1beta1',
      ],
    ],
    [
      'keeps the versions in which objects are stored',
      crd({}, { status: { storedVersions: ['v1', 'v0'] } }),
      [
        'status.storedVersions[1]: Invalid value: "v0": must appear in spec.versions: objects are stored in it',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('has names that follow from its kind', () => {
    const made = objectOf(crd());
    assert.ok(made.kind === 'CustomResourceDefinition');
    assert.deepEqual(made.spec.names, {
      plural: 'tabs',
      kind: 'CronTab',
      singular: 'crontab',
      listKind: 'CronTabList',
    });
    assert.deepEqual(made.spec.conversion, { strategy: 'None' });
    assert.deepEqual(decode(CustomResourceDefinition, encode(CustomResourceDefinition, made)), made);
  });

  it('keeps its group, scope and kind', () => {
    const next = crd({ scope: 'Cluster', names: { plural: 'tabs', kind: 'Other' } });
    assert.deepEqual(problemsOfChange(crd(), next), [
      'spec.scope: Invalid value: "Cluster": field is immutable',
      'spec.names.kind: Invalid value: "Other": field is immutable',
    ]);
  });

  it('may keep columns that were taken once, and add none like them', () => {
    const withColumns = (...paths: readonly string[]) =>
      crd({ versions: [version({ additionalPrinterColumns: paths.map(column) })] });
    const definition = definitionOf('CustomResourceDefinition');
    const causes = definition.validate?.(
      objectOf(withColumns('.a[?', '.b[?')),
      objectOf(withColumns('.b[?')),
    );
    assert.deepEqual(
      causes?.map(({ field }) => field),
      ['spec.versions[0].additionalPrinterColumns[0].jsonPath'],
    );
  });

  it('is shown with when it was made', () => {
    assert.deepEqual(headingsOf('CustomResourceDefinition'), { plain: ['NAME', 'CREATED AT'], wide: [] });
    assert.equal(cellsOf(crd())['CREATED AT'], '<unknown>');
  });
});

describe('a structural schema', () => {
  const causes = (json: Readonly<Record<string, unknown>>): string[] =>
    validateStructural(json, 's').map(({ field, message }) => `${field}: ${message}`);
  const within = (inner: object): Readonly<Record<string, unknown>> => ({
    type: 'object',
    properties: { a: inner },
  });
  const right: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['may hold anything', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }],
    ['may hold anything further down', within({ 'x-kubernetes-preserve-unknown-fields': true })],
    [
      'may have numbers or words',
      within({ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] }),
    ],
    [
      'may have maps and lists',
      within({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } }),
    ],
    [
      'may narrow what is there',
      {
        ...within({ type: 'string' }),
        oneOf: [{ required: ['a'] }, { properties: { a: { pattern: 'x' } } }],
      },
    ],
    [
      'may bound the name',
      {
        type: 'object',
        properties: { metadata: { type: 'object', properties: { name: { type: 'string' } } } },
      },
    ],
    [
      'may have lists that are maps',
      within({
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a'],
        items: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
      }),
    ],
  ];
  for (const [name, json] of right) it(name, () => assert.deepEqual(causes(json), []));

  const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
    [
      'says the type of every level',
      within({}),
      ['s.properties[a].type: Required value: must not be empty for specified object fields'],
    ],
    [
      'has an object at its root',
      { type: 'string' },
      ['s.type: Invalid value: "string": must be object at the root'],
    ],
    [
      'has types that are known',
      within({ type: 'float' }),
      [
        's.properties[a].type: Unsupported value: "float": supported values: "array", "boolean", "integer", "number", "object", "string"',
      ],
    ],
    [
      'says what lists hold',
      within({ type: 'array' }),
      ['s.properties[a].items: Required value: must be specified'],
    ],
    [
      'has properties or any',
      { ...within({ type: 'string' }), additionalProperties: { type: 'string' } },
      ['s.additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive'],
    ],
    [
      'describes values at their own level only',
      { ...within({ type: 'string' }), allOf: [{ properties: { a: { description: 'x', default: 'y' } } }] },
      [
        's.allOf[0].properties[a].default: Forbidden: must be empty to be structural',
        's.allOf[0].properties[a].description: Forbidden: must be empty to be structural',
      ],
    ],
    [
      'never forbids to keep unknown fields',
      within({ type: 'object', 'x-kubernetes-preserve-unknown-fields': false }),
      [
        's.properties[a].x-kubernetes-preserve-unknown-fields: Invalid value: false: must be true or undefined',
      ],
    ],
    [
      'has no references and no unique lists',
      within({ type: 'array', items: { type: 'string' }, uniqueItems: true, $ref: '#' }),
      [
        's.properties[a].$ref: Forbidden: $ref is not supported',
        's.properties[a].uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
      ],
    ],
    [
      'leaves metadata alone',
      {
        type: 'object',
        properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } } },
      },
      [
        's.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified',
      ],
    ],
    [
      'says the keys of lists that are maps',
      within({ type: 'array', items: { type: 'object' }, 'x-kubernetes-list-type': 'map' }),
      [
        's.properties[a].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map',
      ],
    ],
  ];
  for (const [name, json, expected] of wrong) it(name, () => assert.deepEqual(causes(json), expected));

  it('ends', () => {
    let deep: Record<string, unknown> = { type: 'string' };
    for (let level = 0; level < 60; level++) deep = { type: 'object', properties: { a: deep } };
    assert.match(causes(deep).join(), /a schema may be nested 40 levels deep/);
  });
});
