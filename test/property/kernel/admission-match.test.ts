// Which changes a rule is about: what stars say, what narrows, and what excludes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import type { NamedRuleWithOperations } from '#kernel/model/gen/admissionregistration.gen.ts';
import { matchedVersion, ruleFits } from '#kernel/policy/admission/match.ts';
import { type Review, versionsOf } from '#kernel/policy/admission/review.ts';

const kinds = ['Pod', 'Deployment', 'Node', 'HorizontalPodAutoscaler', 'Namespace'] as const;
const operations = ['CREATE', 'UPDATE', 'DELETE'] as const;
const parts = ['', 'status', 'scale'];

const review: fc.Arbitrary<Review> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    operation: fc.constantFrom(...operations),
    subresource: fc.constantFrom(...parts),
    name: fc.constantFrom('a', 'b'),
  })
  .map(({ kind, operation, subresource, name }) => ({
    definition: definitionOf(kind),
    operation,
    subresource,
    name,
    namespace: definitionOf(kind).namespaced ? 'default' : '',
    object: undefined,
    previous: undefined,
    within: undefined,
    dryRun: false,
    fieldManager: '',
    user: { user: 'u', groups: [] },
    may: () => true,
  }));

const plurals = kinds.map((kind) => definitionOf(kind).plural);
const resource = fc
  .tuple(fc.constantFrom('*', ...plurals), fc.constantFrom('', '/*', '/status', '/scale'))
  .map(([name, part]) => `${name}${part}`);
const rule: fc.Arbitrary<NamedRuleWithOperations> = fc.record({
  apiGroups: fc.uniqueArray(fc.constantFrom('*', '', 'apps', 'autoscaling'), { minLength: 1 }),
  apiVersions: fc.uniqueArray(fc.constantFrom('*', 'v1', 'v2'), { minLength: 1 }),
  operations: fc.uniqueArray(fc.constantFrom('*', ...operations), { minLength: 1 }),
  resources: fc.uniqueArray(resource, { minLength: 1, maxLength: 3 }),
  scope: fc.constantFrom('*', 'Cluster', 'Namespaced'),
  resourceNames: fc.uniqueArray(fc.constantFrom('a', 'b')),
});

/** Whether a rule is about a review in its stored version. */
function isAbout(given: NamedRuleWithOperations, asked: Review): boolean {
  return ruleFits(given, asked, asked.definition);
}

describe('rules of admission', () => {
  it('are about no less when a list is a star', () => {
    fc.assert(
      fc.property(review, rule, (asked, given) => {
        if (!isAbout(given, asked)) return;
        for (const wider of [
          { apiGroups: ['*'] },
          { apiVersions: ['*'] },
          { operations: ['*'] },
          { resources: ['*/*'] },
          { scope: '*' },
          { resourceNames: [] },
        ])
          assert.ok(isAbout({ ...given, ...wider }, asked));
      }),
    );
  });

  it('are about what one of their resources is about, and nothing else', () => {
    fc.assert(
      fc.property(review, rule, (asked, given) => {
        const alone = given.resources.some((each) => isAbout({ ...given, resources: [each] }, asked));
        assert.equal(isAbout(given, asked), alone);
      }),
    );
  });

  it('name a part of a resource by itself: pods are not pods/status', () => {
    fc.assert(
      fc.property(review, rule, (asked, given) => {
        const { plural } = asked.definition;
        const wanted = asked.subresource === '' ? plural : `${plural}/${asked.subresource}`;
        const plain = {
          ...given,
          resources: given.resources.filter((each) => !each.endsWith('/*') && !each.startsWith('*')),
        };
        if (isAbout(plain, asked)) assert.ok(given.resources.includes(wanted));
      }),
    );
  });

  it('win over others where they exclude', () => {
    fc.assert(
      fc.property(review, fc.array(rule), fc.array(rule), (asked, rules, excluded) => {
        const versions = versionsOf(asked);
        const found = matchedVersion({ rules, excluded }, asked, versions);
        const shut = versions.some((version) => excluded.some((each) => ruleFits(each, asked, version)));
        if (shut) assert.equal(found, undefined);
        else assert.equal(found, matchedVersion({ rules }, asked, versions));
      }),
    );
  });

  it('show a change in the stored version if they are about that', () => {
    fc.assert(
      fc.property(review, fc.array(rule), (asked, rules) => {
        const versions = versionsOf(asked);
        const exact = matchedVersion({ rules, matchPolicy: 'Exact' }, asked, versions);
        const equivalent = matchedVersion({ rules }, asked, versions);
        if (exact !== undefined) assert.equal(equivalent, exact);
        assert.ok(exact === undefined || exact === versions[0]);
      }),
    );
  });
});
