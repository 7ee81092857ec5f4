// What of a pod that runs may be resized, by its subresource of that name: the cpu and memory of its containers.
// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid } from '#kernel/kinds/kind.ts';
import { isPodFinished, qosClass } from '#kernel/kinds/pod.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { ResourceRequirements } from '#kernel/model/gen/container.gen.ts';
import type { Container, Pod } from '#kernel/model/gen/core.gen.ts';
import { quantityUnits } from '#kernel/model/quantity.ts';

const resizable = ['cpu', 'memory'];

/** A pod with the resources of another's containers, and nothing else of it. */
export function withResources(pod: Pod, asked: Pod): Pod {
  const wanted = new Map(asked.spec.containers.map((each) => [each.name, each.resources]));
  const containers = pod.spec.containers.map((container): Container => {
    if (!wanted.has(container.name)) return container;
    const { resources: _before, ...rest } = container;
    const resources = wanted.get(container.name);
    return { ...rest, ...(resources && { resources }) };
  });
  return { ...pod, spec: { ...pod.spec, containers } };
}

/** Whether a container is started anew when this resource of it changes. */
export function needsRestart({ resizePolicy = [] }: Container, resource: string): boolean {
  return resizePolicy.some(
    (each) => each.resourceName === resource && each.restartPolicy === 'RestartContainer',
  );
}

/** What of resources can't be resized. */
function rest({ limits, requests, ...others }: ResourceRequirements): object {
  const fixed = (amounts: ResourceRequirements['limits']): object =>
    Object.fromEntries(Object.entries(amounts ?? {}).filter(([name]) => !resizable.includes(name)));
  return { ...others, limits: fixed(limits), requests: fixed(requests) };
}

function containerCauses(next: Container, previous: Container, path: string): FieldCause[] {
  const [after, before] = [next.resources ?? {}, previous.resources ?? {}];
  const at = `${path}.resources`;
  if (!equalValues(rest(after), rest(before)))
    return [forbidden(at, 'only cpu and memory resources are mutable')];
  const gone = (['limits', 'requests'] as const).flatMap((part) =>
    Object.keys(before[part] ?? {})
      .filter((name) => after[part]?.[name] === undefined)
      .map((name) => forbidden(`${at}.${part}`, `resource ${part} cannot be removed: ${name}`)),
  );
  const [limit, former] = [after.limits?.['memory'], before.limits?.['memory']];
  const shrinks = limit !== undefined && former !== undefined && quantityUnits(limit) < quantityUnits(former);
  return shrinks && !needsRestart(next, 'memory')
    ? [
        ...gone,
        forbidden(
          `${at}.limits`,
          'memory limits cannot be decreased unless resizePolicy is RestartContainer',
        ),
      ]
    : gone;
}

/** What is wrong with resizing a pod. */
export function validateResize(next: Pod, previous: Pod): FieldCause[] {
  if (isPodFinished(previous)) return [forbidden('spec', 'a pod that has ended is not resized')];
  if (previous.metadata.deletionTimestamp !== undefined)
    return [forbidden('spec', 'a pod that is being deleted is not resized')];
  const causes = next.spec.containers.flatMap((container, index) => {
    const before = previous.spec.containers.find(({ name }) => name === container.name);
    return before === undefined ? [] : containerCauses(container, before, `spec.containers[${index}]`);
  });
  const [after, before] = [qosClass(next.spec), qosClass(previous.spec)];
  return after === before
    ? causes
    : [
        ...causes,
        invalid('spec', after, `Pod QOS Class may not change as a result of resizing: it is ${before}`),
      ];
}
