// The schemas that clients check manifests by.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { describe, it } from 'mocha';
import { isJsonObject } from '#kernel/model/json.ts';
import { Store } from '#kernel/store/store.ts';
import { openApiV2, openApiV3 } from '#api/http/openapi/documents.ts';
import { apiVersionOf } from '#kernel/kinds/served-version.ts';
import { groupsIn } from '#api/http/resources.ts';

const view = new Store();

/** All references in a document. */
function references(json: unknown): string[] {
  if (Array.isArray(json)) return json.flatMap(references);
  if (!isJsonObject(json)) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    name === '$ref' && typeof value === 'string' ? [value] : references(value),
  );
}

/** What stands in a document where a reference such as `#/definitions/NAME` leads. */
function resolve(document: unknown, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((json, name) => (isJsonObject(json) ? json[name] : undefined), document);
}

function dangling(document: unknown): string[] {
  return [...new Set(references(document))].filter((each) => !isJsonObject(resolve(document, each)));
}

describe('the schemas', () => {
  it('refer to what is there, all in one', () => assert.deepEqual(dangling(openApiV2(view, 'v1')), []));

  for (const { name, versions } of groupsIn(view))
    for (const version of versions)
      it(`refer to what is there, in ${apiVersionOf(name, version)} alone`, () =>
        assert.deepEqual(dangling(openApiV3(view, name, version, 'v1')), []));

  const asked: readonly (readonly [string, string, string, string])[] = [
    ['authentication.k8s.io', 'v1', 'TokenReview', '/apis/authentication.k8s.io/v1/tokenreviews'],
    [
      'authorization.k8s.io',
      'v1',
      'LocalSubjectAccessReview',
      '/apis/authorization.k8s.io/v1/namespaces/{namespace}/localsubjectaccessreviews',
    ],
    ['', 'v1', 'Eviction', '/api/v1/namespaces/{namespace}/pods/{name}/eviction'],
    ['', 'v1', 'Binding', '/api/v1/namespaces/{namespace}/pods/{name}/binding'],
    ['', 'v1', 'TokenRequest', '/api/v1/namespaces/{namespace}/serviceaccounts/{name}/token'],
    ['apps', 'v1', 'Scale', '/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale'],
  ];
  for (const [group, version, kind, path] of asked)
    it(`describe what is asked and never stored: ${kind}`, () => {
      const documents = [openApiV2(view, 'v1'), openApiV3(view, group, version, 'v1')];
      for (const [index, document] of documents.entries()) {
        const { paths, definitions, components } = document;
        assert.ok(isJsonObject(paths) && isJsonObject(paths[path]), path);
        const method = kind === 'Scale' ? 'put' : 'post';
        const operation = paths[path][method];
        assert.ok(isJsonObject(operation), path);
        const gvk = operation['x-kubernetes-group-version-kind'];
        assert.ok(isJsonObject(gvk) && gvk['kind'] === kind);
        const all = index === 0 ? definitions : isJsonObject(components) && components['schemas'];
        assert.ok(isJsonObject(all));
        const own = Object.values(all).filter(
          (each) => isJsonObject(each) && isDeepStrictEqual(each['x-kubernetes-group-version-kind'], [gvk]),
        );
        assert.equal(own.length, 1);
      }
    });

  it('say of an object within another that it may name its kind', () => {
    const claim = resolve(
      openApiV3(view, 'apps', 'v1', 'v1'),
      '#/components/schemas/io.k8s.api.core.v1.PersistentVolumeClaim',
    );
    assert.ok(isJsonObject(claim) && isJsonObject(claim['properties']));
    assert.deepEqual(Object.keys(claim['properties']), ['apiVersion', 'kind', 'metadata', 'spec', 'status']);
  });
});
