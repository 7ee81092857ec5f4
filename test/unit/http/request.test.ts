// What the HTTP face makes of paths, queries and headers.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { OrcError } from '#kernel/errors.ts';
import { bearerToken, parseTokens } from '#api/access/identity.ts';
import { formAsked } from '#api/http/representation.ts';
import { addressed, countOf, flagOf, meaningOf } from '#api/http/request.ts';
import { Store } from '#kernel/store/store.ts';
import { compareVersions, groupsIn, resourceNamed } from '#api/http/resources.ts';
import { freshnessOf } from '#api/http/options.ts';

const query = (text: string): URLSearchParams => new URLSearchParams(text);

describe('a path', () => {
  const resource = (path: string): unknown => {
    const meaning = meaningOf(path);
    return meaning.kind === 'resource' ? meaning.request : meaning;
  };
  const base = {
    group: '',
    version: 'v1',
    namespace: undefined,
    name: undefined,
    subresource: undefined,
    rest: '',
  };
  const cases: readonly (readonly [string, unknown])[] = [
    ['/api/v1/pods', { ...base, resource: 'pods' }],
    ['/api/v1/namespaces', { ...base, resource: 'namespaces' }],
    ['/api/v1/namespaces/a', { ...base, resource: 'namespaces', name: 'a' }],
    ['/api/v1/namespaces/a/status', { ...base, resource: 'namespaces', name: 'a', subresource: 'status' }],
    [
      '/api/v1/namespaces/a/finalize',
      { ...base, resource: 'namespaces', name: 'a', subresource: 'finalize' },
    ],
    ['/api/v1/namespaces/a/pods', { ...base, resource: 'pods', namespace: 'a' }],
    [
      '/api/v1/namespaces/a/pods/b/log',
      { ...base, resource: 'pods', namespace: 'a', name: 'b', subresource: 'log' },
    ],
    [
      '/api/v1/namespaces/a/services/b/proxy/x/y',
      { ...base, resource: 'services', namespace: 'a', name: 'b', subresource: 'proxy', rest: 'x/y' },
    ],
    [
      '/apis/apps/v1/namespaces/a/deployments/b%20c',
      { ...base, group: 'apps', resource: 'deployments', namespace: 'a', name: 'b c' },
    ],
    ['/api', { kind: 'group', group: '' }],
    ['/api/v1', { kind: 'version', group: '', version: 'v1' }],
    ['/apis/apps', { kind: 'group', group: 'apps' }],
    ['/apis/apps/v1/', { kind: 'version', group: 'apps', version: 'v1' }],
    ['/apis', { kind: 'other', path: '/apis' }],
    ['/', { kind: 'other', path: '/' }],
  ];
  for (const [path, expected] of cases)
    it(`${path} is understood`, () => assert.deepEqual(resource(path), expected));

  it('that is not UTF-8 is refused, and nothing else ever throws', () => {
    assert.throws(() => meaningOf('/api/v1/%ff'), OrcError);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          meaningOf(`/${text}`);
        } catch (error) {
          assert.ok(error instanceof OrcError);
        }
      }),
    );
  });
});

describe('a URL', () => {
  const made = (method: string, url: string): string => {
    const { path, query: asked } = addressed(method, url);
    return `${path}?${asked.toString()}`;
  };

  it('that asks for a watch in the old way is taken for one that asks in the new', () => {
    for (const [url, expected] of [
      ['/api/v1/watch/pods', '/api/v1/pods?watch=true'],
      ['/api/v1/watch/namespaces/a/pods/b?x=1', '/api/v1/namespaces/a/pods/b?x=1&watch=true'],
      ['/apis/apps/v1/watch/deployments?watch=false', '/apis/apps/v1/deployments?watch=true'],
    ] as const)
      assert.equal(made('GET', url), expected);
  });

  it('is otherwise taken as it is', () => {
    assert.equal(made('POST', '/api/v1/watch/pods'), '/api/v1/watch/pods?');
    for (const url of ['/api/v1/watch?', '/api/v1/watch/?', '/apis/apps/v1/pods/watch?', '/watch/a?b=c'])
      assert.equal(made('GET', url), url);
  });
});

describe('a query', () => {
  it('has flags and counts as Kubernetes reads them', () => {
    for (const text of ['watch', 'watch=', 'watch=1', 'watch=true'])
      assert.equal(flagOf(query(text), 'watch'), true);
    for (const text of ['', 'watch=0', 'watch=false']) assert.equal(flagOf(query(text), 'watch'), false);
    assert.throws(() => flagOf(query('watch=maybe'), 'watch'), /watch: is "maybe"/);
    assert.equal(countOf(query('limit=5'), 'limit'), 5);
    assert.equal(countOf(query(''), 'limit'), undefined);
    assert.throws(() => countOf(query('limit=-1'), 'limit'), /whole number/);
  });

  it('says how fresh an answer must be', () => {
    assert.deepEqual(freshnessOf(query('')), { kind: 'current' });
    assert.deepEqual(freshnessOf(query('resourceVersion=0')), { kind: 'any' });
    assert.deepEqual(freshnessOf(query('resourceVersion=7')), { kind: 'atLeast', revision: 7 });
    assert.deepEqual(freshnessOf(query('resourceVersion=7&resourceVersionMatch=Exact')), {
      kind: 'exact',
      revision: 7,
    });
    for (const text of [
      'resourceVersion=x',
      'resourceVersionMatch=Exact',
      'resourceVersion=0&resourceVersionMatch=Exact',
      'resourceVersion=1&resourceVersionMatch=Never',
    ])
      assert.throws(() => freshnessOf(query(text)), OrcError, text);
  });
});

describe('an Accept header', () => {
  const form = (accept: string): string => formAsked(accept, query('')).as;

  it('chooses the first form that can be made', () => {
    assert.equal(form('application/json;as=Table;v=v1;g=meta.k8s.io,application/json'), 'Table');
    assert.equal(form('application/vnd.kubernetes.protobuf, application/json'), 'Object');
    assert.equal(form('application/json;as=Table;v=v9;g=meta.k8s.io,application/json'), 'Object');
    assert.equal(
      form('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'),
      'PartialObjectMetadata',
    );
    assert.equal(form('*/*'), 'Object');
  });

  it('that asks for nothing that can be made is refused', () => {
    assert.throws(() => form('application/vnd.kubernetes.protobuf'), /media types are accepted/);
  });
});

describe('the resources served', () => {
  const view = new Store();

  it('are found by group, version and plural', () => {
    assert.equal(resourceNamed(view, '', 'v1', 'pods')?.kind, 'Pod');
    assert.equal(resourceNamed(view, 'apps', 'v1', 'deployments')?.kind, 'Deployment');
    assert.equal(resourceNamed(view, 'apps', 'v2', 'deployments'), undefined);
  });

  it('stand with core first and released versions before others', () => {
    assert.equal(groupsIn(view)[0]?.name, '');
    assert.deepEqual(['v1beta1', 'v2', 'v1', 'v1alpha1', 'v2beta2'].toSorted(compareVersions), [
      'v2',
      'v1',
      'v2beta2',
      'v1beta1',
      'v1alpha1',
    ]);
    // The example in Kubernetes' documentation.
    const ranked = 'v10 v2 v1 v11beta2 v10beta3 v3beta1 v12alpha1 v11alpha2 foo1 foo10'.split(' ');
    assert.deepEqual(ranked.toReversed().toSorted(compareVersions), ranked);
  });
});

describe('a list of tokens', () => {
  it('names users and groups', () => {
    const tokens = parseTokens('# ours\nabc,ann,1,"ops,dev"\ndef,bob,2\nghi,eve,3,one\n', 'tokens');
    assert.deepEqual(tokens.identify('abc'), { user: 'ann', groups: ['ops', 'dev'], uid: '1' });
    assert.deepEqual(tokens.identify('def'), { user: 'bob', groups: [], uid: '2' });
    assert.deepEqual(tokens.identify('ghi'), { user: 'eve', groups: ['one'], uid: '3' });
    assert.equal(tokens.identify('xyz'), undefined);
  });

  it('that is wrong is refused by its line', () => {
    assert.throws(() => parseTokens('abc,ann,1\nnonsense\n', 'tokens'), /tokens: line 2/);
  });

  it('is asked for what a bearer brings', () => {
    assert.equal(bearerToken('Bearer abc'), 'abc');
    assert.equal(bearerToken(undefined), undefined);
    assert.throws(() => bearerToken('Basic abc'), OrcError);
  });
});
