// Which pods and containers a user means.
import { runningContainers } from '#kernel/kinds/pod.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { matches, selectorOf, selectorOfMap } from '#kernel/model/selector.ts';
import { type CliSession, keyOfTarget, parseTargets } from '#cli/session.ts';

/** Names the container that is meant when none is given, as for kubectl. */
const defaultContainerAnnotation = 'kubectl.kubernetes.io/default-container';

function placeOf({ metadata, status }: Pod): number {
  const phase = status?.phase ?? 'Pending';
  if (phase === 'Running') return metadata.deletionTimestamp === undefined ? 0 : 1;
  return phase === 'Succeeded' || phase === 'Failed' ? 3 : 2;
}

/** The pods with these labels, by name. */
export async function podsWith({ client, namespace }: CliSession, labelSelector: string): Promise<Pod[]> {
  const { objects } = await client.list({ kind: 'Pod', namespace, labelSelector, fieldSelector: '' });
  return objects.filter((object) => object.kind === 'Pod');
}

/** The pod that is meant by a name, pod/name, or something that selects pods, such as deployment/name. */
export async function podNamed(session: CliSession, word: string): Promise<Pod> {
  const [target] = parseTargets(word.includes('/') ? [word] : ['pod', word]).targets;
  if (target === undefined) throw new OrcError('BadRequest', `"${word}" names no pod`);
  const object = await session.client.get(keyOfTarget(target, session.namespace));
  if (object.kind === 'Pod') return object;
  if (object.kind !== 'Deployment' && object.kind !== 'ReplicaSet' && object.kind !== 'Service')
    throw new OrcError('BadRequest', `cannot get the pods of ${target.kind.toLowerCase()}/${target.name}`);
  const selector =
    object.kind === 'Service' ? selectorOfMap(object.spec.selector) : selectorOf(object.spec.selector);
  const pods = (await podsWith(session, '')).filter(
    (pod) => selector.length > 0 && matches(selector, pod.metadata.labels),
  );
  // One that runs, rather than one that is on its way, rather than one that has ended.
  const [first] = pods.toSorted((a, b) => placeOf(a) - placeOf(b));
  if (first === undefined) throw new OrcError('NotFound', `${word} has no pods`);
  if (pods.length > 1) process.stderr.write(`Found ${pods.length} pods, using pod/${first.metadata.name}\n`);
  return first;
}

/** The container that is meant; says on stderr which it took when there was a choice. */
export function containerOf(pod: Pod, asked: string | undefined): string {
  const names = pod.spec.containers.map(({ name }) => name);
  if (asked !== undefined) {
    if (runningContainers(pod).some(({ name }) => name === asked)) return asked;
    throw new OrcError('BadRequest', `container ${asked} is not valid for pod ${pod.metadata.name}`);
  }
  const preferred = pod.metadata.annotations?.[defaultContainerAnnotation];
  if (preferred !== undefined && names.includes(preferred)) return preferred;
  const [first = ''] = names;
  if (names.length > 1) process.stderr.write(`Defaulted container "${first}" out of: ${names.join(', ')}\n`);
  return first;
}
