// `npm run bench -- rbac`: what one decision costs, by how many bindings there are and how many rules somebody holds.
import type { Operation, Subject } from '#kernel/access/operation.ts';
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import { AccessBench, binding, role } from '#kit/access.ts';

const decisions = 200_000;
const pods: PolicyRule = { verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['pods'] };
const bob: Subject = { user: 'bob', groups: ['developers', 'system:authenticated'] };

/** Nanoseconds for one decision, once it is warm. */
function measure(bench: AccessBench, operation: Operation): number {
  const run = (count: number): void => {
    for (let index = 0; index < count; index++) bench.authorizer.decide(bob, operation);
  };
  run(decisions / 10);
  const startedAt = performance.now();
  run(decisions);
  return ((performance.now() - startedAt) * 1e6) / decisions;
}

/** Microseconds for the first decision after a change of a role. */
function afterChange(bench: AccessBench, operation: Operation): number {
  const times = Array.from({ length: 50 }, (_none, index) => {
    bench.put(role('ClusterRole', 'unrelated', [{ ...pods, resources: [`r${index}`] }]));
    const startedAt = performance.now();
    bench.authorizer.decide(bob, operation);
    return (performance.now() - startedAt) * 1e3;
  });
  return times.toSorted((a, b) => a - b)[25] ?? 0;
}

function row(what: string, bench: AccessBench, operation: Operation): void {
  const [warm, cold] = [measure(bench, operation), afterChange(bench, operation)];
  process.stdout.write(`| ${what} | ${warm.toFixed(0)} ns | ${cold.toFixed(1)} µs |\n`);
}

/** Prints a table. */
export function run(): Promise<void> {
  process.stdout.write('| | one decision | the first after a change |\n| --- | --- | --- |\n');
  const asked = { verb: 'list', group: '', resource: 'pods', namespace: 'team' };
  for (const bindings of [10, 10_000]) {
    const bench = new AccessBench();
    bench.put(role('ClusterRole', 'pods', [pods]));
    for (let index = 0; index < bindings; index++)
      bench.put(binding('RoleBinding', `b${index}`, 'ClusterRole/pods', [`User/user-${index}`], 'team'));
    bench.put(binding('RoleBinding', 'bob', 'ClusterRole/pods', ['User/bob'], 'team'));
    row(`allowed, ${bindings} bindings in the namespace`, bench, asked);
    row(`refused, ${bindings} bindings in the namespace`, bench, { ...asked, resource: 'secrets' });
  }
  const bench = new AccessBench();
  const rules = Array.from({ length: 1_000 }, (_none, index) => ({ ...pods, resources: [`r${index}`] }));
  bench.put(role('ClusterRole', 'many', [...rules, pods]));
  bench.put(binding('ClusterRoleBinding', 'bob', 'ClusterRole/many', ['User/bob']));
  row('allowed by the last of 1,001 rules', bench, asked);
  row('refused by 1,001 rules', bench, { ...asked, resource: 'secrets' });
  const named = Array.from({ length: 1_000 }, (_none, index) => ({ ...pods, resourceNames: [`n${index}`] }));
  bench.put(role('ClusterRole', 'many', named));
  row('refused by 1,000 rules for names of the same resource', bench, asked);
  return Promise.resolve();
}
