// What checks of pod security look at, and the words they share.
import type { Container, EphemeralContainer, PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { compareText } from '#kernel/store/table.ts';

/** A container of any sort. */
export type AnyContainer = Container | EphemeralContainer;

/** A pod, or what a template would make of one. */
export interface SecuritySubject {
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
  /** All its containers: those that start first, its own, and those that look into it. */
  readonly containers: readonly AnyContainer[];
}

/** What a check found: a reason in short, and what exactly stands in the way. */
export interface Violation {
  readonly reason: string;
  /** Empty where the reason says it all. */
  readonly detail: string;
}

/** A pod, or a template, as checks look at it. */
export function subjectOf(metadata: ObjectMeta | undefined, spec: PodSpec): SecuritySubject {
  const containers = [
    ...(spec.initContainers ?? []),
    ...spec.containers,
    ...(spec.ephemeralContainers ?? []),
  ];
  return { metadata: metadata ?? {}, spec, containers };
}

/** Names in quotes, as a list. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

/** A word in the number that fits. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** Texts without repetition, in code-unit order. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted(compareText);
}

/** Containers as messages name them: `containers "a", "b"`. */
export function containersText(containers: readonly AnyContainer[]): string {
  return `${counted(containers.length, 'container')} ${quoted(containers.map(({ name }) => name))}`;
}

/** Who set something: the pod, some of its containers, or both. Empty when nobody did. */
export function settersText(isPod: boolean, containers: readonly AnyContainer[]): string {
  return [...(isPod ? ['pod'] : []), ...(containers.length > 0 ? [containersText(containers)] : [])].join(
    ' and ',
  );
}
