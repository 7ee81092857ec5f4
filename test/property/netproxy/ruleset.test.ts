import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProxyService } from '#netproxy/model.ts';
import type { ElementChange, ElementTable } from '#netproxy/nft/table.ts';
import { diff, emptyRuleset, fromElements, ruleset } from '#netproxy/ruleset.ts';

const network = { podCidr: '10.244.1.0/24', clusterCidr: '10.244.0.0/16', nodeAddresses: ['10.89.0.11'] };

const port = fc.record({
  name: fc.constant('main'),
  protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
  port: fc.integer({ min: 1, max: 4 }),
  nodePort: fc.option(fc.integer({ min: 30_000, max: 30_003 }), { nil: undefined }),
  endpoints: fc.array(
    fc.record({
      address: fc.integer({ min: 2, max: 30 }).map((last) => `10.244.1.${last}`),
      port: fc.constantFrom(80, 8080),
    }),
    { maxLength: 20 },
  ),
});
const service: fc.Arbitrary<ProxyService> = fc.record({
  namespace: fc.constant('default'),
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  clusterIPs: fc.integer({ min: 1, max: 4 }).map((last) => [`10.96.0.${last}`]),
  ports: fc.array(port, { minLength: 1, maxLength: 3 }),
  sessionAffinity: fc.constantFrom('None' as const, 'ClientIP' as const),
});
const services = fc.array(service, { maxLength: 5 });

/** Does what nft does: refuses to delete what is not there or to add what is. */
function applyChanges(table: ElementTable, changes: readonly ElementChange[]): ElementTable {
  const next = new Map([...table].map(([name, elements]) => [name, new Map(elements)]));
  const container = (name: string) => {
    const found = next.get(name) ?? new Map<string, string>();
    next.set(name, found);
    return found;
  };
  for (const { container: name, remove } of changes) {
    for (const key of remove) assert.ok(container(name).delete(key), `${key} is in ${name}`);
  }
  for (const { container: name, add } of changes) {
    for (const { key, value } of add) {
      assert.ok(!container(name).has(key), `${key} is not in ${name}`);
      container(name).set(key, value ?? '');
    }
  }
  return next;
}

/** Contents without rows' order or emptied containers. */
function contents(table: ElementTable): string[] {
  return [...table]
    .flatMap(([name, elements]) => [...elements].map((element) => [name, ...element].join('|')))
    .sort();
}

const built = (list: readonly ProxyService[]) =>
  applyChanges(new Map(), diff(emptyRuleset, ruleset({ ...network, services: list }, emptyRuleset)).changes);

describe('the difference between two rulesets', () => {
  it('applied to the first gives the second', () => {
    fc.assert(
      fc.property(services, services, (before, after) => {
        const table = built(before);
        const current = fromElements(table);
        const desired = ruleset({ ...network, services: after }, current);
        const result = applyChanges(table, diff(current, desired).changes);
        const expected = applyChanges(new Map(), diff(emptyRuleset, desired).changes);
        assert.deepEqual(contents(result), contents(expected));
      }),
      { numRuns: 150 },
    );
  });

  it('is nothing when nothing changed, also after a restart that reads the kernel', () => {
    fc.assert(
      fc.property(services, (list) => {
        const current = fromElements(built(list));
        assert.equal(diff(current, ruleset({ ...network, services: list }, current)).elementCount, 0);
      }),
      { numRuns: 100 },
    );
  });

  it('repairs any loss of and any damage to elements', () => {
    fc.assert(
      fc.property(services, fc.array(fc.nat(), { maxLength: 10 }), (list, damage) => {
        const table = new Map([...built(list)].map(([name, elements]) => [name, new Map(elements)]));
        for (const pick of damage) {
          const filled = [...table.values()].filter((elements) => elements.size > 0);
          const elements = filled[pick % Math.max(1, filled.length)];
          const key = [...(elements?.keys() ?? [])][pick % Math.max(1, elements?.size ?? 0)];
          if (key !== undefined) elements?.delete(key);
        }
        table.set('service_source_256', new Map([['10.96.0.1 . tcp . 1 . 300', '1.2.3.4 . 5']]));
        const current = fromElements(table);
        const desired = ruleset({ ...network, services: list }, current);
        const result = applyChanges(table, diff(current, desired).changes);
        assert.deepEqual(
          contents(result),
          contents(applyChanges(new Map(), diff(emptyRuleset, desired).changes)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
