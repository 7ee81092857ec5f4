// What clients learn of the kinds there are.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isJsonObject } from '#kernel/model/json.ts';
import { Store } from '#kernel/store/store.ts';
import { aggregated, resourceList } from '#api/http/discovery.ts';
import { groupsIn } from '#api/http/resources.ts';

const items = (value: unknown, name: string): readonly unknown[] => {
  const list: unknown = isJsonObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list : [];
};

/** Every short name with the resource and group that it stands for. */
function meanings(store: Store): readonly (readonly [shortName: string, resource: string])[] {
  return groupsIn(store).flatMap(({ name: group, versions }) =>
    versions.flatMap((version) =>
      items(resourceList(store, group, version), 'resources').flatMap((resource) =>
        items(resource, 'shortNames').map(
          (shortName) =>
            [
              String(shortName),
              `${isJsonObject(resource) ? String(resource['name']) : ''}.${group}`,
            ] as const,
        ),
      ),
    ),
  );
}

describe('discovery', () => {
  it('gives each short name one meaning, whichever groups and versions a kind is served in', () => {
    const found = new Map<string, string>();
    for (const [shortName, resource] of meanings(new Store())) {
      assert.equal(found.get(shortName) ?? resource, resource, shortName);
      found.set(shortName, resource);
    }
    assert.equal(found.get('ing'), 'ingresses.networking.k8s.io');
    assert.equal(found.get('ev'), 'events.');
    assert.equal(found.get('deploy'), 'deployments.apps');
    assert.ok(!JSON.stringify(aggregated(new Store(), false, 'v2')).includes('"ev"'));
  });
});
