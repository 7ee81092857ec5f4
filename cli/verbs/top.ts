// What `orc top` does.
import { OrcError } from '#kernel/errors.ts';
import type { ContainerMetrics, NodeMetrics, PodMetrics } from '#kernel/model/gen/metrics.gen.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';
import type { TopNodesOptions, TopOptions, TopPodsOptions } from '#cli/commands/top.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { withCluster } from '#cli/session.ts';

/** What something uses, in thousandths of a core and of a byte. */
interface Used {
  readonly cpu: bigint;
  readonly memory: bigint;
}

const nothing: Used = { cpu: 0n, memory: 0n };
/** What stands for what nobody has said. */
const unknown = '<unknown>';
const mebibyteMillis = 1024n * 1024n * 1000n;

function usedIn(usage: Readonly<Record<string, string>>): Used {
  return { cpu: quantityMillis(usage['cpu']), memory: quantityMillis(usage['memory']) };
}

function sumOf(parts: readonly Used[]): Used {
  return parts.reduce(
    (sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }),
    nothing,
  );
}

const cpuText = ({ cpu }: Used): string => `${cpu}m`;
const memoryText = ({ memory }: Used): string => `${memory / mebibyteMillis}Mi`;

function share(used: bigint, of: bigint): string {
  return of > 0n ? `${(used * 100n) / of}%` : unknown;
}

/** Says which order is asked for. Throws BadRequest for another one. */
function orderOf({ sortBy }: TopOptions): keyof Used | undefined {
  if (sortBy === undefined || sortBy === 'cpu' || sortBy === 'memory') return sortBy;
  throw new OrcError('BadRequest', `--sort-by: is "${sortBy}", must be cpu or memory`);
}

/** Most first, by what is asked for; else as they come, which is by name. */
function ordered<T>(
  rows: readonly T[],
  order: keyof Used | undefined,
  used: (row: T) => Used | undefined,
): readonly T[] {
  if (order === undefined) return rows;
  const amount = (row: T): bigint => used(row)?.[order] ?? -1n;
  return rows.toSorted((a, b) => (amount(a) < amount(b) ? 1 : amount(a) > amount(b) ? -1 : 0));
}

function print(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { headers }: TopOptions,
): void {
  process.stdout.write(`${alignedTable(headers ? [headings, ...rows] : rows)}\n`);
}

function refuseBoth(name: string | undefined, { selector }: TopOptions): void {
  if (name !== undefined && selector !== undefined)
    throw new OrcError('BadRequest', 'a name and a selector cannot be given together');
}

/** Shows what nodes use. */
export async function topNodes(
  name: string | undefined,
  options: TopNodesOptions,
  globals: GlobalOptions,
): Promise<void> {
  refuseBoth(name, options);
  const order = orderOf(options);
  await withCluster(globals, async ({ client }) => {
    const scope = {
      kind: 'Node' as const,
      namespace: '',
      labelSelector: options.selector ?? '',
      fieldSelector: name === undefined ? '' : `metadata.name=${name}`,
    };
    const [{ objects }, metrics] = await Promise.all([
      client.list(scope),
      client.nodeMetrics({ name: name ?? '', labelSelector: options.selector ?? '' }),
    ]);
    if (name !== undefined && objects.length === 0)
      throw new OrcError('NotFound', `nodes "${name}" not found`, { kind: 'nodes', name });
    if (objects.length === 0) {
      process.stderr.write('No resources found\n');
      return;
    }
    const byName = new Map(metrics.map((each): [string, NodeMetrics] => [each.metadata.name ?? '', each]));
    const rows = objects.flatMap((node) => {
      if (node.kind !== 'Node') return [];
      const measured = byName.get(node.metadata.name ?? '');
      const of = options.showCapacity === true ? node.status?.capacity : node.status?.allocatable;
      return [
        { name: node.metadata.name ?? '', used: measured && usedIn(measured.usage), of: usedIn(of ?? {}) },
      ];
    });
    print(
      ['NAME', 'CPU(cores)', 'CPU%', 'MEMORY(bytes)', 'MEMORY%'],
      ordered(rows, order, ({ used }) => used).map(({ name: node, used, of }) =>
        used === undefined
          ? [node, unknown, unknown, unknown, unknown]
          : [node, cpuText(used), share(used.cpu, of.cpu), memoryText(used), share(used.memory, of.memory)],
      ),
      options,
    );
  });
}

/** One line of what pods use. */
interface PodRow {
  readonly names: readonly string[];
  readonly used: Used;
}

function podRows(
  { metadata, containers }: PodMetrics,
  { containers: each, allNamespaces }: TopPodsOptions,
): PodRow[] {
  const { name = '', namespace = '' } = metadata;
  const place = allNamespaces === true ? [namespace] : [];
  const used = ({ usage }: ContainerMetrics): Used => usedIn(usage);
  if (each === true)
    return containers.map((container) => ({
      names: [...place, name, container.name],
      used: used(container),
    }));
  return [{ names: [...place, name], used: sumOf(containers.map(used)) }];
}

/** Shows what pods use. */
export async function topPods(
  name: string | undefined,
  options: TopPodsOptions,
  globals: GlobalOptions,
): Promise<void> {
  refuseBoth(name, options);
  if (name !== undefined && options.allNamespaces === true)
    throw new OrcError('BadRequest', 'a resource cannot be retrieved by name across all namespaces');
  const order = orderOf(options);
  await withCluster(globals, async (session) => {
    const namespace = options.allNamespaces === true ? '' : session.namespace;
    const asked = { namespace, name: name ?? '', labelSelector: options.selector ?? '' };
    const metrics = await session.client.podMetrics(asked);
    if (metrics.length === 0) {
      if (name !== undefined)
        throw new OrcError(
          'NotFound',
          `pods "${name}" in namespace "${namespace}": nothing is known of what it uses: there is no such pod, it does not run, or its node is silent`,
        );
      process.stderr.write(`No resources found${namespace === '' ? '' : ` in ${namespace} namespace.`}\n`);
      return;
    }
    const rows = ordered(
      metrics.flatMap((each) => podRows(each, options)),
      order,
      ({ used }) => used,
    );
    const place = options.allNamespaces === true ? ['NAMESPACE'] : [];
    const names = options.containers === true ? ['POD', 'NAME'] : ['NAME'];
    const lines = rows.map(({ names: own, used }) => [...own, cpuText(used), memoryText(used)]);
    const total = sumOf(rows.map(({ used }) => used));
    const blank = [...place, ...names].slice(1).map(() => '');
    print(
      [...place, ...names, 'CPU(cores)', 'MEMORY(bytes)'],
      options.sum === true ? [...lines, ['TOTAL', ...blank, cpuText(total), memoryText(total)]] : lines,
      options,
    );
  });
}
